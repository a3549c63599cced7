import { lossNamed } from '../../gan/losses';
import { watchLaunches } from '../../gan/webgpu/errors';
import type { ConditionLayout } from '../data/batches';
import type { TrainingConfig } from '../config';
import type { Dataset } from '../data/dataset';
import { createRecorder } from './recorded-step';
import { createDraws } from './step-draws';
import type { RunState } from '../run-state';
import { numbersAt, type StepScalars } from './take-step';

/** Does the training steps of one run, in place. */
export interface Stepper {
  /** The next step. @returns what it reports, where that is asked for; the caller disposes of it */
  readonly step: (isReported: boolean) => StepScalars | undefined;
  /**
   * Waits for the steps taken.
   * @throws Error in one sentence when a graphics card refused a part of them: what they came to is worth nothing
   */
  readonly check: () => Promise<void>;
  /** Gives back what it holds of the backend's memory beside the run's own. */
  readonly dispose: () => void;
}

/** Prepares steps over a dataset: as many discriminator updates as the loss asks for, then one of the generator. */
export function createStepper(
  config: TrainingConfig,
  state: RunState,
  material: { readonly dataset: Dataset; readonly layout: ConditionLayout },
): Stepper {
  const loss = lossNamed(config.loss);
  const draw = createDraws(config, loss, material);
  const recorder = createRecorder(config, loss, state);
  const launches = watchLaunches();
  return {
    step(isReported) {
      const scalars = recorder.step(draw(state.random), numbersAt(state.step, config, loss), isReported);
      state.step++;
      return scalars;
    },
    check: () =>
      launches.check().catch((error: unknown) => {
        throw new Error(
          `Training stopped at step ${state.step}, since ${String((error as Error).message)}. ` +
            'The checkpoint before it is whole; --backend wasm trains without a card.',
          { cause: error },
        );
      }),
    dispose() {
      launches.dispose();
      recorder.dispose();
    },
  };
}
