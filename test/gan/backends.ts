import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mendGradients } from '../../src/gan/gradients';
import { mendWasmProducts } from '../../src/gan/wasm-products';

/** Makes a backend the current one, mended as training has it. */
export async function useBackend(name: 'cpu' | 'wasm'): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend(name);
  mendGradients();
  if (name === 'wasm') mendWasmProducts();
}
