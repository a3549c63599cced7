import { createReadStream } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../files/reason';
import { MANIFEST_FILE, SHARD_FOLDER, manifestSchema, type CorpusManifest } from './manifest';
import { recordSchema, type CorpusRecord } from './record';

/** The manifest of a corpus folder. @throws Error with a sentence when there is none or it does not fit */
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
 * The records of a corpus one by one, by shard name and then by line; memory holds one line at a time.
 * @throws Error naming file and line of the first that is no record
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

/** The records of one shard. @throws Error naming the line of the first that is no record */
export async function* readRecords(file: string): AsyncGenerator<CorpusRecord> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    if (line.length > 0) yield parseLine(line, recordSchema, `${file}, line ${number},`);
  }
}

/** Lines of a text file. Node's readline does not pass on errors of the file to the one who reads its lines. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunksOf(file)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_LETTERS)
      throw new Error(`${file} holds a line that is too long for a record.`);
    yield* lines;
  }
  yield rest;
}

/** A record with every cell hit is far shorter; a file without line breaks must not fill the memory. */
const MAX_LINE_LETTERS = 1_000_000;

async function* chunksOf(file: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(file, 'utf8') as AsyncIterable<string>;
  } catch (cause) {
    throw new Error(`Could not read ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

function parseLine<Schema extends z.ZodType>(text: string, schema: Schema, place: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${place} is not JSON.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${place} does not fit: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trimEnd() + '.',
  );
}
