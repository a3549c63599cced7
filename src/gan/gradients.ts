// Replaces the gradients that TensorFlow.js 4.22.0 gets wrong when they are differentiated a second time.
// Training installs them before opening a backend; gradient penalties by automatic differentiation need them.

import * as tf from '@tensorflow/tfjs';
import type { GradConfig, NamedAttrMap } from '@tensorflow/tfjs';

/**
 * An operation that saves its *output* (exp, sigmoid, tanh, softmax) loses the lineage of that output on the outer
 * tape, so the second derivative is silently wrong (tensorflow/tfjs#3252, open since 2020); leakyRelu has a gradient
 * made of `Greater`, which has none of its own and throws. Each one here saves its *input* and computes from that with
 * operations that can be differentiated again.
 */
const CORRECTED: readonly GradConfig[] = [
  {
    kernelName: 'LeakyRelu',
    inputsToSave: ['x'],
    gradFunc: (dy, saved, attributes) => ({
      x: () => tf.mul(one(dy), tf.step(first(saved), numberOf(attributes, 'alpha'))),
    }),
  },
  {
    kernelName: 'Exp',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({ x: () => tf.mul(one(dy), tf.exp(first(saved))) }),
  },
  {
    kernelName: 'Sigmoid',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({
      x: () => {
        const value = tf.sigmoid(first(saved));
        return tf.mul(one(dy), tf.mul(value, tf.sub(1, value)));
      },
    }),
  },
  {
    kernelName: 'Tanh',
    inputsToSave: ['x'],
    gradFunc: (dy, saved) => ({
      x: () => tf.mul(one(dy), tf.sub(1, tf.square(tf.tanh(first(saved))))),
    }),
  },
  {
    kernelName: 'Softmax',
    inputsToSave: ['logits'],
    gradFunc: (dy, saved, attributes) => ({
      logits: () => {
        const value = tf.softmax(first(saved));
        const weighted = tf.mul(one(dy), value);
        return tf.sub(weighted, tf.mul(tf.sum(weighted, [numberOf(attributes, 'dim')], true), value));
      },
    }),
  },
];

const stock = new Map<string, GradConfig>();

/** Replaces the faulty gradients by right ones, for all backends; a second call changes nothing. */
export function installGradients(): void {
  if (stock.size > 0) return;
  for (const corrected of CORRECTED) {
    stock.set(corrected.kernelName, tf.getGradient(corrected.kernelName));
    replaceGradient(corrected);
  }
}

/** Puts the library's own gradients back, so that tests can show what is wrong with them. */
export function uninstallGradients(): void {
  for (const original of stock.values()) replaceGradient(original);
  stock.clear();
}

function replaceGradient(config: GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

function one(dy: tf.Tensor | tf.Tensor[]): tf.Tensor {
  return Array.isArray(dy) ? first(dy) : dy;
}

function first(tensors: readonly tf.Tensor[]): tf.Tensor {
  return tensors[0]!;
}

function numberOf(attributes: NamedAttrMap, name: string): number {
  const value = attributes[name];
  if (typeof value !== 'number') throw new TypeError(`The attribute ${name} is not a number.`);
  return value;
}
