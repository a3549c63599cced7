// Does the steps of one run, in place: draws, schedule and updates, and notices when a graphics card refused
// one. Used by the loop and the benchmarks.

import { lossNamed } from '../../gan/losses';
import { watchLaunches } from '../../gan/webgpu/errors';
import type { ConditionLayout } from '../data/batches';
import type { TrainingConfig } from '../config';
import type { Dataset } from '../data/dataset';
import { createStepRunner } from './step-runner';
import { createDraws } from './step-draws';
import type { RunState } from '../run-state';
import { hyperparametersAt, type StepScalars } from './take-step';

export interface Stepper {
  /** Takes the next step. @returns what it reports, if `isReported`; the caller disposes of it */
  readonly step: (isReported: boolean) => StepScalars | undefined;
  /**
   * Waits for the steps taken.
   * @throws Error in one sentence when the graphics card refused any launch: the results are then invalid
   */
  readonly check: () => Promise<void>;
  /** Frees its own tensors; those of the run stay. */
  readonly dispose: () => void;
}

/** Prepares steps over a dataset: as many discriminator updates as the loss asks for, then one of the generator. */
export function createStepper(
  config: TrainingConfig,
  state: RunState,
  data: { readonly dataset: Dataset; readonly layout: ConditionLayout },
): Stepper {
  const loss = lossNamed(config.loss);
  const draw = createDraws(config, loss, data);
  const runner = createStepRunner(config, loss, state);
  const launches = watchLaunches();
  return {
    step(isReported) {
      const scalars = runner.step(
        draw(state.random),
        hyperparametersAt(state.step, config, loss),
        isReported,
      );
      state.step++;
      return scalars;
    },
    check: () =>
      launches.check().catch((error: unknown) => {
        throw new Error(
          `Training stopped at step ${state.step}: ${String((error as Error).message)}. ` +
            'The last checkpoint is intact; --backend wasm trains without a graphics card.',
          { cause: error },
        );
      }),
    dispose() {
      launches.dispose();
      runner.dispose();
    },
  };
}
