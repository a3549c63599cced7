import * as tf from '@tensorflow/tfjs';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs';

const PRODUCTS = ['BatchMatMul', '_FusedMatMul'] as const;
const stock = new Map<string, KernelConfig>();

/**
 * Replaces the matrix products of the wasm backend of TensorFlow.js 4.22.0; a second call changes nothing.
 *
 * Stock, a product with a transposed operand takes a naive path 5–30 times slower than the XNNPACK one, and every
 * gradient of a product transposes; worse, the fused product adds its bias once per block of 48 on that path.
 * Transposing first takes the fast and right path for both. A fused product over a batch has no such path and is
 * refused.
 * @throws Error when the wasm backend is not registered
 */
export function mendWasmProducts(): void {
  if (stock.size > 0) return;
  const transpose = kernelOf('Transpose');
  for (const name of PRODUCTS) {
    const original = kernelOf(name);
    stock.set(name, original);
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({ ...original, kernelFunc: transposingFirst(original, transpose) });
  }
}

/** Puts the library's own kernels back: for tests, which show with it what the mend mends. */
export function unmendWasmProducts(): void {
  for (const [name, original] of stock) {
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(original);
  }
  stock.clear();
}

/** The part of a backend that a kernel needs to give its scratch tensors back. */
interface Disposer {
  disposeData(dataId: object): boolean;
}

function transposingFirst(original: KernelConfig, transpose: KernelConfig): KernelConfig['kernelFunc'] {
  return ({ inputs, backend, attrs = {} }) => {
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    if (
      original.kernelName === '_FusedMatMul' &&
      a.shape.length > 2 &&
      Math.max(a.shape[0]!, b.shape[0]!) > 1
    )
      throw new Error(
        'The wasm backend adds the bias of a batched fused product wrongly: use matMul and add.',
      );
    const scratch: TensorInfo[] = [];
    const swapped = (x: TensorInfo): TensorInfo => {
      const perm = lastTwoSwapped(x.shape.length);
      const output = transpose.kernelFunc({ inputs: { x }, backend, attrs: { perm } }) as TensorInfo;
      const result = { ...output, shape: perm.map((axis) => x.shape[axis]!) };
      scratch.push(result);
      return result;
    };
    const plain: NamedAttrMap = { ...attrs, transposeA: false, transposeB: false };
    const result = original.kernelFunc({
      inputs: {
        ...inputs,
        a: attrs.transposeA === true ? swapped(a) : a,
        b: attrs.transposeB === true ? swapped(b) : b,
      },
      backend,
      attrs: plain,
    });
    for (const { dataId } of scratch) (backend as Disposer).disposeData(dataId);
    return result;
  };
}

function lastTwoSwapped(rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return [...axes.slice(0, -2), rank - 1, rank - 2];
}

function kernelOf(name: string): KernelConfig {
  const kernel = tf.getKernel(name, 'wasm') as KernelConfig | undefined;
  if (!kernel) throw new Error(`The wasm backend has no kernel ${name}: import it before mending it.`);
  return kernel;
}
