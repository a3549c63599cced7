import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { Random } from '../../src/rhythm/random';
import { fromFloat16Bits, toFloat16Bits } from '../../src/model/float16';

describe('a half-precision number', () => {
  it('is rounded to the nearest, ties to even, as IEEE 754 says', () => {
    const cases: readonly (readonly [number, number])[] = [
      [0, 0x0000],
      [-0, 0x8000],
      [1, 0x3c00],
      [-2, 0xc000],
      [65504, 0x7bff],
      [1 + 2 ** -11, 0x3c00], // halfway between 1 and the next: the even one
      [1 + 3 * 2 ** -11, 0x3c02],
      [2 - 2 ** -12, 0x4000], // carries into the exponent
      [2 ** -14, 0x0400],
      [2 ** -24, 0x0001], // the smallest there is
      [2 ** -26, 0x0000],
      [1e6, 0x7c00],
      [Infinity, 0x7c00],
    ];
    for (const [value, bits] of cases) assert.equal(toFloat16Bits(value), bits, `${value}`);
  });

  it('comes back from TensorFlow.js as it comes back here, since thresholds are calibrated here', () => {
    const random = Random.fromSeed(1);
    const bits = Uint16Array.from({ length: 500 }, () =>
      toFloat16Bits(random.normal() * 10 ** (random.integer(9) - 6)),
    );
    const spec = { name: 'w', shape: [500], dtype: 'float32', quantization: { dtype: 'float16' } } as const;
    const decoded = tf.io.decodeWeights(bits.buffer, [{ ...spec, shape: [500] }]).w!.dataSync();
    assert.deepEqual(Array.from(decoded), Array.from(bits, fromFloat16Bits));
  });
});
