// What discriminator and generator minimise, penalties included, by automatic differentiation.
// `step` and Stacked-Rhythm call it. Knows no architecture: the discriminator comes as a function.

import * as tf from '@tensorflow/tfjs';
import type { Loss } from './losses';

/** A discriminator with everything but the pattern given: [k·b, features] → logits [k·b]. */
export type DiscriminatorFn = (x: tf.Tensor2D) => tf.Tensor1D;

/** Weight of the one-centred penalty (Gulrajani et al. 2017). */
const ONE_CENTRED_WEIGHT = 10;

export interface DiscriminatorObjective {
  readonly total: tf.Scalar;
  readonly loss: tf.Scalar;
  /**
   * R1 + R2, the squared gradient norms of real and generated patterns, as a mean over the pairs; or the one-centred
   * penalty; 0 for a loss without.
   */
  readonly penalty: tf.Scalar;
}

/** A discriminator and the patterns that it tells apart, [b, features] each. */
export interface RealFakePair {
  readonly discriminator: DiscriminatorFn;
  readonly real: tf.Tensor2D;
  readonly fake: tf.Tensor2D;
}

/**
 * The discriminator's objective: its loss and, by the loss, γ/2·(R1 + R2) or 10·(‖∇D(x̂)‖ − 1)².
 *
 * Real and generated patterns go through the discriminator as one batch, and both penalties come from one inner
 * gradient, since the logit of a row depends on that row alone. Call it inside a gradient with respect to the
 * discriminator's weights; the inner gradient is with respect to the patterns only.
 * @param gamma weight of the zero-centred penalties
 * @param mix [b, 1] in 0…1: where between real and generated the one-centred penalty is taken
 */
export function discriminatorObjective(
  loss: Loss,
  pair: RealFakePair,
  { gamma, mix }: { readonly gamma: number | tf.Scalar; readonly mix?: tf.Tensor2D },
): DiscriminatorObjective {
  const pairs = pair.real.shape[0];
  const both = tf.concat([pair.real, pair.fake], 0);
  if (loss.penalty === 'zero-centred') {
    const { logits, gradient } = withGradient(pair.discriminator, both);
    const value = pairedLoss(loss.discriminator, logits, pairs);
    const penalty = tf.div<tf.Scalar>(tf.sum(tf.square(gradient)), pairs);
    return { total: tf.add(value, tf.mul(gamma, tf.div(penalty, 2))), loss: value, penalty };
  }
  const value = pairedLoss(loss.discriminator, pair.discriminator(both), pairs);
  if (loss.penalty === 'none') return { total: value, loss: value, penalty: tf.scalar(0) };
  if (!mix) throw new Error('The one-centred penalty needs points between real and generated patterns.');
  const between = tf.add<tf.Tensor2D>(pair.real, tf.mul(mix, tf.sub(pair.fake, pair.real)));
  const { gradient } = withGradient(pair.discriminator, between);
  // Away from zero, where the square root has no slope.
  const norm = tf.sqrt(tf.add(tf.sum(tf.square(gradient), 1), 1e-12));
  const penalty = tf.mean<tf.Scalar>(tf.square(tf.sub(norm, 1)));
  return { total: tf.add(value, tf.mul(ONE_CENTRED_WEIGHT, penalty)), loss: value, penalty };
}

/** The generator's loss. Call it inside a gradient with respect to the generator's weights. */
export function generatorObjective(loss: Loss, { discriminator, real, fake }: RealFakePair): tf.Scalar {
  const realLogits = loss.pairsRealInGenerator ? discriminator(real) : tf.zeros<tf.Rank.R1>([fake.shape[0]]);
  return loss.generator(realLogits, discriminator(fake));
}

/** A loss from the logits of real patterns followed by those of generated ones. */
export function pairedLoss(loss: Loss['discriminator'], logits: tf.Tensor1D, pairs: number): tf.Scalar {
  const [real, fake] = tf.split(logits, [pairs, logits.shape[0] - pairs]) as [tf.Tensor1D, tf.Tensor1D];
  return loss(real, fake);
}

/** Logits [n] of x [n, features] and the gradient of each with respect to its own row. */
function withGradient(
  discriminator: DiscriminatorFn,
  x: tf.Tensor2D,
): { logits: tf.Tensor1D; gradient: tf.Tensor2D } {
  const { value, grad } = tf.valueAndGrad(discriminator as (x: tf.Tensor) => tf.Tensor)(
    x,
    tf.ones([x.shape[0]]),
  );
  return { logits: value as tf.Tensor1D, gradient: grad as tf.Tensor2D };
}
