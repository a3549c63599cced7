// The layers that generator and discriminator are made of, on weights by name.
// Evaluation's classifier and autoencoder use the plain ones too.

import * as tf from '@tensorflow/tfjs';
import { LEAKY_GAIN, denseSpecs, weightOf, type WeightSpec, type Weights } from './weights';

export const LEAKY_SLOPE = 0.2;

/** x·W + b for x [b, inputs]; without a bias where the record holds none. */
export function dense(weights: Weights, name: string, x: tf.Tensor2D): tf.Tensor2D {
  const product = tf.matMul<tf.Tensor2D>(x, weightOf(weights, `${name}.kernel`));
  const bias = weights[`${name}.bias`];
  return bias ? tf.add<tf.Tensor2D>(product, bias) : product;
}

/** Leaky ReLU of slope 0.2. Its second-order gradient needs `mendGradients`. */
export function leaky<T extends tf.Tensor>(x: T): T {
  return tf.leakyRelu(x, LEAKY_SLOPE);
}

/** The rows `count` times: [count·b, width]. tf.tile does the same a hundred times slower on wasm. */
export function repeated(rows: tf.Tensor2D, count: number): tf.Tensor2D {
  return count === 1 ? rows : tf.concat(Array<tf.Tensor2D>(count).fill(rows), 0);
}

/**
 * x + W₂·lrelu(W₁·x + b₁) + b₂ for x [b, width]. No activation before W₁: one there cost coverage .96 → .87, and no
 * normalisation anywhere, which does not go with gradient penalties (R3GAN, arXiv 2501.05441).
 */
export function residual(weights: Weights, name: string, x: tf.Tensor2D): tf.Tensor2D {
  return tf.add<tf.Tensor2D>(x, dense(weights, `${name}.out`, leaky(dense(weights, `${name}.in`, x))));
}

/** A residual block that starts as the identity; W₁ shrinks with the number of blocks (R3GAN, after Fixup). */
export function residualSpecs(name: string, width: number, blocks: number): WeightSpec[] {
  return [
    ...denseSpecs(`${name}.in`, width, width, { gain: LEAKY_GAIN / Math.sqrt(blocks) }),
    ...denseSpecs(`${name}.out`, width, width, { gain: 0 }),
  ];
}
