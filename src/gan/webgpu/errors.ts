import * as tf from '@tensorflow/tfjs';
import type { WebgpuBackend } from './backend';

/**
 * Does something on the WebGPU backend, which has to be the current one. A launch that the card refuses leaves what its
 * result was to be as it is, and the library goes on with that.
 * @throws Error with the card's own words when it refused a launch
 */
export async function withoutGpuErrors(work: () => Promise<void>): Promise<void> {
  const { device } = tf.backend() as unknown as WebgpuBackend;
  device.pushErrorScope('validation');
  try {
    await work();
  } catch (error) {
    // Said first, since it explains what else went wrong.
    await refuse(device);
    throw error;
  }
  await refuse(device);
}

async function refuse(device: WebgpuBackend['device']): Promise<void> {
  const refusal = await device.popErrorScope();
  if (refusal) throw new Error(`the card refuses a computation (${refusal.message.split('\n')[0]})`);
}
