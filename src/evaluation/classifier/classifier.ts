// A small network that tells two kinds of patterns apart. two-sample-test.ts measures with it; training fits
// the density ratio as one.

import * as tf from '@tensorflow/tfjs';
import { dense, leaky } from '../../gan/layers';
import { denseSpecs, type WeightSpec, type Weights } from '../../gan/weights';

/** The weights of a network of two leaky layers that tells two kinds of rows apart, by their names below. */
export function classifierSpecs(inputs: number, widths: readonly [number, number]): WeightSpec[] {
  return [
    ...denseSpecs('first', inputs, widths[0]),
    ...denseSpecs('second', widths[0], widths[1]),
    ...denseSpecs('last', widths[1], 1, { gain: 1 }),
  ];
}

/** Logits [rows, 1] of rows [rows, inputs]: positive for the first kind. */
export function classify(weights: Weights, rows: tf.Tensor2D): tf.Tensor2D {
  const first = leaky(dense(weights, 'first', rows));
  return dense(weights, 'last', leaky(dense(weights, 'second', first)));
}

/** Labels [rows, 1] of a batch of which the first half is of the first kind. The caller disposes of them. */
export function halfLabels(rows: number): tf.Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: rows }, (_, row) => Number(row < rows / 2)),
    [rows, 1],
  );
}

/** Mean binary cross-entropy from logits: softplus(l) − label·l. */
export function crossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.mean(tf.sub(tf.softplus(logits), tf.mul(labels, logits)));
}
