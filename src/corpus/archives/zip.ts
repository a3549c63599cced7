// Reads a .zip with one file in memory at a time. Called by archive.ts.

import yauzl from 'yauzl';
import { tooLarge, unsafeName, type ArchiveEntry, type ArchiveLimits } from './entry';

/** @throws Error with a sentence for a damaged archive */
export async function* readZip(path: string, limits: ArchiveLimits): AsyncGenerator<ArchiveEntry> {
  let zip: yauzl.ZipFile | undefined;
  try {
    zip = await openZip(path);
    for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
      const name = nameOf(entry);
      if (name.endsWith('/') || !limits.wanted(name)) continue;
      yield await readEntry(zip, entry, name, limits);
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path} is damaged or cut short (${reason}).`, { cause });
  } finally {
    zip?.close();
  }
}

async function readEntry(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  name: string,
  { maxEntryBytes }: ArchiveLimits,
): Promise<ArchiveEntry> {
  const unsafe = unsafeName(name);
  if (unsafe !== undefined) return { name, content: undefined, reason: unsafe };
  if (entry.uncompressedSize > maxEntryBytes)
    return { name, content: undefined, reason: tooLarge(maxEntryBytes) };
  if ((entry.generalPurposeBitFlag & 1) !== 0)
    return { name, content: undefined, reason: 'It is encrypted.' };
  const chunks: Buffer[] = [];
  // yauzl ends the stream with an error when more comes out than the entry's header promises.
  for await (const chunk of (await openEntry(zip, entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
  return { name, content: Buffer.concat(chunks) };
}

function openZip(path: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    // Names stay bytes here: yauzl refuses a whole archive for one name with "..", of which we only skip the entry.
    yauzl.open(path, { lazyEntries: true, autoClose: false, decodeStrings: false }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

function nextEntry(zip: yauzl.ZipFile): Promise<yauzl.Entry | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
      finish();
    };
    const onEntry = (entry: yauzl.Entry): void => {
      settle(() => {
        resolve(entry);
      });
    };
    const onEnd = (): void => {
      settle(() => {
        resolve(undefined);
      });
    };
    const onError = (error: Error): void => {
      settle(() => {
        reject(error);
      });
    };
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}

function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
}

function nameOf(entry: yauzl.Entry): string {
  const name: unknown = entry.fileName;
  return Buffer.isBuffer(name) ? name.toString('utf8') : String(name);
}
