// Trains a small network with Adam. Used for the classifier, the autoencoder baselines and training's density
// ratio.

import * as tf from '@tensorflow/tfjs';
import { applyAdam, freshMoments } from '../../gan/adam';
import { gradientsOf } from '../../gan/step';
import { disposeWeights, drawWeights, toVariables, type Variables, type WeightSpec } from '../../gan/weights';
import type { Random } from '../../rhythm/random';

export interface FitOptions {
  readonly specs: readonly WeightSpec[];
  readonly steps: number;
  /** At the start; it falls to 0 by a cosine. */
  readonly learningRate: number;
  /** Share of each weight that a step takes away at the full learning rate (Loshchilov & Hutter 2019). */
  readonly weightDecay?: number;
  readonly random: Random;
  /** The loss of one batch, drawn inside; its tensors are cleared away. @param step counted from 0 */
  readonly objective: (weights: Variables, step: number) => tf.Scalar;
  /** Told after every step. @param step counted from 1 */
  readonly onStep?: (step: number) => void;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** Steps that may wait on a graphics card; without a limit they fill its memory, and the process dies. */
const MOST_WAITING = 32;

/** Fits a network on the current backend. The caller disposes of the weights. */
export async function fitNetwork(fit: FitOptions): Promise<Variables> {
  const variables = toVariables(fit.specs, drawWeights(fit.specs, fit.random));
  const moments = freshMoments(fit.specs, ADAM);
  for (let step = 0; step < fit.steps; step++) {
    const falling = (1 + Math.cos((Math.PI * step) / fit.steps)) / 2;
    tf.tidy(() => {
      const gradients = gradientsOf(variables, () => fit.objective(variables, step));
      applyAdam(variables, gradients, moments, {
        ...ADAM,
        learningRate: fit.learningRate * falling,
        step: step + 1,
      });
      if (fit.weightDecay) decay(variables, fit.weightDecay * falling);
    });
    fit.onStep?.(step + 1);
    if (step % MOST_WAITING === MOST_WAITING - 1) await Object.values(variables)[0]!.data();
  }
  disposeWeights(moments.first);
  disposeWeights(moments.second);
  return variables;
}

function decay(variables: Variables, share: number): void {
  for (const variable of Object.values(variables)) variable.assign(tf.mul(variable, 1 - share));
}
