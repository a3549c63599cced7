// Sets the WebGPU backend up for training: how it submits launches, and our own weight updates.
// Called when training opens that backend.

import * as tf from '@tensorflow/tfjs';
import { registerUpdates } from './webgpu-updates';

/** Launches submitted to the card together; the library's 15 keep a fast card waiting for the processor. */
const LAUNCHES_AT_ONCE = 64;

/** The WebGPU backend has to be the current one; a second call changes nothing. */
export function configureWebgpu(): void {
  tf.env().set('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE', LAUNCHES_AT_ONCE);
  // Numbers worked out on the processor would be uploaded as they are, and a recording would keep them.
  tf.env().set('WEBGPU_CPU_FORWARD', false);
  registerUpdates();
}
