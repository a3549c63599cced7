import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { mendGradients } from '../../src/gan/gradients';
import { mendWasm } from '../../src/gan/wasm/mend';

/** Makes a backend the current one, mended as training has it. */
export async function useBackend(name: 'cpu' | 'wasm'): Promise<void> {
  tf.enableProdMode();
  await tf.setBackend(name);
  mendGradients();
  if (name === 'wasm') await mendWasm();
}
