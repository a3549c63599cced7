import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { installWasmKernels } from '../../../src/gan/wasm/install-kernels';
import { uninstallProducts } from '../../../src/gan/wasm/products';
import { Random } from '../../../src/rhythm/random';
import { processorMs } from '../../support/processor-time';
import { useBackend } from '../backends';

interface Case {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

const CASES: readonly Case[] = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB })),
);
/** Longer than the blocks of 48 that the naive kernel sums in. */
const INNER = 101;

function operands({ transposeA, transposeB }: Case): { a: tf.Tensor2D; b: tf.Tensor2D; bias: tf.Tensor1D } {
  const random = Random.fromSeed(3);
  const draw = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.normal());
  return {
    a: tf.tensor2d(draw(7 * INNER), transposeA ? [INNER, 7] : [7, INNER]),
    b: tf.tensor2d(draw(INNER * 5), transposeB ? [5, INNER] : [INNER, 5]),
    bias: tf.tensor1d(draw(5)),
  };
}

async function product(backend: 'cpu' | 'wasm', form: Case, fused: boolean): Promise<Float32Array> {
  await tf.setBackend(backend);
  return tf.tidy(() => {
    const { a, b, bias } = operands(form);
    const plain = (): tf.Tensor2D => tf.matMul(a, b, form.transposeA, form.transposeB);
    if (!fused) return Float32Array.from(plain().dataSync());
    const result =
      backend === 'wasm'
        ? tf.fused.matMul({ a, b, ...form, bias, activation: 'relu' })
        : tf.relu(tf.add(plain(), bias));
    return Float32Array.from(result.dataSync());
  });
}

function farthest(a: Float32Array, b: Float32Array): number {
  return Math.max(...a.map((value, index) => Math.abs(value - b[index]!)));
}

/** Shortest of several runs, in ms of the processor. */
function shortest(work: () => tf.Tensor): number {
  return Math.min(...Array.from({ length: 7 }, () => processorMs(() => work().dispose())));
}

/** How much longer the product of a gradient takes than the same one without transposing. */
function slowdown(): number {
  return tf.tidy(() => {
    const a = tf.ones([256, 512]);
    const left = tf.ones<tf.Rank.R2>([512, 256]);
    const b = tf.ones<tf.Rank.R2>([256, 512]);
    return shortest(() => tf.matMul(a, b, true, false)) / shortest(() => tf.matMul(left, b));
  });
}

describe('the wasm backend with its own kernels', () => {
  beforeEach(async () => {
    await useBackend('wasm');
  });

  for (const form of CASES) {
    const words = `${form.transposeA ? 'Aᵀ' : 'A'}·${form.transposeB ? 'Bᵀ' : 'B'}`;
    it(`gives ${words} as the plain CPU backend does, since gradients are made of such products`, async () => {
      assert.ok(farthest(await product('wasm', form, false), await product('cpu', form, false)) < 1e-4);
    });

    it(`adds the bias of a fused ${words} once, as the plain CPU backend does`, async () => {
      assert.ok(farthest(await product('wasm', form, true), await product('cpu', form, true)) < 1e-4);
    });
  }

  it('fails without our fix: the stock kernel adds the bias of a transposed fused product several times', async () => {
    const form = { transposeA: false, transposeB: true };
    uninstallProducts();
    const stock = await product('wasm', form, true);
    await installWasmKernels();
    assert.ok(farthest(stock, await product('cpu', form, true)) > 0.1);
  });

  it('makes transposed products fast, since they take most of the time of a training step', async () => {
    uninstallProducts();
    const stock = slowdown();
    await installWasmKernels();
    const corrected = slowdown();
    assert.ok(corrected < stock / 2, `${corrected} times as long as a plain product, stock ${stock}`);
  });

  it('refuses a fused product over a batch, which the kernel gets wrong', () => {
    const [a, b] = [tf.ones<tf.Rank.R3>([2, 3, 4]), tf.ones<tf.Rank.R3>([2, 4, 5])];
    assert.throws(() => tf.fused.matMul({ a, b, bias: tf.ones([5]) }), /use matMul and add/);
  });

  it('leaves no scratch tensor behind', () => {
    const before = tf.engine().backend.numDataIds();
    tf.matMul(tf.ones([3, 2]), tf.ones([4, 3]), true, true).dispose();
    assert.ok(tf.engine().backend.numDataIds() <= before + 2); // the two operands
  });
});
