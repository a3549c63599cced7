import * as tf from '@tensorflow/tfjs';
import { registerUpdates } from './updates';

/** Launches that are handed over to the card together; the library's fifteen keep a fast card waiting for the processor. */
const LAUNCHES_AT_ONCE = 64;

/** Gives the WebGPU backend, which has to be the current one, our own updates of weights; a second call changes nothing. */
export function mendWebgpu(): void {
  tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', LAUNCHES_AT_ONCE);
  // Numbers worked out on the processor would be uploaded as they are, and a recording would keep them.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  registerUpdates();
}
