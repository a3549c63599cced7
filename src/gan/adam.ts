// Adam, by an in-place kernel where the backend has one and by tensor operations elsewhere.
// Training and the classifier's fit update their weights with it. A change of the formula also belongs in
// `wasm/updates-text` and `webgpu/webgpu-updates`.

import * as tf from '@tensorflow/tfjs';
import { IN_PLACE, updateInPlace, type NumbersOf } from './in-place';
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

/** An update: the settings, and what changes from step to step. `step` counts from 1. */
export type AdamUpdate = AdamSettings & { readonly learningRate: number; readonly step: number };

/** Zero moments for every weight; the caller disposes of them. */
export function freshMoments(specs: readonly WeightSpec[], { beta1 }: AdamSettings): AdamMoments {
  const zeros = (): Variables =>
    Object.fromEntries(
      specs.map(({ name, shape }) => [name, tf.tidy(() => tf.variable(tf.zeros([...shape]), false))]),
    );
  // With beta1 = 0 the first moment is the gradient itself.
  return { first: beta1 > 0 ? zeros() : {}, second: zeros() };
}

/** The bias corrections are folded into rate and epsilon: w −= rate·m / (√v + epsilon). */
export function adamNumbers(update: AdamUpdate): NumbersOf<typeof IN_PLACE.adam> {
  const { beta1, beta2, epsilon, learningRate, step } = update;
  const spread = Math.sqrt(1 - beta2 ** step);
  return {
    beta2,
    rest: 1 - beta2,
    rate: (learningRate * spread) / (1 - beta1 ** step),
    epsilon: epsilon * spread,
  };
}

/**
 * One update of every weight that has a gradient, in place.
 * @param numbersTensor see `Update`; only where beta1 is 0
 */
export function applyAdam(
  variables: Variables,
  gradients: Weights,
  moments: AdamMoments,
  update: AdamUpdate,
  numbersTensor?: tf.Tensor1D,
): void {
  const { beta1 } = update;
  const numbers = adamNumbers(update);
  const { beta2, rest, rate, epsilon } = numbers;
  const inPlace = updateInPlace(IN_PLACE.adam);
  tf.tidy(() => {
    for (const [name, gradient] of Object.entries(gradients)) {
      const variable = variables[name]!;
      const second = moments.second[name]!;
      if (inPlace && beta1 === 0) {
        // One pass over the memory instead of nine, by the same operations.
        inPlace({ weight: variable, second, gradient }, numbers, numbersTensor);
        continue;
      }
      second.assign(tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), rest)));
      const first = moments.first[name];
      first?.assign(tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1)));
      const direction = tf.div(tf.mul(first ?? gradient, rate), tf.add(tf.sqrt(second), epsilon));
      variable.assign(tf.sub(variable, direction));
    }
  });
}
