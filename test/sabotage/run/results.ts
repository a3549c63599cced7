import { existsSync, readFileSync, rmSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openJournal, type Journal } from '../../../src/files/journal';

const RESULT = z.object({
  id: z.string(),
  /** Of the planted text. */
  fault: z.string(),
  outcome: z.enum(['noticed', 'hung', 'unnoticed']),
  /** The test that noticed it. */
  by: z.object({ file: z.string(), title: z.string(), message: z.string() }).optional(),
  seconds: z.number(),
  reaching: z.number(),
  /** Of everything that decided the outcome: the test that noticed, or all that did not. */
  tests: z.string(),
});

/** What came of a fault, as a journal keeps it. */
export type Result = z.output<typeof RESULT>;

/** The results of this run and, with `resume`, of those before it. */
export interface Results {
  readonly before: readonly Result[];
  readonly journal: Journal<Result>;
}

export async function openResults(folder: string, resume: boolean): Promise<Results> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'results.jsonl');
  if (!resume) rmSync(file, { force: true });
  const before: Result[] = [];
  const journal = await openJournal(file, RESULT, (result) => before.push(result));
  return { before, journal };
}

const REASONS = z.array(
  z.object({ file: z.string(), mutation: z.string(), context: z.string(), reason: z.string() }),
);

/** A mutant that no test can or need notice, found by what it changes, and why. */
export type Reason = z.output<typeof REASONS>[number];

export function readReasons(file: string): Reason[] {
  return existsSync(file) ? REASONS.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}
