// Reads one JSON document, from a file or out of an archive. Called by clips/catalog.ts and
// sources/stem-bars.ts.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path/posix';
import { reasonOf } from '../../files/reason';
import { readArchive } from './archive';

const MAX_DOCUMENT_BYTES = 64_000_000;

/**
 * The parsed JSON of a file that ends in .json, or of the document called `name` in an archive.
 * @param what names the document in the sentence for one that is not JSON, like “The clip catalogue”
 * @throws Error with a sentence when it cannot be read or is not JSON
 */
export async function readJsonDocument(file: string, name: string, what: string): Promise<unknown> {
  const text = /\.json$/i.test(file) ? await readText(file) : await readFromArchive(file, name);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${what} in ${file} is not JSON.`, { cause });
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`Could not read ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

async function readFromArchive(file: string, wantedName: string): Promise<string> {
  const limits = {
    wanted: (name: string) => basename(name) === wantedName,
    maxEntryBytes: MAX_DOCUMENT_BYTES,
    maxTotalBytes: 2 * MAX_DOCUMENT_BYTES,
  };
  for await (const { name, content, reason } of readArchive(file, limits)) {
    if (content) return new TextDecoder().decode(content);
    throw new Error(`Could not read ${name} in ${file}. ${reason ?? ''}`.trimEnd());
  }
  throw new Error(`${file} contains no ${wantedName}.`);
}
