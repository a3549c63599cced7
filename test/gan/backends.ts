import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { installGradients } from '../../src/gan/gradients';
import { installWasmKernels } from '../../src/gan/wasm/install-kernels';

/** Makes a backend the current one, set up as training has it. */
export async function useBackend(name: 'cpu' | 'wasm'): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend(name);
  installGradients();
  if (name === 'wasm') await installWasmKernels();
}
