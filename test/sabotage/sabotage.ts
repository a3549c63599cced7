import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../architecture/sources';
import { cleanRun, type Measured } from './coverage/clean-run';
import { testFiles } from './coverage/test-files';
import { planOf, type Plan, type Planned } from './plan';
import { lineOf, reportOf, textOfReport } from './report';
import { endRunningTests } from './run/mocha';
import { openResults, readReasons, type Result } from './run/results';
import { runPlan } from './run/run-plan';

/** Shows how far a piece of work is. */
export interface Progress {
  update(done: number, words?: string): void;
  stop(): void;
}

export interface SabotageOptions {
  readonly named: boolean;
  readonly mutants: number;
  readonly seed: number;
  /** Ids, or parts of the place or context; empty for all. */
  readonly only: readonly string[];
  readonly jobs: number;
  /** Where results and measurements are kept, from the root of the repository. */
  readonly folder: string;
  readonly resume: boolean;
  /** Says what would be planted, and ends. */
  readonly list: boolean;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly progress: (label: string, total: number, unit: string) => Progress;
}

const SURVIVORS = path.join(__dirname, 'survivors.json');

/**
 * Plants the faults and writes down what came of each. False when too many went unnoticed.
 * @throws Error when a test fails without a fault, or a named fault no longer applies
 */
export async function sabotage(options: SabotageOptions): Promise<boolean> {
  const { signal, say } = options;
  const folder = path.resolve(ROOT, options.folder);
  const isStopped = (): boolean => signal.aborted;
  signal.addEventListener('abort', endRunningTests);
  const plan = wanted(drawn(options), options.only);
  if (options.list) {
    plan.faults.forEach(({ id, place, sentence }) => say(`${id.padEnd(24)} ${place} · ${sentence}`));
    return true;
  }
  const measured = await measure(options, path.join(folder, 'clean-run')).catch((error: unknown) => {
    if (isStopped()) return [];
    throw error;
  });
  if (isStopped()) return false;
  const results = await openResults(folder, options.resume);
  const progress = options.progress('Faults', plan.faults.length, 'planted');
  let done = 0;
  let found: ReadonlyMap<string, Result>;
  try {
    found = await runPlan(plan.faults, measured, {
      jobs: options.jobs,
      isStopped,
      results,
      onDone: (fault, result) => {
        done += 1;
        progress.update(done, fault.id);
        const [entry] = reportOf({ ...plan, faults: [fault] }, new Map([[fault.id, result]]), []).entries;
        say(lineOf(entry!));
      },
    });
  } finally {
    progress.stop();
    await results.journal.close();
    signal.removeEventListener('abort', endRunningTests);
  }
  const report = reportOf(plan, found, readReasons(SURVIVORS));
  const text = textOfReport(report);
  writeFileSync(path.join(folder, 'results.txt'), `${text}\n`);
  writeFileSync(path.join(folder, 'results.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  say(`\n${text}`);
  return report.isGoodEnough;
}

function drawn({ named, mutants, seed, progress }: SabotageOptions): Plan {
  const shown = mutants > 0 ? progress('Draw', mutants, 'mutants') : undefined;
  try {
    return planOf({ named, mutants, seed, onDrawn: (count) => shown?.update(count) });
  } finally {
    shown?.stop();
  }
}

/** @throws Error for a word that fits none */
function wanted(plan: Plan, only: readonly string[]): Plan {
  if (only.length === 0) return plan;
  const fits = ({ id, place }: Planned, word: string): boolean => id === word || place.includes(word);
  for (const word of only)
    if (!plan.faults.some((fault) => fits(fault, word)))
      throw new Error(`No fault has the id ${word} or is planted in a file of that name: see --list.`);
  return {
    ...plan,
    deleted: [],
    faults: plan.faults.filter((fault) => only.some((word) => fits(fault, word))),
  };
}

async function measure({ jobs, signal, progress }: SabotageOptions, cache: string): Promise<Measured[]> {
  let shown: Progress | undefined;
  let done = 0;
  try {
    return await cleanRun(testFiles(), {
      cache,
      jobs,
      isStopped: () => signal.aborted,
      onStart: (count) => (shown = progress('Without a fault', count, 'test files')),
      onDone: (file) => shown?.update(++done, file),
    });
  } finally {
    shown?.stop();
  }
}
