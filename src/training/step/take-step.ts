// One training step: updates of the discriminator, one of the generator, then the moving average. Called by
// step-runner. takeStep must read no tensor back: WebGPU records it.

import * as tf from '@tensorflow/tfjs';
import { adamNumbers, applyAdam, type AdamMoments, type AdamUpdate } from '../../gan/adam';
import { averageDecay, updateAverage } from '../../gan/average';
import type { Loss } from '../../gan/losses';
import {
  discriminatorGradients,
  generatorGradients,
  gradientNorm,
  type Gradients,
  type Networks,
} from '../../gan/step';
import type { Variables } from '../../gan/weights';
import type { TrainingConfig } from '../config';
import type { LossRow } from '../run-history';
import { gammaAt, learningRateAt } from './schedule';
import { drawsOf, type StepDraws } from './step-draws';

/** The networks of a run and what is updated with them. */
export interface TrainableState {
  readonly networks: Networks;
  readonly average: Variables;
  readonly moments: { readonly generator: AdamMoments; readonly discriminator: AdamMoments };
}

/** The hyperparameters of one step. */
export interface StepHyperparameters {
  readonly gamma: number;
  /** One for each update of the discriminator. */
  readonly discriminatorUpdates: readonly AdamUpdate[];
  readonly generatorUpdate: AdamUpdate;
  readonly decay: number;
}

/** Those of them that change from step to step, as tensors. */
export interface HyperparameterTensors {
  readonly gamma: tf.Scalar;
  readonly discriminatorUpdates: readonly tf.Tensor1D[];
  readonly generatorUpdate: tf.Tensor1D;
  readonly share: tf.Tensor1D;
}

/** The hyperparameters of a step (counted from 0). */
export function hyperparametersAt(step: number, config: TrainingConfig, loss: Loss): StepHyperparameters {
  const { beta1, beta2, epsilon } = config;
  const update = (count: number): AdamUpdate => ({
    ...{ beta1, beta2, epsilon },
    learningRate: learningRateAt(config, step),
    step: count,
  });
  const { discriminatorSteps } = loss;
  return {
    gamma: gammaAt(config, step),
    discriminatorUpdates: Array.from({ length: discriminatorSteps }, (_, inner) =>
      update(step * discriminatorSteps + inner + 1),
    ),
    generatorUpdate: update(step + 1),
    decay: averageDecay(step + 1, config.averageHalfLife),
  };
}

/** Takes one step, in place. @param hyperparameterTensors those that change, for a step that is recorded */
export function takeStep(
  { networks, average, moments }: TrainableState,
  loss: Loss,
  hyperparameters: StepHyperparameters,
  draws: StepDraws<Readonly<Record<string, tf.Tensor2D>>>,
  hyperparameterTensors?: HyperparameterTensors,
): { readonly discriminator: Gradients; readonly generator: Gradients } {
  const gamma = hyperparameterTensors?.gamma ?? hyperparameters.gamma;
  let discriminator: Gradients | undefined;
  draws.discriminatorUpdates.forEach((tensors, inner) => {
    const { batch, latent, mix } = drawsOf(tensors);
    discriminator = discriminatorGradients(networks, batch, latent, { loss, gamma, ...(mix && { mix }) });
    applyAdam(
      networks.discriminator,
      discriminator.gradients,
      moments.discriminator,
      hyperparameters.discriminatorUpdates[inner]!,
      hyperparameterTensors?.discriminatorUpdates[inner],
    );
  });
  const { batch } = drawsOf(draws.discriminatorUpdates.at(-1)!);
  const generator = generatorGradients(networks, batch, drawsOf(draws.generatorUpdate).latent, loss);
  applyAdam(
    networks.generator,
    generator.gradients,
    moments.generator,
    hyperparameters.generatorUpdate,
    hyperparameterTensors?.generatorUpdate,
  );
  updateAverage(average, networks.generator, hyperparameters.decay, hyperparameterTensors?.share);
  return { discriminator: discriminator!, generator };
}

/** What one step reported; tensors that the caller disposes of. */
export type StepScalars = Readonly<Record<keyof Omit<LossRow, 'step'>, tf.Scalar>>;

/** What a step reports. Called only for reported steps: the norms of the gradients take time. */
export function scalarsOf({ discriminator, generator }: ReturnType<typeof takeStep>): StepScalars {
  return {
    discriminatorLoss: discriminator.scalars.loss!,
    penalty: discriminator.scalars.penalty!,
    generatorLoss: generator.scalars.loss!,
    discriminatorGradient: gradientNorm(discriminator.gradients),
    generatorGradient: gradientNorm(generator.gradients),
  };
}

/** What a step reported, as numbers. @param step steps done */
export async function readLosses(step: number, scalars: StepScalars): Promise<LossRow> {
  const read = async (scalar: tf.Scalar): Promise<number> => (await scalar.data())[0] ?? NaN;
  return {
    step,
    discriminatorLoss: await read(scalars.discriminatorLoss),
    generatorLoss: await read(scalars.generatorLoss),
    penalty: await read(scalars.penalty),
    discriminatorGradient: await read(scalars.discriminatorGradient),
    generatorGradient: await read(scalars.generatorGradient),
  };
}

/** Those that change, in the order of {@link HyperparameterTensors}: γ, every update's, the average's share. */
export function changingHyperparameters({
  gamma,
  discriminatorUpdates,
  generatorUpdate,
  decay,
}: StepHyperparameters): {
  readonly gamma: Float32Array;
  readonly discriminatorUpdates: readonly Float32Array[];
  readonly generatorUpdate: Float32Array;
  readonly share: Float32Array;
} {
  const ofAdam = (update: AdamUpdate): Float32Array => Float32Array.from(Object.values(adamNumbers(update)));
  return {
    gamma: Float32Array.of(gamma),
    discriminatorUpdates: discriminatorUpdates.map(ofAdam),
    generatorUpdate: ofAdam(generatorUpdate),
    share: Float32Array.of(1 - decay),
  };
}
