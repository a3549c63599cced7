// Turns launches that a graphics card refuses into errors: under WebGPU such a launch leaves its result as it
// was, and the library goes on with that. Used around training's self-check and its steps.

import * as tf from '@tensorflow/tfjs';
import type { WebgpuBackend } from './webgpu-backend';

/** Notices refused launches from its creation on. */
export interface LaunchWatch {
  /** @throws Error with the card's own words when it refused a launch since the last time that it was asked */
  readonly check: () => Promise<void>;
  readonly dispose: () => void;
}

/** Watches the current backend; on any but WebGPU it does nothing, since those throw by themselves. */
export function watchLaunches(): LaunchWatch {
  if (tf.getBackend() !== 'webgpu') return { check: () => Promise.resolve(), dispose: () => undefined };
  const { device } = tf.backend() as unknown as WebgpuBackend;
  device.pushErrorScope('validation');
  return {
    async check() {
      const refused = device.popErrorScope();
      device.pushErrorScope('validation');
      const refusal = await refused;
      if (refusal)
        throw new Error(`the card refuses a computation (${refusal.message.split('\n')[0] ?? ''})`);
    },
    dispose() {
      // Nobody waits for it, and a device that is lost has no scope to give back.
      device.popErrorScope().catch(() => undefined);
    },
  };
}

/**
 * Runs `work` on the current backend.
 * @throws Error with the card's own words when it refused a launch
 */
export async function withoutGpuErrors(work: () => Promise<void>): Promise<void> {
  const launches = watchLaunches();
  try {
    await work().catch(async (error: unknown) => {
      // Said first, since it explains what else went wrong.
      await launches.check();
      throw error;
    });
    await launches.check();
  } finally {
    launches.dispose();
  }
}
