import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../../src/rhythm/random';
import { useBackend } from '../backends';

/** Around the edges of tiles (4 × 8), of packed registers (4) and of blocks (384 steps, 256 rows, 2048 columns). */
const SIZES: readonly (readonly [rows: number, inner: number, columns: number])[] = [
  [1, 1, 1],
  [3, 5, 7],
  [4, 4, 8],
  [4, 6, 8],
  [5, 2, 9],
  [5, 383, 9],
  [257, 384, 17],
  [6, 769, 15],
  [2, 3, 2051],
];

/** The product in double precision. */
function exact(a: Float32Array, b: Float32Array, rows: number, inner: number, columns: number): Float64Array {
  const c = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < inner; at++)
      for (let column = 0; column < columns; column++)
        c[row * columns + column]! += a[row * inner + at]! * b[at * columns + column]!;
  return c;
}

describe('our matrix product', () => {
  beforeEach(async () => {
    await useBackend('wasm');
  });

  for (const [rows, inner, columns] of SIZES) {
    it(`is right for ${rows}×${inner} by ${inner}×${columns}, whichever of them is stored transposed`, () => {
      const random = Random.fromSeed(5);
      const draw = (count: number): Float32Array =>
        Float32Array.from({ length: count }, () => random.normal());
      const [a, b] = [draw(rows * inner), draw(inner * columns)];
      const expected = exact(a, b, rows, inner, columns);
      for (const transposeA of [false, true])
        for (const transposeB of [false, true]) {
          const found = tf.tidy(() => {
            const left = tf.tensor2d(a, [rows, inner]);
            const right = tf.tensor2d(b, [inner, columns]);
            return tf
              .matMul(
                transposeA ? tf.transpose(left) : left,
                transposeB ? tf.transpose(right) : right,
                transposeA,
                transposeB,
              )
              .dataSync();
          });
          const farthest = Math.max(...found.map((value, at) => Math.abs(value - expected[at]!)));
          assert.ok(farthest < 1e-6 * inner + 1e-6, `off by ${farthest}`);
        }
    });
  }

  it('gives the same bits every time, as a run with a seed has to', () => {
    const bits = (): string =>
      tf.tidy(() => {
        const random = Random.fromSeed(6);
        const draw = (): tf.Tensor2D =>
          tf.tensor2d(
            Float32Array.from({ length: 99 * 401 }, () => random.normal()),
            [99, 401],
          );
        return tf.matMul(draw(), draw(), false, true).dataSync().join();
      });
    assert.equal(bits(), bits());
  });
});
