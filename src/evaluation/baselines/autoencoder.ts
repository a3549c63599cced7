// The network and the loss of the autoencoder baselines. Used by autoencoder-baseline.ts.

import * as tf from '@tensorflow/tfjs';
import { dense, leaky } from '../../gan/layers';
import { denseSpecs, type WeightSpec, type Weights } from '../../gan/weights';
import { OFFSET_SCALE, FEATURE_SIZE } from '../../model/inputs';
import { UNIT_CELLS } from '../../rhythm/grid';

/** A variational autoencoder of two-bar patterns (Kingma & Welling 2014), told the style on both sides. */
export interface AutoencoderShape {
  readonly latentSize: number;
  readonly width: number;
  readonly styleCount: number;
}

/** How much the parts of its loss weigh beside the hits' cross-entropy. */
export interface AutoencoderLoss {
  /** Weight β of the divergence from the standard normal (Higgins et al. 2017). */
  readonly beta: number;
  readonly velocity: number;
  readonly timing: number;
}

/** What a training step is given: features [b, FEATURE_SIZE], styles [b, styleCount], noise [b, latentSize]. */
export interface AutoencoderBatch {
  readonly features: tf.Tensor2D;
  readonly styles: tf.Tensor2D;
  readonly noise: tf.Tensor2D;
}

export function autoencoderSpecs({ latentSize, width, styleCount }: AutoencoderShape): WeightSpec[] {
  return [
    ...denseSpecs('encoder', FEATURE_SIZE + styleCount, width),
    ...denseSpecs('latent', width, 2 * latentSize, { gain: 0.1 }),
    ...denseSpecs('decoder', latentSize + styleCount, width),
    ...denseSpecs('heads', width, FEATURE_SIZE, { gain: 1 }),
  ];
}

/** The three heads [b, FEATURE_SIZE] of latent vectors, before any squashing, as a generator gives them. */
export function decode(weights: Weights, latent: tf.Tensor2D, styles: tf.Tensor2D): tf.Tensor2D {
  return dense(weights, 'heads', leaky(dense(weights, 'decoder', tf.concat([latent, styles], 1))));
}

/**
 * Mean loss per pattern: cross-entropy of the hits, squared errors of velocity and offset over the real hits, and β
 * times the divergence of the latent from the standard normal.
 */
export function autoencoderLoss(
  weights: Weights,
  { features, styles, noise }: AutoencoderBatch,
  loss: AutoencoderLoss,
): tf.Scalar {
  const hidden = leaky(dense(weights, 'encoder', tf.concat([features, styles], 1)));
  const [centre, logVariance] = tf.split(dense(weights, 'latent', hidden), 2, 1) as [
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const latent = tf.add<tf.Tensor2D>(centre, tf.mul(noise, tf.exp(tf.mul(0.5, logVariance))));
  const [logits, velocities, offsets] = tf.split(decode(weights, latent, styles), 3, 1) as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const [hits, loudness, timing] = tf.split(features, [UNIT_CELLS, UNIT_CELLS, UNIT_CELLS], 1) as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const crossEntropy = tf.sum(tf.sub(tf.softplus(logits), tf.mul(hits, logits)));
  // Features hold h·v and OFFSET_SCALE·h·o, so gating the guess by h compares hits alone.
  const velocityError = tf.sum(tf.square(tf.sub(tf.mul(hits, tf.sigmoid(velocities)), loudness)));
  const guessed = tf.mul(hits, tf.mul(0.5, tf.tanh(offsets)));
  const timingError = tf.sum(tf.square(tf.sub(guessed, tf.div(timing, OFFSET_SCALE))));
  const divergence = tf.mul(
    -0.5,
    tf.sum(tf.sub(tf.add(1, logVariance), tf.add(tf.square(centre), tf.exp(logVariance)))),
  );
  const total = tf.addN([
    crossEntropy,
    tf.mul(loss.velocity, velocityError),
    tf.mul(loss.timing, timingError),
    tf.mul(loss.beta, divergence),
  ]);
  return tf.div<tf.Scalar>(total, features.shape[0]);
}
