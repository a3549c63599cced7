import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { textOf } from '../../architecture/sources';
import type { Measured } from '../coverage/clean-run';
import { testsFor } from '../coverage/reach';
import { runTests, type Failure } from './mocha';

/** What is planted: whole files as they are with the fault. */
export interface Planted {
  readonly file: string;
  readonly text: string;
  readonly at: number;
}

export interface Outcome {
  /** `hung`: the tests did not end, which a player would notice too. */
  readonly outcome: 'noticed' | 'hung' | 'unnoticed';
  readonly failure?: Failure;
  readonly seconds: number;
  /** How many test files reach what was changed. */
  readonly reaching: number;
}

/** How many seconds of tests, by the clean run, are run before the rest is loaded. */
const FIRST_SECONDS = 12;
const LEAST_LIMIT_MS = 180_000;
/** How much longer than in the clean run tests may take: the machine may be busier. */
const PATIENCE = 5;

/** Plants a fault in a copy, runs the tests that reach it up to the first that fails, and takes it out again. */
export async function plant(
  folder: string,
  planted: readonly Planted[],
  measured: readonly Measured[],
): Promise<Outcome> {
  const tests = testsFor(planted, measured);
  let seconds = 0;
  try {
    for (const { file, text } of planted) writeFileSync(path.join(folder, file), text);
    for (const group of groupsOf(tests)) {
      const expected = group.reduce((sum, test) => sum + test.seconds, 0);
      const run = await runTests(
        folder,
        group.map(({ file }) => file),
        { limitMs: Math.max(LEAST_LIMIT_MS, expected * PATIENCE * 1000) },
      );
      seconds += run.seconds;
      if (run.isHung) return { outcome: 'hung', seconds, reaching: tests.length };
      if (run.failure) return { outcome: 'noticed', failure: run.failure, seconds, reaching: tests.length };
    }
    return { outcome: 'unnoticed', seconds, reaching: tests.length };
  } finally {
    for (const { file } of planted) writeFileSync(path.join(folder, file), textOf(file));
  }
}

/** The first few by themselves, since most faults are noticed there, then all others at once. */
function groupsOf(tests: readonly Measured[]): Measured[][] {
  const first: Measured[] = [];
  let seconds = 0;
  for (const test of tests) {
    if (first.length > 0 && seconds + test.seconds > FIRST_SECONDS) break;
    first.push(test);
    seconds += test.seconds;
  }
  return [first, tests.slice(first.length)].filter((group) => group.length > 0);
}
