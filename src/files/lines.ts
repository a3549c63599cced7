// Reads a text file line by line, and JSON against a schema. Used by journal.ts and the corpus reader.

import { createReadStream } from 'node:fs';
import type { z } from 'zod';
import { reasonOf } from './reason';

/**
 * Holds one line in memory at a time; the last is empty where the file ends with a line break. Node's
 * readline does not pass on errors of the file to the one who reads its lines.
 * @param maxLetters of a line: a file without line breaks must not fill the memory
 * @throws Error in one sentence
 */
export async function* linesOf(file: string, maxLetters: number): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunksOf(file)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLetters) throw new Error(`${file} has a line that is too long for a record.`);
    yield* lines;
  }
  yield rest;
}

async function* chunksOf(file: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(file, 'utf8') as AsyncIterable<string>;
  } catch (cause) {
    throw new Error(`Could not read ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

/**
 * @param place names file and line for the error
 * @throws Error in one sentence
 */
export function parseLine<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  place: string,
): z.output<Schema> {
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
    `${place} is not valid: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trimEnd() + '.',
  );
}
