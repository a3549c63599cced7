// The record that each finished training of a comparison leaves on disk, one JSON file each: its form,
// writing and reading. Tables, charts and the page are made from records alone, so that they can be made
// again without training.

import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { recordSchema as corpusRecordSchema } from '../../corpus/record';
import { parseJson } from '../../files/parse-json';
import { reasonOf } from '../../files/reason';
import { makeFolder, writeFileWhole } from '../../files/whole';
import { trainingConfigSchema } from '../config';
import type { Contender } from './contender-settings';

const RECORD_SCHEMA_VERSION = 1;

const count = z.number().int().positive();
const metrics = z.record(z.string(), z.number());

export const recordSchema = z.object({
  schemaVersion: z.literal(RECORD_SCHEMA_VERSION),
  config: trainingConfigSchema,
  backend: z.string(),
  /** Fingerprint of the dataset. */
  corpus: z.string(),
  styles: z.array(z.string()),
  trainingPatterns: count,
  heldOutPatterns: count,
  /** Patterns that each evaluation measured. */
  samples: count,
  parameters: z.object({ generator: count, discriminator: count }),
  /** The step where a loss became NaN or infinite; null for a training that took all its steps. */
  divergedAtStep: count.nullable(),
  /** The sentences of the signs of collapse at the end. */
  signs: z.array(z.string()),
  /** The measures at some steps, and the means of the loss rows since the evaluation before. */
  evaluations: z.array(z.object({ step: count, metrics })),
  /** The same measures of training patterns and of patterns with independent cells. */
  baselines: z.object({ ceiling: metrics, floor: metrics }),
  /** Hits of some generated patterns, as a corpus holds them; a silent pattern has none. */
  examples: z.array(corpusRecordSchema.shape.hits.element.array()),
});

export type ComparisonRecord = Readonly<z.infer<typeof recordSchema>>;

/** A record without what {@link writeRecord} adds. */
export type NewRecord = Omit<ComparisonRecord, 'schemaVersion'>;

const RECORD_FOLDER = 'runs';
/** Not the temporary ones of a program that was killed, which start with a dot. */
const RECORD_NAME = /^[a-z-]+-seed-\d+\.json$/;

/** What a training of a comparison is called, in words and in names of files. */
export function nameOf({ loss, seed }: Contender): string {
  return `${loss}-seed-${seed}`;
}

/** Writes the record of a finished training, whole or not at all. @throws Error in one sentence */
export async function writeRecord(folder: string, record: NewRecord): Promise<void> {
  const runs = join(folder, RECORD_FOLDER);
  await makeFolder(runs);
  const document = { schemaVersion: RECORD_SCHEMA_VERSION, ...record };
  await writeFileWhole(join(runs, `${nameOf(record.config)}.json`), `${JSON.stringify(document)}\n`);
}

/** Every record of a comparison, none before the first training is finished. @throws Error in one sentence */
export async function readRecords(folder: string): Promise<ComparisonRecord[]> {
  const runs = join(folder, RECORD_FOLDER);
  const names = existsSync(runs) ? (await readdir(runs)).filter((name) => RECORD_NAME.test(name)) : [];
  return Promise.all(names.sort().map((name) => parseRecord(join(runs, name))));
}

async function parseRecord(file: string): Promise<ComparisonRecord> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`Could not read ${file}: ${reasonOf(error)}.`, { cause: error });
  }
  const parsed = recordSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`${file} is damaged: delete it and compare again.`);
  return parsed.data;
}
