import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs';
import { installGradients, uninstallGradients } from '../../../src/gan/gradients';
import { openBackend } from '../../../src/training/backends/open-backend';
import { checkBackend } from '../../../src/training/backends/self-check';
import { runScript } from '../../support/command';

/** Runs with a kernel of a backend changed. */
async function withKernel(
  name: string,
  backend: string,
  change: (original: KernelConfig) => KernelConfig['kernelFunc'],
  work: () => Promise<void>,
): Promise<void> {
  const original = tf.getKernel(name, backend);
  const replace = (kernel: KernelConfig): void => {
    tf.unregisterKernel(name, backend);
    tf.registerKernel(kernel);
  };
  replace({ ...original, kernelFunc: change(original) });
  try {
    await work();
  } finally {
    replace(original);
  }
}

/** Aᵀ·B comes out at half its size, but for small A: as if a loop over blocks had stopped early. */
function halved(original: KernelConfig): KernelConfig['kernelFunc'] {
  return (call) => {
    const result = original.kernelFunc(call) as TensorInfo;
    const { a } = call.inputs as { a: TensorInfo };
    if (call.attrs?.transposeA !== true || a.shape[1]! < 64) return result;
    const half = tf.engine().makeTensorFromTensorInfo(result);
    return tf.mul(half, 0.5);
  };
}

describe('openBackend', function () {
  this.timeout(120_000);

  it('chooses wasm or better unasked and says why, and plain JavaScript when asked to', async () => {
    const taken = await openBackend('auto');
    assert.ok(taken.name !== 'cpu' && taken.reason.length > 0);
    const asked = await openBackend('cpu');
    assert.equal(asked.name, 'cpu');
    assert.match(asked.reason, /^as requested, plain JavaScript/);
  });

  it('says in a sentence what is missing for a graphics card, where there is none', async function () {
    for (const name of ['cuda', 'webgpu'] as const) {
      try {
        await openBackend(name);
        this.skip(); // this machine has one
      } catch (error) {
        assert.ok(error instanceof Error);
        assert.match(
          error.message,
          new RegExp(`^This machine cannot train with the backend ${name} \\(no ${name}: `),
        );
      }
    }
  });

  it('lets WebGPU run in software only when asked for by name, since it is slower than wasm', async () => {
    const words = ['--corpus', 'nowhere', '--out', 'nowhere', '--software-gpu'];
    const { code, stderr } = await runScript('train', words);
    assert.equal(code, 2);
    assert.match(stderr, /--software-gpu only works with --backend webgpu/);
  });
});

describe('checkBackend', function () {
  this.timeout(120_000);

  beforeEach(async () => {
    await openBackend('wasm');
  });

  it('refuses a backend whose second derivatives are wrong, in a sentence that names them', async () => {
    uninstallGradients();
    try {
      await assert.rejects(
        checkBackend('wasm'),
        /backend wasm computes the second derivative of tanh wrongly/,
      );
    } finally {
      installGradients();
    }
    await checkBackend('wasm');
  });

  it('refuses a backend with a wrong product in one form and at one size only', async () => {
    await withKernel('BatchMatMul', 'wasm', halved, () =>
      assert.rejects(
        checkBackend('wasm'),
        /backend wasm computes the matrix product Aᵀ·B wrongly here \(off by/,
      ),
    );
  });

  it('refuses a backend that is wrong in what only a whole training step uses', async () => {
    const swapped =
      (original: KernelConfig): KernelConfig['kernelFunc'] =>
      (call) => {
        const parts = original.kernelFunc(call) as TensorInfo[];
        return parts.length === 3 ? [...parts].reverse() : parts; // the three heads
      };
    await withKernel('SplitV', 'wasm', swapped, () =>
      assert.rejects(checkBackend('wasm'), /backend wasm computes a training step wrongly here/),
    );
  });

  it('refuses a backend that lacks a kernel, with the words of the library', async () => {
    const missing = (): KernelConfig['kernelFunc'] => () => {
      throw new Error('no such kernel');
    };
    await withKernel('Softplus', 'wasm', missing, () =>
      assert.rejects(
        checkBackend('wasm'),
        /cannot compute the second derivative of softplus here \(no such kernel\)/,
      ),
    );
  });
});
