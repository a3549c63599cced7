import * as tf from '@tensorflow/tfjs';
import type { Loss } from '../gan/losses';
import type { Batch } from '../gan/step';
import type { Random } from '../rhythm/random';
import { createPicker, drawHitNoise, drawRows, hostBatch, type ConditionLayout } from './batches';
import type { TrainingConfig } from './config';
import type { Dataset } from './dataset';

/** What chance decides of one update, in plain memory, `batchSize` rows each. */
export type HostDraws = Readonly<Record<string, Float32Array>>;

/** What one training step is made from: for each update of the discriminator, then for that of the generator. */
export interface StepDraws<Of> {
  readonly critics: readonly Of[];
  readonly player: Of;
}

/** An update's draws on the backend. */
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
  const many = (count: number, draw: () => number): Float32Array =>
    Float32Array.from({ length: count }, draw);
  const latent = (random: Random): HostDraws => ({
    latent: many(batchSize * network.latentSize, () => random.normal()),
  });
  const batch = (random: Random): HostDraws => {
    const { real, condition, mask, free, context } = hostBatch(
      drawRows(random, dataset.train, pick, config),
      layout,
    );
    const features = { real, condition, mask, free, context };
    return config.hitNoise === 0 ? features : { ...features, hitNoise: drawHitNoise(random, config) };
  };
  const mix = (random: Random): HostDraws =>
    loss.penalty === 'one-centred' ? { mix: many(batchSize, () => random.uniform()) } : {};
  return (random) => {
    const critics = Array.from({ length: loss.discriminatorSteps }, () => ({
      ...batch(random),
      ...mix(random),
      ...latent(random),
    }));
    // The generator is judged on the batch that the discriminator saw last.
    return { critics, player: latent(random) };
  };
}

/** Tensors of the draws, named alike. The caller disposes of them. */
export function toTensors(draws: HostDraws, rows: number): Readonly<Record<string, tf.Tensor2D>> {
  return Object.fromEntries(
    Object.entries(draws).map(([name, values]) => [name, tf.tensor2d(values, [rows, values.length / rows])]),
  );
}

/** Tensors in the form in which the networks take them. */
export function drawsOf(tensors: Readonly<Record<string, tf.Tensor2D>>): Draws {
  const { latent, mix, ...batch } = tensors;
  return { batch: batch as unknown as Batch, latent: latent!, ...(mix && { mix }) };
}
