// Takes training steps, on WebGPU by replaying the launches of one recorded step. Called by the stepper. A
// replay repeats every number that was not uploaded as a tensor, so whatever changes from step to step must
// be in the draws or in NumbersInMemory.

import * as tf from '@tensorflow/tfjs';
import { IN_PLACE, updateInPlace } from '../../gan/in-place';
import type { Loss } from '../../gan/losses';
import { record, upload } from '../../gan/webgpu/recording';
import { forgetReads } from '../../gan/webgpu/webgpu-updates';
import type { TrainingConfig } from '../config';
import { toTensors, type HostDraws, type StepDraws } from './step-draws';
import {
  changingNumbers,
  scalarsOf,
  takeStep,
  type TrainableState,
  type NumbersInMemory,
  type StepNumbers,
  type StepScalars,
} from './take-step';

export interface Recorder {
  /** @returns what the step reports, if `isReported`; the caller disposes of it */
  readonly step: (
    draws: StepDraws<HostDraws>,
    numbers: StepNumbers,
    isReported: boolean,
  ) => StepScalars | undefined;
  readonly dispose: () => void;
}

/**
 * Records steps on WebGPU only where Adam has no momentum: its updates are then in place, so that the weights keep
 * their buffers. Elsewhere every step is taken as usual.
 */
export function createRecorder(config: TrainingConfig, loss: Loss, state: TrainableState): Recorder {
  const { batchSize: rows } = config;
  const canRecord =
    tf.getBackend() === 'webgpu' && config.beta1 === 0 && updateInPlace(IN_PLACE.adam) !== undefined;
  let recorded: RecordedStep | undefined;
  let isFirst = true;
  return {
    step(draws, numbers, isReported) {
      // The first step uploads the weights, which a recording has to find on the card.
      if (!canRecord || isFirst) {
        isFirst = false;
        return plainStep(state, loss, { draws, numbers, rows, isReported });
      }
      // Weights in other buffers, as after a checkpoint is restored, are not those of the recording.
      if (recorded && !recorded.isOf(state)) recorded = void recorded.dispose();
      if (recorded) recorded.play(draws, numbers);
      else recorded = recordStep(state, loss, { draws, numbers, rows });
      return isReported ? recorded.scalars() : undefined;
    },
    dispose: () => recorded?.dispose(),
  };
}

interface StepMaterial {
  readonly draws: StepDraws<HostDraws>;
  readonly numbers: StepNumbers;
  readonly rows: number;
}

function plainStep(
  state: TrainableState,
  loss: Loss,
  { draws, numbers, rows, isReported }: StepMaterial & { readonly isReported: boolean },
): StepScalars | undefined {
  let scalars: StepScalars | undefined;
  tf.tidy(() => {
    const critics = draws.critics.map((each) => toTensors(each, rows));
    const taken = takeStep(state, loss, numbers, { critics, player: toTensors(draws.player, rows) });
    if (isReported) scalars = kept(scalarsOf(taken));
  });
  return scalars;
}

interface RecordedStep {
  readonly play: (draws: StepDraws<HostDraws>, numbers: StepNumbers) => void;
  /** What the last step reported: clones, which the caller disposes of. */
  readonly scalars: () => StepScalars;
  /** Whether the weights are still in the buffers that were recorded. */
  readonly isOf: (state: TrainableState) => boolean;
  readonly dispose: () => void;
}

function recordStep(state: TrainableState, loss: Loss, { draws, numbers, rows }: StepMaterial): RecordedStep {
  const inMemory = memoryFor(changingNumbers(numbers));
  const tensors = {
    critics: draws.critics.map((each) => toTensors(each, rows)),
    player: toTensors(draws.player, rows),
  };
  const fill = (newDraws: StepDraws<HostDraws>, newNumbers: StepNumbers): void => {
    const { gamma, critics, player, share } = changingNumbers(newNumbers);
    upload(inMemory.gamma, gamma);
    critics.forEach((values, at) => {
      upload(inMemory.critics[at]!, values);
    });
    upload(inMemory.player, player);
    upload(inMemory.share, share);
    newDraws.critics.forEach((each, at) => {
      uploadAll(tensors.critics[at]!, each);
    });
    uploadAll(tensors.player, newDraws.player);
  };
  fill(draws, numbers);
  const places = placesOf(state);
  let scalars: StepScalars | undefined;
  const recording = record(() => {
    tf.tidy(() => {
      scalars = kept(scalarsOf(takeStep(state, loss, numbers, tensors, inMemory)));
    });
    return Object.values(scalars!);
  });
  return {
    play(newDraws, newNumbers) {
      fill(newDraws, newNumbers);
      recording.play();
      forgetReads(variablesOf(state));
    },
    scalars: () => clones(scalars!),
    isOf: (others) => placesOf(others).every((place, at) => place === places[at]),
    dispose() {
      recording.dispose();
      tf.dispose([inMemory.gamma, ...inMemory.critics, inMemory.player, inMemory.share]);
      tf.dispose([...tensors.critics, tensors.player].flatMap((each) => Object.values(each)));
    },
  };
}

function memoryFor({ gamma, critics, player, share }: ReturnType<typeof changingNumbers>): NumbersInMemory {
  return {
    gamma: tf.scalar(gamma[0]!),
    critics: critics.map((values) => tf.tensor1d(values)),
    player: tf.tensor1d(player),
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
