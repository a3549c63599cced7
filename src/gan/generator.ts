// The generator: a residual MLP from latent, condition, mask and context to three heads for every cell.
// `step` makes fakes with it, training its samples. `training/export/layers-model` rebuilds it as the model
// that the engine loads: change both together.

import * as tf from '@tensorflow/tfjs';
import { FEATURE_SIZE, MASK_SIZE, OFFSET_SCALE } from '../model/inputs';
import { UNIT_CELLS } from '../rhythm/grid';
import { dense, leaky, residual, residualSpecs } from './layers';
import { denseSpecs, type WeightSpec, type Weights } from './weights';

export interface GeneratorShape {
  readonly latentSize: number;
  readonly conditionSize: number;
  readonly width: number;
  readonly blocks: number;
}

/** The four tensors a generator takes, in the order of the exported model's inputs. */
export interface GeneratorInputs {
  /** [b, latentSize], standard normal. */
  readonly latent: tf.Tensor2D;
  /** [b, conditionSize], see `writeCondition`. */
  readonly condition: tf.Tensor2D;
  /** [b, MASK_SIZE]; 1 keeps a voice's bar. */
  readonly mask: tf.Tensor2D;
  /** [b, FEATURE_SIZE]: the features of the kept cells, zero elsewhere. */
  readonly context: tf.Tensor2D;
}

/** Raw outputs for every cell: three tensors [b, UNIT_CELLS] in `cellIndex` order, before sigmoid and tanh. */
export type GeneratorHeads = {
  readonly hitLogits: tf.Tensor2D;
  readonly velocityLogits: tf.Tensor2D;
  readonly offsetLogits: tf.Tensor2D;
};

export function generatorSpecs(shape: GeneratorShape): WeightSpec[] {
  const { width, blocks } = shape;
  return [
    ...denseSpecs('latent', shape.latentSize + shape.conditionSize, width),
    ...denseSpecs('context', MASK_SIZE + FEATURE_SIZE, width),
    ...indices(blocks).flatMap((block) => residualSpecs(`block${block}`, width, blocks)),
    ...denseSpecs('heads', width, FEATURE_SIZE, { gain: 1 }),
  ];
}

export function generate(weights: Weights, shape: GeneratorShape, inputs: GeneratorInputs): GeneratorHeads {
  const drawn = dense(weights, 'latent', tf.concat([inputs.latent, inputs.condition], 1));
  const kept = dense(weights, 'context', tf.concat([inputs.mask, inputs.context], 1));
  let hidden = tf.add<tf.Tensor2D>(drawn, kept);
  for (const block of indices(shape.blocks)) hidden = residual(weights, `block${block}`, hidden);
  const heads = dense(weights, 'heads', leaky(hidden));
  const [hitLogits, velocityLogits, offsetLogits] = tf.split(heads, 3, 1) as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  return { hitLogits, velocityLogits, offsetLogits };
}

/**
 * The features [h | h·v | 4·h·o] that a discriminator sees, with h = σ(hit), v = σ(velocity), o = ½·tanh(offset):
 * soft hits, so that the gradient reaches every cell; they are made hard at generation only.
 * @param hitNoise [b, UNIT_CELLS], added to the hit logits
 */
export function softFeatures(heads: GeneratorHeads, hitNoise?: tf.Tensor2D): tf.Tensor2D {
  const hits = tf.sigmoid(hitNoise ? tf.add<tf.Tensor2D>(heads.hitLogits, hitNoise) : heads.hitLogits);
  return tf.concat(
    [
      hits,
      tf.mul(hits, tf.sigmoid(heads.velocityLogits)),
      tf.mul(hits, tf.mul(OFFSET_SCALE / 2, tf.tanh(heads.offsetLogits))),
    ],
    1,
  );
}

/**
 * A fake as the discriminator sees it: kept cells from the context, the others generated. `free` is 1 − mask [b,
 * FEATURE_SIZE].
 */
export function composite(context: tf.Tensor2D, free: tf.Tensor2D, features: tf.Tensor2D): tf.Tensor2D {
  return tf.add(context, tf.mul(free, features));
}

export const HEAD_SIZE = UNIT_CELLS;

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
