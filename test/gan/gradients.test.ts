import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { installGradients, uninstallGradients } from '../../src/gan/gradients';
import { useBackend } from './backends';

const X = [
  [0.3, -1.2, 0.8],
  [1.1, 0.4, -0.7],
];
const W = [
  [0.5, -0.3, 0.9, 0.2],
  [-0.8, 0.6, 0.1, -0.4],
  [0.7, 0.2, -0.5, 1.1],
];
const OPERATIONS: Readonly<Record<string, (x: tf.Tensor2D) => tf.Tensor>> = {
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  exp: (x) => tf.exp(x),
  softmax: (x) => tf.mul(tf.softmax(x), [1, -2, 3, -4]),
  // Times x, since a leaky ReLU alone has no second derivative.
  leakyRelu: (x) => tf.mul(tf.leakyRelu(x, 0.2), x),
};

/** ½‖∂f/∂x‖² of f(x) = Σ operation(x·w): the shape of a gradient penalty. */
function penaltyOf(operation: (x: tf.Tensor2D) => tf.Tensor, w: tf.Tensor2D): tf.Scalar {
  const inner = tf.grad((x) => tf.sum(operation(tf.matMul(x as tf.Tensor2D, w))))(tf.tensor2d(X));
  return tf.mul(0.5, tf.sum(tf.square(inner)));
}

/** Analytic derivative of the penalty along its own gradient, and the central difference in place of it. */
function compare(operation: (x: tf.Tensor2D) => tf.Tensor): { analytic: number; numeric: number } {
  return tf.tidy(() => {
    const w = tf.tensor2d(W);
    const gradient = tf.grad((weight) => penaltyOf(operation, weight as tf.Tensor2D))(w);
    const norm = tf.norm(gradient);
    const along = tf.div(gradient, norm);
    const epsilon = 1e-2;
    const at = (distance: number): number =>
      penaltyOf(operation, tf.add(w, tf.mul(distance, along))).dataSync()[0]!;
    return { analytic: norm.dataSync()[0]!, numeric: (at(epsilon) - at(-epsilon)) / (2 * epsilon) };
  });
}

function isRight(operation: (x: tf.Tensor2D) => tf.Tensor): boolean {
  const { analytic, numeric } = compare(operation);
  return Math.abs(analytic - numeric) < 1e-2 * Math.abs(numeric);
}

describe('the second derivative', () => {
  for (const backend of ['cpu', 'wasm'] as const) {
    for (const [name, operation] of Object.entries(OPERATIONS)) {
      it(`agrees with finite differences when ${name} is differentiated twice on ${backend}, for gradient penalties`, async () => {
        await useBackend(backend);
        const { analytic, numeric } = compare(operation);
        assert.ok(Math.abs(analytic - numeric) < 1e-2 * Math.abs(numeric), `${analytic} against ${numeric}`);
      });
    }
  }

  for (const [name, operation] of Object.entries(OPERATIONS)) {
    it(`fails without our fix for ${name}: the library's own second derivative is wrong or missing`, async () => {
      await useBackend('cpu');
      uninstallGradients();
      let right: boolean;
      try {
        right = isRight(operation);
      } catch {
        right = false;
      } finally {
        installGradients();
      }
      assert.equal(right, false);
    });
  }
});
