import * as tf from '@tensorflow/tfjs';
import type { ConditionLayout } from './data/batches';
import { saveCheckpoint, type RunIdentity } from './checkpoint';
import type { TrainingConfig } from './config';
import type { Dataset } from './data/dataset';
import { createFollower } from './follower';
import { LOSS_ROW_EVERY, type EvaluationRow, type LossRow } from './history';
import { isDueAt } from './step/schedule';
import { verdictOf, type Sign } from './watch/signs';
import type { RunState } from './run-state';
import { createStepper, type Stepper } from './step/stepper';
import { readLosses, type StepScalars } from './step/take-step';

/** Whom a run tells how it goes. */
export interface RunReport {
  readonly note: (sentence: string) => void;
  readonly step: (row: LossRow, firstStep: number, standing: Standing) => void;
  /** How far the choice of how the model is read has come, 0–1. */
  readonly reading?: (share: number) => void;
}

/** How a run stands beside its losses. */
export interface Standing {
  /** The latest measures; none before the first evaluation. */
  readonly evaluation: EvaluationRow | undefined;
  /** What the watch sees, the worst first. */
  readonly signs: readonly Sign[];
}

export interface LoopOptions {
  readonly runFolder: string;
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  readonly identity: RunIdentity;
  /** Whether a collapse is the end, instead of something to be said. */
  readonly stopOnCollapse?: boolean;
  /** Asked after every step. */
  readonly isInterrupted: () => boolean;
  readonly report: RunReport;
}

/** Why the steps came to an end, and what the watch saw then. */
export interface LoopEnd {
  readonly reason: 'done' | 'interrupted' | 'collapsed';
  readonly signs: readonly Sign[];
}

/**
 * Trains step by step to the end, to an interruption, to a collapse if that is to be the end, or to numbers that are
 * none any more, with which no run can go on. Of these the last leaves the checkpoint of before; the two others that end
 * a run early leave one of the last step.
 */
export async function loop(state: RunState, options: LoopOptions): Promise<LoopEnd> {
  const stepper = createStepper(options.config, state, options);
  try {
    return await takeSteps(stepper, state, options);
  } finally {
    stepper.dispose();
  }
}

async function takeSteps(stepper: Stepper, state: RunState, options: LoopOptions): Promise<LoopEnd> {
  const { config, runFolder, dataset, layout, identity, report } = options;
  const follower = createFollower({ runFolder, config, dataset, layout, note: report.note });
  const firstStep = state.step;
  const endsAt = (seen: readonly Sign[]): boolean =>
    isBroken(seen) || (options.stopOnCollapse === true && verdictOf(seen) === 'collapse');
  let signs = follower.look(state);
  // A run that ended at a collapse ends there again, unless it is now to go on.
  if (endsAt(signs)) return { reason: 'collapsed', signs };
  while (state.step < config.steps) {
    const scalars = stepper.step(isDueAt(state.step + 1, LOSS_ROW_EVERY, config));
    const losses = scalars && (await recordLosses(state, scalars));
    tf.dispose({ ...scalars });
    const isDue = (every: number): boolean => isDueAt(state.step, every, config);
    const isEvaluated = isDue(config.evaluateEvery);
    if (isEvaluated) await follower.evaluate(state);
    if (losses || isEvaluated) signs = follower.look(state);
    if (losses) report.step(losses, firstStep, { evaluation: state.history.evaluations.at(-1), signs });

    const isCollapsed = endsAt(signs);
    if (isEvaluated || isCollapsed) await follower.draw(state, isCollapsed || state.step >= config.steps);
    const interrupted = await isInterruptedNow(options);
    if (!isBroken(signs) && (isCollapsed || interrupted || isDue(config.checkpointEvery))) {
      await stepper.check();
      await saveCheckpoint(runFolder, state, identity);
    }
    if (isCollapsed) return { reason: 'collapsed', signs };
    if (interrupted) return { reason: 'interrupted', signs };
  }
  return { reason: 'done', signs };
}

/** With numbers that are none, nothing can be learned any more, and no checkpoint is worth its place. */
function isBroken(signs: readonly Sign[]): boolean {
  return signs.some(({ code }) => code === 'not-finite');
}

async function recordLosses(state: RunState, scalars: StepScalars): Promise<LossRow> {
  const row = await readLosses(state.step, scalars);
  state.history = { ...state.history, losses: [...state.history.losses, row] };
  return row;
}

/** Lets the event loop turn, since a signal is only seen there. */
async function isInterruptedNow({ isInterrupted }: LoopOptions): Promise<boolean> {
  await new Promise(setImmediate);
  return isInterrupted();
}
