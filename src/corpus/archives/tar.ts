// Reads a .tar.gz as a stream. Called by archive.ts.

import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { tooLarge, unsafeName, type ArchiveEntry, type ArchiveLimits } from './entry';

/** @throws Error with a sentence for an archive that is damaged or unpacks to too much */
export async function* readTarGz(path: string, limits: ArchiveLimits): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  const gunzip = createGunzip();
  let unpacked = 0;
  gunzip.on('data', (chunk: Buffer) => {
    unpacked += chunk.length;
    // Padding and unwanted entries count as well: a bomb need not be one of the files asked for.
    if (unpacked > limits.maxTotalBytes) gunzip.destroy(new TooMuch());
  });
  let failure: Error | null | undefined;
  pipeline(createReadStream(path), gunzip, tar, (error) => {
    failure = error;
  });
  try {
    for await (const entry of tar) {
      const { name, type, size = 0 } = entry.header;
      const isFile = type === 'file' || type === 'contiguous-file';
      if (isFile && limits.wanted(name)) {
        const reason =
          unsafeName(name) ?? (size > limits.maxEntryBytes ? tooLarge(limits.maxEntryBytes) : undefined);
        if (reason !== undefined) yield { name, content: undefined, reason };
        else {
          const chunks: Buffer[] = [];
          for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
          yield { name, content: Buffer.concat(chunks) };
        }
      }
      entry.resume();
    }
    if (failure) throw failure;
  } catch (cause) {
    if (failure instanceof TooMuch || cause instanceof TooMuch) {
      throw new Error(`${path} unpacks to more than ${limits.maxTotalBytes} bytes.`, { cause });
    }
    const first = failure ?? cause;
    const reason = first instanceof Error ? first.message : String(first);
    throw new Error(`${path} is damaged or cut short (${reason}).`, { cause });
  } finally {
    tar.destroy();
  }
}

class TooMuch extends Error {}
