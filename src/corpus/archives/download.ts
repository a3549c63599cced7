// Fetches the Groove MIDI archive and keeps it between runs. Called by scripts/corpus.
// Keeps nothing whose SHA-256 is not the expected one.

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isOfFileSystem, reasonOf } from '../../files/reason';
import { makeFolder } from '../../files/whole';

export interface KnownDownload {
  readonly url: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

export const GROOVE_DOWNLOAD: KnownDownload = {
  url: 'https://storage.googleapis.com/magentadata/datasets/groove/groove-v1.0.0-midionly.zip',
  fileName: 'groove-v1.0.0-midionly.zip',
  bytes: 3_260_318,
  sha256: '651cbc524ffb891be1a3e46d89dc82a1cecb09a57c748c7b45b844c4841dcc1e',
};

/** The place for such files on this system. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const system = platform();
  if (system === 'darwin') return join(homedir(), 'Library', 'Caches', 'fourfloor');
  if (system === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'fourfloor');
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fourfloor');
}

/**
 * The path of the file in the folder; fetched unless it is there and whole.
 * @throws Error with a sentence when it cannot be fetched or is not the known file
 */
export async function cachedDownload(
  file: KnownDownload,
  folder: string,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<string> {
  const path = join(folder, file.fileName);
  if ((await sha256Of(path)) === file.sha256) return path;
  await makeFolder(folder);
  const part = `${path}.${process.pid}.part`;
  try {
    await fetchTo(part, file, onProgress);
    if ((await sha256Of(part)) !== file.sha256) {
      throw new Error(`${file.url} did not return the expected file (checksum mismatch); nothing was saved.`);
    }
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return path;
}

async function fetchTo(
  path: string,
  { url, bytes }: KnownDownload,
  onProgress: (bytes: number) => void,
): Promise<void> {
  let received = 0;
  const count = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      received += chunk.length;
      if (received > bytes) throw new Error('it is larger than the published file');
      onProgress(received);
      yield chunk;
    }
  };
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as never), count, createWriteStream(path));
  } catch (cause) {
    throw new Error(`${url} could not be downloaded: ${reasonOfFetch(cause)}.`, { cause });
  }
}

/** fetch hides the reason, such as ENOTFOUND, in the cause of its own error. */
function reasonOfFetch(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return error.cause.message;
  return reasonOf(error);
}

async function sha256Of(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if (isOfFileSystem(error) && error.code === 'ENOENT') return undefined;
    throw new Error(`Could not read ${path}: ${reasonOf(error)}.`, { cause: error });
  }
  return hash.digest('hex');
}
