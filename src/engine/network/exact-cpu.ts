// Makes the dense layers of the plain CPU backend give the very bits of the WebAssembly one, since a rhythm
// must not depend on which of the two a machine can start. Called
// by `engine-backend`.

import {
  type DataType,
  type KernelFunc,
  type TensorInfo,
  getKernel,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

/**
 * XNNPACK adds up each dot product in order, in float32, from the bias on; the CPU backend works in blocks and in
 * float64. So the product is replaced by one that sums as XNNPACK does. The other operations of the generator are
 * single roundings, the same on both.
 */
export function makeCpuExact(): void {
  const fused = getKernel('_FusedMatMul', 'cpu');
  unregisterKernel('_FusedMatMul', 'cpu');
  registerKernel({ ...fused, kernelFunc: exactFusedMatMul });
}

interface HostMemory {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: DataType): object;
}

const exactFusedMatMul: KernelFunc = ({ inputs, backend, attrs }) => {
  const { a, b, bias } = inputs;
  if (!a || !b || attrs?.transposeA || attrs?.transposeB || (attrs?.activation ?? 'linear') !== 'linear') {
    throw new Error('The exact product supports plain dense layers only; this model has others.');
  }
  const memory = backend as HostMemory;
  const columns = b.shape.at(-1) ?? 1;
  const start = bias ? memory.readSync(bias.dataId) : new Float32Array(columns);
  const values = sequentialProduct(memory.readSync(a.dataId), memory.readSync(b.dataId), start);
  const shape = [...a.shape.slice(0, -1), columns];
  return { dataId: memory.write(values, shape, 'float32'), shape, dtype: 'float32' } satisfies TensorInfo;
};

/** `left` [rows, inner] × `right` [inner, columns] + `start` [columns], each sum in float32 and in order. */
function sequentialProduct(left: Float32Array, right: Float32Array, start: Float32Array): Float32Array {
  const columns = start.length;
  const inner = right.length / columns;
  const rows = left.length / inner;
  const product = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const sums = product.subarray(row * columns, (row + 1) * columns);
    sums.set(start);
    for (let at = 0; at < inner; at++) {
      const factor = left[row * inner + at]!;
      for (let column = 0; column < columns; column++) {
        sums[column] = sums[column]! + Math.fround(factor * right[at * columns + column]!);
      }
    }
  }
  return product;
}
