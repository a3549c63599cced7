// The discriminator: a residual MLP over pattern and mask that judges the condition by projection.
// `step` runs it. `penalised-gradients` holds its derivatives, layer by layer: change both together.

import * as tf from '@tensorflow/tfjs';
import { FEATURE_SIZE, MASK_SIZE } from '../model/inputs';
import { dense, leaky, repeated, residual, residualSpecs } from './layers';
import { denseSpecs, type WeightSpec, type Weights } from './weights';

export interface DiscriminatorShape {
  readonly conditionSize: number;
  readonly width: number;
  readonly blocks: number;
}

export function discriminatorSpecs({ conditionSize, width, blocks }: DiscriminatorShape): WeightSpec[] {
  return [
    ...denseSpecs('input', FEATURE_SIZE + MASK_SIZE, width),
    ...Array.from({ length: blocks }, (_, block) => residualSpecs(`block${block}`, width, blocks)).flat(),
    ...denseSpecs('output', width, 1, { gain: 1 }),
    ...denseSpecs('embed.in', conditionSize, width),
    ...denseSpecs('embed.out', width, width, { gain: 1, bias: false }),
  ];
}

/** What the discriminator sees beside the pattern: [b, conditionSize] and [b, MASK_SIZE]. */
export interface DiscriminatorInputs {
  readonly condition: tf.Tensor2D;
  readonly mask: tf.Tensor2D;
}

/**
 * One unbounded logit per pattern: w·φ(x, m) + ⟨e(c), φ(x, m)⟩/√width, the projection discriminator of Miyato &
 * Koyama (2018), so that the condition is judged against the pattern and not beside it.
 * @param x features [k·b, FEATURE_SIZE]: k groups that share the same b conditions and masks, so that real and
 *   generated patterns go through in one pass
 * @returns [k·b]
 */
export function discriminate(
  weights: Weights,
  shape: DiscriminatorShape,
  x: tf.Tensor2D,
  { condition, mask }: DiscriminatorInputs,
): tf.Tensor1D {
  const groups = x.shape[0] / mask.shape[0];
  const shared = (rows: tf.Tensor2D): tf.Tensor2D => repeated(rows, groups);
  let hidden = dense(weights, 'input', tf.concat([x, shared(mask)], 1));
  for (let block = 0; block < shape.blocks; block++) hidden = residual(weights, `block${block}`, hidden);
  const features = leaky(hidden);
  const embedded = shared(dense(weights, 'embed.out', leaky(dense(weights, 'embed.in', condition))));
  const projection = tf.div(tf.sum(tf.mul(embedded, features), 1), Math.sqrt(shape.width));
  return tf.add(tf.squeeze(dense(weights, 'output', features), [1]), projection);
}
