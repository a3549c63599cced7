// Finds the wanted files in a folder and its subfolders, in an order that is the same on every machine.
// Used by the sources that read folders, and by measure/audio-bench.

import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isOfFileSystem, reasonOf } from '../../files/reason';
import { tooLarge } from './entry';

/** `name` is the path below the folder, with slashes; `reason` says why the file cannot be read. */
export interface FoundFile {
  readonly name: string;
  readonly path: string;
  readonly reason?: string;
}

/**
 * Yields them by name, folder by folder. Links are followed, each folder once. Parts that cannot be read come
 * with a reason.
 * @throws Error with a sentence when the folder itself cannot be read
 */
export async function* filesUnder(
  folder: string,
  wanted: (name: string) => boolean,
): AsyncGenerator<FoundFile> {
  try {
    await readdir(folder);
  } catch (cause) {
    throw new Error(`Could not read the folder ${folder}: ${reasonOf(cause)}.`, { cause });
  }
  yield* walk(folder, '', wanted, new Set([await realpath(folder)]));
}

async function* walk(
  folder: string,
  prefix: string,
  wanted: (name: string) => boolean,
  visited: Set<string>,
): AsyncGenerator<FoundFile> {
  // By code unit: the order of a locale would differ between machines.
  const names = (await readdir(folder)).sort();
  for (const entry of names) {
    const name = prefix + entry;
    const path = join(folder, entry);
    try {
      const found = await stat(path);
      if (found.isFile()) {
        if (wanted(name)) yield { name, path };
      } else if (found.isDirectory()) {
        const real = await realpath(path);
        if (visited.has(real)) yield { name, path, reason: 'It leads to a folder that was read already.' };
        else {
          visited.add(real);
          yield* walk(path, `${name}/`, wanted, visited);
        }
      } else if (wanted(name)) yield { name, path, reason: 'It is no regular file.' };
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      yield { name, path, reason: `It cannot be read (${code}).` };
    }
  }
}

/** The content of a file that is not larger, or the reason why there is none. */
export async function readSmallFile(
  path: string,
  maxBytes: number,
): Promise<{ content: Uint8Array } | { content: undefined; reason: string }> {
  try {
    if ((await stat(path)).size > maxBytes) return { content: undefined, reason: tooLarge(maxBytes) };
    return { content: await readFile(path) };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { content: undefined, reason: `It cannot be read (${code}).` };
  }
}

/** The code of an error of the file system; undefined for all others. */
function codeOf(error: unknown): string | undefined {
  return isOfFileSystem(error) ? error.code : undefined;
}
