import * as tf from '@tensorflow/tfjs';
import { IN_PLACE, updateInPlace } from './in-place';
import type { Variables, WeightSpec, Weights } from './weights';

/** Settings of Adam (Kingma & Ba 2015) that stay the same over a run. */
export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The running moments of the gradients, by the name of the weight; no first moments where beta1 is 0. */
export interface AdamMoments {
  readonly first: Variables;
  readonly second: Variables;
}

/** Moments before the first update. */
export function freshMoments(specs: readonly WeightSpec[], { beta1 }: AdamSettings): AdamMoments {
  const zeros = (): Variables =>
    Object.fromEntries(
      specs.map(({ name, shape }) => [name, tf.tidy(() => tf.variable(tf.zeros([...shape]), false))]),
    );
  // With beta1 = 0 the first moment is the gradient itself.
  return { first: beta1 > 0 ? zeros() : {}, second: zeros() };
}

/**
 * One update of every weight that has a gradient, in place.
 * @param update `step` counts from 1
 */
export function applyAdam(
  variables: Variables,
  gradients: Weights,
  moments: AdamMoments,
  update: AdamSettings & { readonly learningRate: number; readonly step: number },
): void {
  const { beta1, beta2, epsilon, learningRate, step } = update;
  // The corrections for the zero start are folded into scalars: w −= rate·m / (√v + ε·√(1 − β₂ᵗ)).
  const spread = Math.sqrt(1 - beta2 ** step);
  const rate = (learningRate * spread) / (1 - beta1 ** step);
  const inPlace = updateInPlace(IN_PLACE.adam);
  tf.tidy(() => {
    for (const [name, gradient] of Object.entries(gradients)) {
      const variable = variables[name]!;
      const second = moments.second[name]!;
      if (inPlace && beta1 === 0) {
        // One pass over the memory instead of nine, by the same operations.
        const numbers = { beta2, rest: 1 - beta2, rate, epsilon: epsilon * spread };
        inPlace({ weight: variable, second, gradient }, numbers);
        continue;
      }
      second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
      const first = moments.first[name];
      first?.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
      const direction = tf.div(tf.mul(first ?? gradient, rate), tf.add(tf.sqrt(second), epsilon * spread));
      variable.assign(tf.sub(variable, direction));
    }
  });
}
