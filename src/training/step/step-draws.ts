// Everything random about one step: batch, latents, hit noise and mix. Drawn by the stepper and by the
// benchmark against PyTorch, in plain memory first, so that a recorded step can be replayed with new draws.

import * as tf from '@tensorflow/tfjs';
import type { Loss } from '../../gan/losses';
import type { Batch } from '../../gan/step';
import type { Random } from '../../rhythm/random';
import {
  createPicker,
  hitNoiseValues,
  normalValues,
  drawRows,
  hostBatch,
  type ConditionLayout,
} from '../data/batches';
import type { TrainingConfig } from '../config';
import type { Dataset } from '../data/dataset';

/** The draws of one update by name, in plain memory, `batchSize` rows each. */
export type HostDraws = Readonly<Record<string, Float32Array>>;

/** The draws of one training step: for each update of the discriminator, then for that of the generator. */
export interface StepDraws<Of> {
  readonly discriminatorUpdates: readonly Of[];
  readonly generatorUpdate: Of;
}

export interface Draws {
  readonly batch: Batch;
  /** [b, latentSize] */
  readonly latent: tf.Tensor2D;
  /** See `discriminatorObjective`. */
  readonly mix?: tf.Tensor2D;
}

/** Prepares the draws of steps over a dataset; the same state of `random` gives the same ones. */
export function createDraws(
  config: TrainingConfig,
  loss: Loss,
  { dataset, layout }: { readonly dataset: Dataset; readonly layout: ConditionLayout },
): (random: Random) => StepDraws<HostDraws> {
  const { batchSize, network } = config;
  const pick = createPicker(dataset.train, dataset.styles, config);
  const latent = (random: Random): HostDraws => ({
    latent: normalValues(batchSize * network.latentSize, random),
  });
  const batch = (random: Random): HostDraws => ({
    ...hostBatch(drawRows(dataset.train, pick, config, random), layout),
    ...(config.hitNoise > 0 && { hitNoise: hitNoiseValues(config, random) }),
  });
  const mix = (random: Random): HostDraws =>
    loss.penalty === 'one-centred'
      ? { mix: Float32Array.from({ length: batchSize }, () => random.uniform()) }
      : {};
  return (random) => {
    const discriminatorUpdates = Array.from({ length: loss.discriminatorSteps }, () => ({
      ...batch(random),
      ...mix(random),
      ...latent(random),
    }));
    // The generator is judged on the batch that the discriminator saw last.
    return { discriminatorUpdates, generatorUpdate: latent(random) };
  };
}

/** Tensors of the draws, with the same names. The caller disposes of them. */
export function toTensors(draws: HostDraws, rows: number): Readonly<Record<string, tf.Tensor2D>> {
  return Object.fromEntries(
    Object.entries(draws).map(([name, values]) => [name, tf.tensor2d(values, [rows, values.length / rows])]),
  );
}

/** The same tensors in the form in which the networks take them. */
export function drawsOf(tensors: Readonly<Record<string, tf.Tensor2D>>): Draws {
  const { latent, mix, ...batch } = tensors;
  return { batch: batch as unknown as Batch, latent: latent!, ...(mix && { mix }) };
}
