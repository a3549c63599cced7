// Matrix products for the wasm backend: ours where they apply, otherwise the library's by its right path.
// Installed by `install-kernels`.

import * as tf from '@tensorflow/tfjs';
import type { KernelConfig, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs';
import { addressOf, type WasmBackend } from './wasm-backend';
import type { Gemm, Operand } from './gemm';

const PRODUCTS = ['BatchMatMul', '_FusedMatMul'] as const;
const stock = new Map<string, KernelConfig>();

/**
 * Replaces the matrix products of the wasm backend of TensorFlow.js 4.22.0; a second call changes nothing.
 *
 * Stock, a product with a transposed operand takes a naive path 5–30 times slower than the XNNPACK one, and every
 * gradient of a product transposes; worse, the fused product adds its bias once per block of 48 on that path.
 * Plain products of matrices, which training is made of, go to our own kernel, transposed or not: it takes three
 * fifths of XNNPACK's time. For the others, transposing first takes the fast and right path. A fused product over a
 * batch has no such path and is refused.
 * @throws Error when the wasm backend is not registered
 */
export function installProducts(gemm: Gemm): void {
  if (stock.size > 0) return;
  const transpose = kernelOf('Transpose');
  for (const name of PRODUCTS) {
    const original = kernelOf(name);
    const transposed = transposingFirst(original, transpose);
    stock.set(name, original);
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel({
      ...original,
      kernelFunc: name === 'BatchMatMul' ? ofMatrices(gemm, transposed) : transposed,
    });
  }
}

/** Puts the library's own kernels back, so that tests can show what is wrong with them. */
export function uninstallProducts(): void {
  for (const [name, original] of stock) {
    tf.unregisterKernel(name, 'wasm');
    tf.registerKernel(original);
  }
  stock.clear();
}

function ofMatrices(gemm: Gemm, others: KernelConfig['kernelFunc']): KernelConfig['kernelFunc'] {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA = false, transposeB = false } = (call.attrs ?? {}) as Partial<Record<string, boolean>>;
    const [rows, inner] = sizesOf(a, transposeA);
    const [innerOfB, columns] = sizesOf(b, transposeB);
    const isPlain = a.shape.length === 2 && b.shape.length === 2 && inner === innerOfB;
    if (!isPlain || a.dtype !== 'float32' || b.dtype !== 'float32' || inner * rows * columns === 0)
      return others(call);
    const backend = call.backend as WasmBackend;
    const operand = (x: TensorInfo, isTransposed: boolean): Operand => {
      const width = x.shape[1]!;
      const [rowStep, columnStep] = isTransposed ? [1, width] : [width, 1];
      return { address: addressOf(backend, x), rowStep, columnStep };
    };
    // The output first: making it may grow the memory, which leaves addresses as they are.
    const output = backend.makeOutput([rows, columns], 'float32');
    gemm(operand(a, transposeA), operand(b, transposeB), addressOf(backend, output), {
      rows,
      inner,
      columns,
    });
    return output;
  };
}

function sizesOf({ shape }: TensorInfo, isTransposed: boolean): readonly [rows: number, columns: number] {
  const [rows = 0, columns = 0] = shape;
  return isTransposed ? [columns, rows] : [rows, columns];
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
    for (const { dataId } of scratch) (backend as WasmBackend).disposeData(dataId);
    return result;
  };
}

function lastTwoSwapped(rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return [...axes.slice(0, -2), rank - 1, rank - 2];
}

function kernelOf(name: string): KernelConfig {
  const kernel = tf.getKernel(name, 'wasm') as KernelConfig | undefined;
  if (!kernel) throw new Error(`The wasm backend has no kernel ${name}: import it before patching it.`);
  return kernel;
}
