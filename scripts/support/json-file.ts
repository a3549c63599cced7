import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { reasonOf } from '../../src/files/reason';

/** Reads a JSON file of a known form. @throws Error in one sentence that names the file */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`Could not read ${file}: ${reasonOf(error)}.`, { cause: error });
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON.`, { cause: error });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file} is not valid (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`);
}
