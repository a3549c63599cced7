// The one training loop: steps, losses, checkpoints and interruptions, to the very bits. What else happens
// after a step is its observer's affair: run-loop.ts follows a run for `train`, compare/contender.ts one
// training of `compare`. Decides nothing about collapse, pages or measures.

import * as tf from '@tensorflow/tfjs';
import { saveCheckpoint, type RunIdentity } from './checkpoint';
import type { ConditionLayout } from './data/batches';
import type { Dataset } from './data/dataset';
import type { LossRow } from './run-history';
import type { RunState } from './run-state';
import { isDueAt } from './step/schedule';
import { createStepper, type Stepper } from './step/stepper';
import { readLosses } from './step/take-step';

export interface LoopOptions {
  /** Where the checkpoint is written. */
  readonly checkpointFolder: string;
  readonly identity: RunIdentity;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  /** Asked after every step. */
  readonly isInterrupted: () => boolean;
}

/** What follows from a step: `stop` ends with a checkpoint of it, `abandon` keeps the checkpoint before it. */
export type Verdict = 'go-on' | 'stop' | 'abandon';

export interface StepObserver {
  /** Whether the losses of a step (counted from 1) are read back: that holds a graphics card up. */
  readonly wantsLosses: (step: number) => boolean;
  /** Called after every step, with its losses where they were wanted. */
  readonly afterStep: (losses: LossRow | undefined) => Promise<Verdict>;
}

/** Trains until the last step, an interruption (which leaves a checkpoint of the last step) or the observer's verdict. */
export async function takeSteps(
  state: RunState,
  options: LoopOptions,
  observer: StepObserver,
): Promise<'done' | 'interrupted' | Exclude<Verdict, 'go-on'>> {
  const { config } = options.identity;
  const stepper = createStepper(config, state, options);
  try {
    while (state.step < config.steps) {
      const losses = await nextStep(stepper, state, observer.wantsLosses(state.step + 1));
      const verdict = await observer.afterStep(losses);
      const interrupted = await isInterruptedNow(options);
      const isDue = isDueAt(state.step, config.checkpointEvery, config);
      if (verdict !== 'abandon' && (verdict === 'stop' || interrupted || isDue)) {
        await stepper.check();
        await saveCheckpoint(options.checkpointFolder, state, options.identity);
      }
      if (verdict !== 'go-on') return verdict;
      if (interrupted) return 'interrupted';
    }
    return 'done';
  } finally {
    stepper.dispose();
  }
}

async function nextStep(
  stepper: Stepper,
  state: RunState,
  isReported: boolean,
): Promise<LossRow | undefined> {
  const scalars = stepper.step(isReported);
  const losses = scalars && (await readLosses(state.step, scalars));
  tf.dispose({ ...scalars });
  return losses;
}

/** Lets the event loop turn, since a signal is only seen there. */
async function isInterruptedNow({ isInterrupted }: LoopOptions): Promise<boolean> {
  await new Promise(setImmediate);
  return isInterrupted();
}
