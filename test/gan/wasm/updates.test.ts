import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { applyAdam } from '../../../src/gan/adam';
import { updateAverage } from '../../../src/gan/average';
import { Random } from '../../../src/rhythm/random';
import { useBackend } from '../backends';

/** No multiple of the four numbers that go through at a time. */
const LENGTH = 103;
const SETTINGS = { beta1: 0, beta2: 0.99, epsilon: 1e-8, learningRate: 1e-3 };

/** Weights, moments and average after a few updates. */
async function updated(backend: 'cpu' | 'wasm'): Promise<number[][]> {
  await useBackend(backend);
  const random = Random.fromSeed(8);
  const draw = (): tf.Tensor1D => tf.tensor1d(Array.from({ length: LENGTH }, () => random.normal()));
  const start = Array.from({ length: LENGTH }, () => random.normal());
  // Each with numbers of its own: what is changed in place may not be anybody else's.
  const variable = (values: number[]): tf.Variable<tf.Rank.R1> =>
    tf.tidy(() => tf.variable(tf.tensor1d(values)));
  const [weight, average, second] = [variable(start), variable(start), variable(start.map(() => 0))];
  for (let step = 1; step <= 5; step++) {
    tf.tidy(() => {
      applyAdam(
        { weight },
        { weight: draw() },
        { first: {}, second: { weight: second } },
        { ...SETTINGS, step },
      );
      updateAverage({ weight: average }, { weight }, 0.9);
    });
  }
  const found = [weight, second, average].map((tensor) => [...tensor.dataSync()]);
  tf.dispose([weight, second, average]);
  return found;
}

describe('an update in one pass', () => {
  it('gives the very bits of the operations it stands for', async () => {
    assert.deepEqual(await updated('wasm'), await updated('cpu'));
  });

  it('leaves no tensor behind', async () => {
    await updated('wasm');
    const before = tf.memory().numTensors;
    await updated('wasm');
    assert.equal(tf.memory().numTensors, before);
  });
});
