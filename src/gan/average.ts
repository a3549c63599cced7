// The moving average of the generator's weights, which is what a run evaluates and exports.
// Training updates it after every step. A change of the formula also belongs in `wasm/updates-text` and
// `webgpu/webgpu-updates`.

import * as tf from '@tensorflow/tfjs';
import { IN_PLACE, updateInPlace } from './in-place';
import type { Variables } from './weights';

/**
 * Weight of the past in the moving average after a step (counted from 1). The half-life grows with the run, up to
 * `longestHalfLife` steps, so that the average forgets the first steps (after R3GAN). A half-life of 0 leaves nothing
 * of the past.
 */
export function averageDecay(step: number, longestHalfLife: number): number {
  return 0.5 ** (1 / Math.min(longestHalfLife, 0.05 * step + 1));
}

/** Moves the averaged weights towards the current ones, in place. @param numbersTensor see `Update` */
export function updateAverage(
  average: Variables,
  current: Variables,
  decay: number,
  numbersTensor?: tf.Tensor1D,
): void {
  const inPlace = updateInPlace(IN_PLACE.average);
  tf.tidy(() => {
    for (const [name, averaged] of Object.entries(average)) {
      if (inPlace) {
        inPlace({ average: averaged, current: current[name]! }, { share: 1 - decay }, numbersTensor);
        continue;
      }
      averaged.assign(tf.add(averaged, tf.mul(tf.sub(current[name]!, averaged), 1 - decay)));
    }
  });
}
