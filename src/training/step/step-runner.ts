// Takes training steps, on WebGPU by replaying the launches of one recorded step. Called by the stepper. A
// replay repeats every number that was not uploaded as a tensor, so whatever changes from step to step must
// be in the draws or in HyperparameterTensors.

import * as tf from '@tensorflow/tfjs';
import { IN_PLACE, updateInPlace } from '../../gan/in-place';
import type { Loss } from '../../gan/losses';
import { record, upload } from '../../gan/webgpu/recording';
import { forgetReads } from '../../gan/webgpu/webgpu-updates';
import type { TrainingConfig } from '../config';
import { toTensors, type HostDraws, type StepDraws } from './step-draws';
import {
  changingHyperparameters,
  scalarsOf,
  takeStep,
  type TrainableState,
  type HyperparameterTensors,
  type StepHyperparameters,
  type StepScalars,
} from './take-step';

export interface StepRunner {
  /** @returns what the step reports, if `isReported`; the caller disposes of it */
  readonly step: (
    draws: StepDraws<HostDraws>,
    hyperparameters: StepHyperparameters,
    isReported: boolean,
  ) => StepScalars | undefined;
  readonly dispose: () => void;
}

/**
 * Records steps on WebGPU only where Adam has no momentum: its updates are then in place, so that the weights keep
 * their buffers. Elsewhere every step is taken as usual.
 */
export function createStepRunner(config: TrainingConfig, loss: Loss, state: TrainableState): StepRunner {
  const { batchSize: rows } = config;
  const canRecord =
    tf.getBackend() === 'webgpu' && config.beta1 === 0 && updateInPlace(IN_PLACE.adam) !== undefined;
  let recorded: RecordedStep | undefined;
  let isFirst = true;
  return {
    step(draws, hyperparameters, isReported) {
      // The first step uploads the weights, which a recording has to find on the card.
      if (!canRecord || isFirst) {
        isFirst = false;
        return plainStep(state, loss, { draws, hyperparameters, rows, isReported });
      }
      // Weights in other buffers, as after a checkpoint is restored, are not those of the recording.
      if (recorded && !recorded.isOf(state)) recorded = void recorded.dispose();
      if (recorded) recorded.play(draws, hyperparameters);
      else recorded = recordStep(state, loss, { draws, hyperparameters, rows });
      return isReported ? recorded.scalars() : undefined;
    },
    dispose: () => recorded?.dispose(),
  };
}

interface StepInputs {
  readonly draws: StepDraws<HostDraws>;
  readonly hyperparameters: StepHyperparameters;
  readonly rows: number;
}

function plainStep(
  state: TrainableState,
  loss: Loss,
  { draws, hyperparameters, rows, isReported }: StepInputs & { readonly isReported: boolean },
): StepScalars | undefined {
  let scalars: StepScalars | undefined;
  tf.tidy(() => {
    const discriminatorUpdates = draws.discriminatorUpdates.map((each) => toTensors(each, rows));
    const taken = takeStep(state, loss, hyperparameters, {
      discriminatorUpdates,
      generatorUpdate: toTensors(draws.generatorUpdate, rows),
    });
    if (isReported) scalars = kept(scalarsOf(taken));
  });
  return scalars;
}

interface RecordedStep {
  readonly play: (draws: StepDraws<HostDraws>, hyperparameters: StepHyperparameters) => void;
  /** What the last step reported: clones, which the caller disposes of. */
  readonly scalars: () => StepScalars;
  /** Whether the weights are still in the buffers that were recorded. */
  readonly isOf: (state: TrainableState) => boolean;
  readonly dispose: () => void;
}

function recordStep(
  state: TrainableState,
  loss: Loss,
  { draws, hyperparameters, rows }: StepInputs,
): RecordedStep {
  const hyperparameterTensors = toHyperparameterTensors(changingHyperparameters(hyperparameters));
  const tensors = {
    discriminatorUpdates: draws.discriminatorUpdates.map((each) => toTensors(each, rows)),
    generatorUpdate: toTensors(draws.generatorUpdate, rows),
  };
  const fill = (newDraws: StepDraws<HostDraws>, newHyperparameters: StepHyperparameters): void => {
    const { gamma, discriminatorUpdates, generatorUpdate, share } =
      changingHyperparameters(newHyperparameters);
    upload(hyperparameterTensors.gamma, gamma);
    discriminatorUpdates.forEach((values, at) => {
      upload(hyperparameterTensors.discriminatorUpdates[at]!, values);
    });
    upload(hyperparameterTensors.generatorUpdate, generatorUpdate);
    upload(hyperparameterTensors.share, share);
    newDraws.discriminatorUpdates.forEach((each, at) => {
      uploadAll(tensors.discriminatorUpdates[at]!, each);
    });
    uploadAll(tensors.generatorUpdate, newDraws.generatorUpdate);
  };
  fill(draws, hyperparameters);
  const places = placesOf(state);
  let scalars: StepScalars | undefined;
  const recording = record(() => {
    tf.tidy(() => {
      scalars = kept(scalarsOf(takeStep(state, loss, hyperparameters, tensors, hyperparameterTensors)));
    });
    return Object.values(scalars!);
  });
  return {
    play(newDraws, newHyperparameters) {
      fill(newDraws, newHyperparameters);
      recording.play();
      forgetReads(variablesOf(state));
    },
    scalars: () => clones(scalars!),
    isOf: (others) => placesOf(others).every((place, at) => place === places[at]),
    dispose() {
      recording.dispose();
      tf.dispose([
        hyperparameterTensors.gamma,
        ...hyperparameterTensors.discriminatorUpdates,
        hyperparameterTensors.generatorUpdate,
        hyperparameterTensors.share,
      ]);
      tf.dispose(
        [...tensors.discriminatorUpdates, tensors.generatorUpdate].flatMap((each) => Object.values(each)),
      );
    },
  };
}

function toHyperparameterTensors({
  gamma,
  discriminatorUpdates,
  generatorUpdate,
  share,
}: ReturnType<typeof changingHyperparameters>): HyperparameterTensors {
  return {
    gamma: tf.scalar(gamma[0]!),
    discriminatorUpdates: discriminatorUpdates.map((values) => tf.tensor1d(values)),
    generatorUpdate: tf.tensor1d(generatorUpdate),
    share: tf.tensor1d(share),
  };
}

function uploadAll(tensors: Readonly<Record<string, tf.Tensor>>, draws: HostDraws): void {
  for (const [name, values] of Object.entries(draws)) upload(tensors[name]!, values);
}

/** Keeps scalars beyond the `tf.tidy` that they were made in. */
function kept(scalars: StepScalars): StepScalars {
  Object.values(scalars).forEach((scalar) => tf.keep(scalar));
  return scalars;
}

function clones(scalars: StepScalars): StepScalars {
  return Object.fromEntries(
    Object.entries(scalars).map(([name, scalar]) => [name, scalar.clone()]),
  ) as unknown as StepScalars;
}

function variablesOf({ networks, average, moments }: TrainableState): tf.Variable[] {
  return [
    networks.generator,
    networks.discriminator,
    average,
    moments.generator.second,
    moments.discriminator.second,
  ].flatMap((variables) => Object.values(variables));
}

function placesOf(state: TrainableState): object[] {
  return variablesOf(state).map(({ dataId }) => dataId);
}
