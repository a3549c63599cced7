// Gives TensorFlow.js's wasm backend our own kernels: matrix products and weight updates.
// Called when training opens that backend.

import * as tf from '@tensorflow/tfjs';
import type { WasmBackend } from './wasm-backend';
import { prepareGemm, type Gemm } from './gemm';
import { instantiateKernels } from './module';
import { installProducts } from './products';
import { registerUpdates } from './wasm-updates';

let prepared: Promise<Gemm> | undefined;

/** The wasm backend has to be the current one; a second call changes nothing. */
export async function installWasmKernels(): Promise<void> {
  prepared ??= prepare(tf.backend() as unknown as WasmBackend);
  installProducts(await prepared);
}

async function prepare({ wasm }: WasmBackend): Promise<Gemm> {
  const kernels = await instantiateKernels(wasm.asm.memory);
  registerUpdates(kernels);
  return prepareGemm(kernels, (bytes) => wasm._malloc(bytes));
}
