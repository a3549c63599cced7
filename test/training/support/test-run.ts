import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBackend, type BackendName } from '../../../src/training/backends/open-backend';
import type { TrainingConfig } from '../../../src/training/config';
import { train, type RunOutcome } from '../../../src/training/run';
import { freshFolder, removeFolders } from './folders';
import { smallConfig } from './small-config';
import { syntheticRecords, writeCorpus } from './synthetic-corpus';

/** What a test asks of a run. */
export interface TestRun {
  readonly runFolder: string;
  readonly config?: TrainingConfig;
  readonly resume?: boolean;
  readonly from?: string;
  /** Interrupts after that many steps. */
  readonly stopAfter?: number;
  readonly backend?: BackendName;
  readonly corpusFolder?: string;
  readonly stopOnCollapse?: boolean;
  readonly notes?: string[];
}

/** Trains small networks on a made-up corpus, which a suite has for itself. Call it inside the suite. */
export function runsOfSuite(): (options: TestRun) => Promise<RunOutcome> {
  let corpus: string;
  before(async () => {
    corpus = freshFolder();
    await writeCorpus(corpus, syntheticRecords(80));
  });
  after(removeFolders);
  return (options) => runOn(corpus, options);
}

async function runOn(
  corpusFolder: string,
  { stopAfter = Infinity, notes = [], ...options }: TestRun,
): Promise<RunOutcome> {
  let steps = 0;
  return train({
    corpusFolder,
    config: smallConfig(),
    resume: false,
    name: 'test',
    report: { note: (sentence) => void notes.push(sentence), step: () => undefined },
    ...options,
    backend: await openBackend(options.backend ?? 'wasm'),
    isInterrupted: () => ++steps >= stopAfter,
  });
}

/** The sha256 of the weights that a run ends with. */
export async function hashOf(run: Promise<RunOutcome>): Promise<string> {
  const outcome = await run;
  assert.equal(outcome.status, 'finished');
  return outcome.card.weightsSha256;
}

/** What tests change of a checkpoint. */
interface Saved {
  best: { step: number } | null;
  history: { losses: object[]; snapshots?: object[] };
}

export function editCheckpoint(runFolder: string, edit: (saved: Saved) => void): void {
  const file = join(runFolder, 'checkpoint/state.json');
  const saved = JSON.parse(readFileSync(file, 'utf8')) as Saved;
  edit(saved);
  writeFileSync(file, JSON.stringify(saved));
}
