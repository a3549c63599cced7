import * as tf from '@tensorflow/tfjs';

const TOLERANCE = 1e-3;

/**
 * Checks that a backend gets right what this project found backends to get wrong: a product with both operands
 * transposed, a bias added to a product, and a second derivative through tanh, each against its closed form.
 * @throws Error in one sentence that names the wrong sum
 */
export async function checkBackend(name: string): Promise<void> {
  const sums = tf.tidy(() => ({
    'a transposed matrix product': transposedProduct(),
    'a matrix product with a bias': biasedProduct(),
    'a second derivative': secondDerivative(),
  }));
  for (const [what, error] of Object.entries(sums)) {
    const [deviation = NaN] = await error.data();
    error.dispose();
    if (!(deviation < TOLERANCE))
      throw new Error(`the backend ${name} computes ${what} wrongly here (off by ${deviation})`);
  }
}

/** Longer than the block of 48 in which wasm adds its bias, and odd. */
const LENGTH = 101;

/** Aᵀ·Bᵀ for A[i, j] = i + j/10 (LENGTH × 2) and B[j, i] = (j + 1)/(i + 1) (3 × LENGTH): largest deviation. */
function transposedProduct(): tf.Scalar {
  const a = tabulate(LENGTH, 2, (i, j) => (i + j / 10) / LENGTH);
  const b = tabulate(3, LENGTH, (j, i) => (j + 1) / (i + 1));
  const expected = tabulate(2, 3, (row, column) =>
    total(LENGTH, (i) => ((i + row / 10) / LENGTH) * ((column + 1) / (i + 1))),
  );
  return farthest(tf.matMul(a, b, true, true), expected);
}

function biasedProduct(): tf.Scalar {
  const a = tabulate(2, LENGTH, (i, j) => (i + 1) / (j + 1));
  const b = tabulate(LENGTH, 2, (i, j) => (i % 3) - j);
  const bias = tf.tensor1d([5, -7]);
  const expected = tabulate(
    2,
    2,
    (row, column) =>
      total(LENGTH, (i) => ((row + 1) / (i + 1)) * ((i % 3) - column)) + (column === 0 ? 5 : -7),
  );
  return farthest(tf.add(tf.matMul(a, b), bias), expected);
}

/** d/dw of (d/dx tanh(w·x))² at one number each: 2·t'·w·(t' + w·x·t''), with t' = 1 − t², t'' = −2·t·t'. */
function secondDerivative(): tf.Scalar {
  const x = 0.7;
  const w = -1.3;
  const slope = (weight: tf.Tensor): tf.Tensor =>
    tf.grad((input) => tf.sum(tf.tanh(tf.matMul(input as tf.Tensor2D, weight as tf.Tensor2D))))(
      tf.tensor2d([[x]]),
    );
  const found = tf.grad((weight) => tf.sum(tf.square(slope(weight))))(tf.tensor2d([[w]]));
  const t = Math.tanh(w * x);
  const first = 1 - t * t;
  const expected = 2 * first * w * (first + w * x * (-2 * t * first));
  return farthest(found, tf.tensor2d([[expected]]));
}

function tabulate(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): tf.Tensor2D {
  return tf.tensor2d(
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => value(row, column)),
    ),
  );
}

function total(count: number, term: (index: number) => number): number {
  return Array.from({ length: count }, (_, index) => term(index)).reduce((sum, value) => sum + value, 0);
}

function farthest(found: tf.Tensor, expected: tf.Tensor): tf.Scalar {
  return tf.max(tf.abs(tf.sub(found, expected)));
}
