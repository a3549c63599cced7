// Reads the files of an archive, .zip or .tar.gz, whichever its first bytes say. Called by the Groove source
// and document.ts. Writes nothing to disk and stops at limits: an archive may be hostile.

import { open } from 'node:fs/promises';
import { reasonOf } from '../../files/reason';
import type { ArchiveEntry, ArchiveLimits } from './entry';
import { readTarGz } from './tar';
import { readZip } from './zip';

const GZIP_MAGIC = [0x1f, 0x8b];
const ZIP_MAGIC = [0x50, 0x4b];

/**
 * The wanted files, one after another in the order of the archive.
 * @throws Error with a sentence for an archive that is damaged, cut short, too large or of another kind
 */
export async function* readArchive(path: string, limits: ArchiveLimits): AsyncGenerator<ArchiveEntry> {
  const [first, second] = await firstBytes(path);
  const begins = (magic: readonly number[]): boolean => first === magic[0] && second === magic[1];
  if (!begins(GZIP_MAGIC) && !begins(ZIP_MAGIC))
    throw new Error(`${path} is neither a .zip nor a .tar.gz archive.`);
  let total = 0;
  for await (const entry of begins(ZIP_MAGIC) ? readZip(path, limits) : readTarGz(path, limits)) {
    total += entry.content?.length ?? 0;
    if (total > limits.maxTotalBytes)
      throw new Error(`${path} unpacks to more than ${limits.maxTotalBytes} bytes.`);
    yield entry;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer } = await file.read(new Uint8Array(2), 0, 2, 0);
      return buffer;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new Error(`Could not read ${path}: ${reasonOf(cause)}.`, { cause });
  }
}
