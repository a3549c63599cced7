// The loop of a run of `train`: follows each step with measures, the collapse watch and the page, and decides
// when a collapse is the end. Called by run.ts; the steps themselves are loop.ts's.

import { createFollower, type FollowerOptions } from './follower';
import { LOSS_ROW_EVERY, withLosses, type EvaluationRow, type LossRow } from './run-history';
import { takeSteps, type LoopOptions } from './loop';
import type { RunState } from './run-state';
import { isDueAt } from './step/schedule';
import { verdictOf, type Sign } from './watch/signs';

/** Receives progress from a run. */
export interface RunReport {
  readonly note: (sentence: string) => void;
  readonly step: (row: LossRow, firstStep: number, status: RunStatus) => void;
  /** How far the choice of a decoding has come, 0–1. */
  readonly decoding?: (share: number) => void;
}

/** How a run stands beside its losses. */
export interface RunStatus {
  /** The latest measures; none before the first evaluation. */
  readonly evaluation: EvaluationRow | undefined;
  /** What the watch sees, the worst first. */
  readonly signs: readonly Sign[];
}

export interface RunLoopOptions extends Omit<LoopOptions, 'checkpointFolder'>, Omit<FollowerOptions, 'note'> {
  /** Whether a collapse is the end, instead of something to be said. */
  readonly stopOnCollapse?: boolean;
  readonly report: RunReport;
}

/** Why the steps came to an end, and what the watch saw then. */
export interface LoopEnd {
  readonly reason: 'done' | 'interrupted' | 'collapsed';
  readonly signs: readonly Sign[];
}

/**
 * Trains until the last step, an interruption, a collapse (with `stopOnCollapse`) or a loss that is not a number. In
 * that last case the checkpoint before it is kept; the other early ends leave one of the last step.
 */
export async function runLoop(state: RunState, options: RunLoopOptions): Promise<LoopEnd> {
  const { config, runFolder, report } = options;
  const follower = createFollower({ ...options, note: report.note });
  const firstStep = state.step;
  const endsAt = (seen: readonly Sign[]): boolean =>
    isBroken(seen) || (options.stopOnCollapse === true && verdictOf(seen) === 'collapse');
  let signs = follower.look(state);
  // A run that ended at a collapse ends there again, unless it is now to go on.
  if (endsAt(signs)) return { reason: 'collapsed', signs };
  const end = await takeSteps(
    state,
    { ...options, checkpointFolder: runFolder },
    {
      wantsLosses: (step) => isDueAt(step, LOSS_ROW_EVERY, config),
      async afterStep(losses) {
        if (losses) state.history = withLosses(state.history, losses);
        const isEvaluated = isDueAt(state.step, config.evaluateEvery, config);
        if (isEvaluated) await follower.evaluate(state);
        if (losses || isEvaluated) signs = follower.look(state);
        if (losses) report.step(losses, firstStep, { evaluation: state.history.evaluations.at(-1), signs });
        const isCollapsed = endsAt(signs);
        if (isEvaluated || isCollapsed) await follower.draw(state, isCollapsed || state.step >= config.steps);
        if (isBroken(signs)) return 'abandon';
        return isCollapsed ? 'stop' : 'go-on';
      },
    },
  );
  return { reason: end === 'stop' || end === 'abandon' ? 'collapsed' : end, signs };
}

/** With numbers that are none, nothing can be learned any more, and no checkpoint is worth its place. */
function isBroken(signs: readonly Sign[]): boolean {
  return signs.some(({ code }) => code === 'not-finite');
}
