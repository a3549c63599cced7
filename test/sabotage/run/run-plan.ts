import { makeCopy, removeCopy } from '../../mutation/copy';
import type { Measured } from '../coverage/clean-run';
import { testsFor } from '../coverage/reach';
import { hashOfText } from '../coverage/test-files';
import type { Planned } from '../plan';
import { inTurn } from './in-turn';
import { plant, type Outcome } from './plant';
import type { Result, Results } from './results';

export interface RunPlanOptions {
  readonly jobs: number;
  readonly isStopped: () => boolean;
  readonly results: Results;
  readonly onDone: (fault: Planned, result: Result) => void;
}

/** Plants the faults, two at a time with two jobs; what an earlier run found out and still holds is not asked again. */
export async function runPlan(
  faults: readonly Planned[],
  measured: readonly Measured[],
  { jobs, isStopped, results, onDone }: RunPlanOptions,
): Promise<ReadonlyMap<string, Result>> {
  const found = new Map<string, Result>();
  for (const fault of faults) {
    const known = results.before.findLast((each) => stillHolds(each, fault, measured));
    if (!known) continue;
    const result = { ...known, id: fault.id };
    found.set(fault.id, result);
    onDone(fault, result);
  }
  const open = faults.filter(({ id }) => !found.has(id));
  const copies = Array.from({ length: Math.min(jobs, open.length) }, makeCopy);
  try {
    await inTurn(open, copies, isStopped, async (fault, copy) => {
      const outcome = await plant(copy, fault.planted, measured);
      if (isStopped()) return; // its tests may have been ended
      const result = resultOf(fault, outcome, measured);
      await results.journal.append(result);
      found.set(fault.id, result);
      onDone(fault, result);
    });
  } finally {
    copies.forEach(removeCopy);
  }
  return found;
}

function resultOf(fault: Planned, outcome: Outcome, measured: readonly Measured[]): Result {
  const { failure: by, ...rest } = outcome;
  const made = { id: fault.id, fault: fault.hash, ...rest, ...(by && { by }) };
  return { ...made, tests: testsBehind(made, fault, measured) };
}

/** Of the test that noticed; where none is known to have, of all that reach the fault. */
function testsBehind({ by }: Pick<Result, 'by'>, fault: Planned, measured: readonly Measured[]): string {
  const one = measured.find(({ file }) => file === by?.file);
  return one
    ? one.hash
    : hashOfText(
        testsFor(fault.planted, measured)
          .map(({ hash }) => hash)
          .join(),
      );
}

function stillHolds(result: Result, fault: Planned, measured: readonly Measured[]): boolean {
  return result.fault === fault.hash && result.tests === testsBehind(result, fault, measured);
}
