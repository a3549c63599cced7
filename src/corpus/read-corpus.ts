// Reads a corpus folder: its manifest, and its records one by one however many there are.
// Used by training, the scripts, sources/merge.ts, and writing/build-corpus.ts for the records that it holds
// back.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { linesOf, parseLine } from '../files/lines';
import { reasonOf } from '../files/reason';
import { MANIFEST_FILE, SHARD_FOLDER, manifestSchema, type CorpusManifest } from './manifest';
import { recordSchema, type CorpusRecord } from './record';

/** @throws Error with a sentence when there is no manifest or it does not fit */
export async function readManifest(dir: string): Promise<CorpusManifest> {
  const file = join(dir, MANIFEST_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`${dir} is not a corpus: its ${MANIFEST_FILE} cannot be read (${reasonOf(cause)}).`, {
      cause,
    });
  }
  return parseLine(text, manifestSchema, file);
}

/**
 * Yields by shard name and then by line; memory holds one line at a time.
 * @throws Error naming file and line of the first that is not a record
 */
export async function* readCorpus(dir: string): AsyncGenerator<CorpusRecord> {
  const folder = join(dir, SHARD_FOLDER);
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  } catch (cause) {
    throw new Error(`${dir} is not a corpus: its ${SHARD_FOLDER} cannot be read (${reasonOf(cause)}).`, {
      cause,
    });
  }
  for (const name of names) yield* readRecords(join(folder, name));
}

/** A record with every cell hit is far shorter. */
const MAX_LINE_LETTERS = 1_000_000;

/** @throws Error naming the line of the first that is not a record */
export async function* readRecords(file: string): AsyncGenerator<CorpusRecord> {
  let number = 0;
  for await (const line of linesOf(file, MAX_LINE_LETTERS)) {
    number++;
    if (line.length > 0) yield parseLine(line, recordSchema, `${file}, line ${number},`);
  }
}
