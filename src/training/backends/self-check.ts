// Checks that the current backend computes correctly before anything is trained or measured on it.
// Called by open-backend.

import * as tf from '@tensorflow/tfjs';
import { LEAKY_SLOPE, leaky } from '../../gan/layers';
import { trainingStepDeviation } from './self-check-step';

const TOLERANCE = 1e-3;

/**
 * Checks that the current backend gets right what this project found backends to get wrong, each against plain
 * JavaScript: products in all four forms and larger than any kernel's block, a bias added to a product, second
 * derivatives through what the networks are made of, and then one whole training step of small networks.
 * @throws Error in one sentence that names the wrong sum
 */
export async function checkBackend(name: string): Promise<void> {
  for (const [what, deviation] of Object.entries(checks())) {
    let farthest: number;
    try {
      farthest = await deviation();
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
      throw new Error(`the backend ${name} cannot compute ${what} here (${why})`, { cause: error });
    }
    if (!(farthest < TOLERANCE))
      throw new Error(`the backend ${name} computes ${what} wrongly here (off by ${farthest})`);
  }
}

/** What is checked and how to find its largest deviation. */
function checks(): Readonly<Record<string, () => Promise<number>>> {
  const products = [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => {
      const words = `the matrix product ${transposeA ? 'Aᵀ' : 'A'}·${transposeB ? 'Bᵀ' : 'B'}`;
      return [words, () => farthest(() => productPair(transposeA, transposeB))] as const;
    }),
  );
  const derivatives = Object.entries(ACTIVATIONS).map(
    ([name, activation]) =>
      [`the second derivative of ${name}`, () => farthest(() => secondDerivativePair(activation))] as const,
  );
  return {
    ...Object.fromEntries(products),
    'a matrix product with a bias': () => farthest(biasedPair),
    ...Object.fromEntries(derivatives),
    'a training step': trainingStepDeviation,
  };
}

interface Pair {
  readonly found: tf.Tensor;
  readonly expected: tf.Tensor;
}

async function farthest(pairOf: () => Pair): Promise<number> {
  const deviation = tf.tidy(() => {
    const { found, expected } = pairOf();
    return tf.max(tf.abs(tf.sub(found, expected)));
  });
  const [value = NaN] = await deviation.data();
  deviation.dispose();
  return value;
}

/** Odd sizes beyond the blocks of 32, 48 and 64 that kernels work in. */
const ROWS = 67;
const INNER = 101;
const COLUMNS = 71;

function left(row: number, at: number): number {
  return ((row * 7 + at * 3) % 13) / 13 - 0.4;
}

function right(at: number, column: number): number {
  return ((at * 5 + column * 11) % 17) / 17 - 0.6;
}

function productPair(transposeA: boolean, transposeB: boolean): Pair {
  const a = transposeA ? tabulate(INNER, ROWS, (at, row) => left(row, at)) : tabulate(ROWS, INNER, left);
  const b = transposeB
    ? tabulate(COLUMNS, INNER, (column, at) => right(at, column))
    : tabulate(INNER, COLUMNS, right);
  return { found: tf.matMul(a, b, transposeA, transposeB), expected: tabulate(ROWS, COLUMNS, productAt) };
}

function biasedPair(): Pair {
  const bias = (column: number): number => (column % 2 === 0 ? 5 : -7);
  const biases = tf.tensor1d(Array.from({ length: COLUMNS }, (_, column) => bias(column)));
  return {
    found: tf.add(tf.matMul(tabulate(ROWS, INNER, left), tabulate(INNER, COLUMNS, right)), biases),
    expected: tabulate(ROWS, COLUMNS, (row, column) => productAt(row, column) + bias(column)),
  };
}

function productAt(row: number, column: number): number {
  let sum = 0;
  for (let at = 0; at < INNER; at++) sum += left(row, at) * right(at, column);
  return sum;
}

/** An elementwise operation and its first two derivatives. */
interface Activation {
  readonly apply: (x: tf.Tensor) => tf.Tensor;
  readonly first: (x: number) => number;
  readonly second: (x: number) => number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const sigmoidSlope = (x: number): number => sigmoid(x) * (1 - sigmoid(x));

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  tanh: {
    apply: tf.tanh,
    first: (x) => 1 - Math.tanh(x) ** 2,
    second: (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2),
  },
  sigmoid: {
    apply: tf.sigmoid,
    first: sigmoidSlope,
    second: (x) => sigmoidSlope(x) * (1 - 2 * sigmoid(x)),
  },
  softplus: { apply: tf.softplus, first: sigmoid, second: sigmoidSlope },
  leakyRelu: { apply: leaky, first: (x) => (x > 0 ? 1 : LEAKY_SLOPE), second: () => 0 },
};

/** d/dw of Σ(∂f/∂xᵢ)² for f(x) = Σ op(w·xᵢ): Σ 2·w·op′·(op′ + w·xᵢ·op″), the shape of a gradient penalty. */
function secondDerivativePair({ apply, first, second }: Activation): Pair {
  const xs = [0.7, -0.4, 1.9];
  const w = -1.3;
  const slopes = (weight: tf.Tensor): tf.Tensor =>
    tf.grad((x) => tf.sum(apply(tf.matMul(x as tf.Tensor2D, weight as tf.Tensor2D))))(
      tf.tensor2d(xs, [xs.length, 1]),
    );
  const terms = xs.map((x) => 2 * w * first(w * x) * (first(w * x) + w * x * second(w * x)));
  return {
    found: tf.grad((weight) => tf.sum(tf.square(slopes(weight))))(tf.tensor2d([[w]])),
    expected: tf.tensor2d([[terms.reduce((sum, term) => sum + term, 0)]]),
  };
}

function tabulate(
  rows: number,
  columns: number,
  value: (row: number, column: number) => number,
): tf.Tensor2D {
  const values = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) values[row * columns + column] = value(row, column);
  return tf.tensor2d(values, [rows, columns]);
}
