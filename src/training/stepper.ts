import { lossNamed } from '../gan/losses';
import type { ConditionLayout } from './batches';
import type { TrainingConfig } from './config';
import type { Dataset } from './dataset';
import { createRecorder } from './recorded-step';
import { createDraws } from './step-draws';
import type { RunState } from './state';
import { numbersAt, type StepScalars } from './take-step';

/** Does the training steps of one run, in place. */
export interface Stepper {
  /** The next step. @returns what it reports, where that is asked for; the caller disposes of it */
  readonly step: (isReported: boolean) => StepScalars | undefined;
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
  return {
    step(isReported) {
      const scalars = recorder.step(draw(state.random), numbersAt(state.step, config, loss), isReported);
      state.step++;
      return scalars;
    },
    dispose: recorder.dispose,
  };
}
