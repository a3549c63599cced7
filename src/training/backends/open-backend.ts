// Opens the TensorFlow.js backend that a program computes on, patched and checked, or says why it cannot.
// Called by the scripts for training, comparison, evaluation and benchmarks.

import * as tf from '@tensorflow/tfjs';
import { installGradients } from '../../gan/gradients';
import { installWasmKernels } from '../../gan/wasm/install-kernels';
import { withoutGpuErrors } from '../../gan/webgpu/errors';
import { configureWebgpu } from '../../gan/webgpu/configure';
import { registerWebgpu } from './webgpu';
import { importOptional } from './optional-package';
import { checkBackend } from './self-check';

export const BACKEND_NAMES = ['cuda', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];
export type BackendChoice = BackendName | 'auto';

export interface OpenBackend {
  readonly name: BackendName;
  readonly reason: string;
}

export interface BackendOptions {
  /** Whether WebGPU may run on the processor where there is no graphics card: for tests of that path, slowly. */
  readonly softwareGpu: boolean;
}

/**
 * Makes a backend the current one and says what it runs on.
 * @throws Error with the reason why it cannot
 */
type Opener = (options: BackendOptions) => Promise<string>;

const OPENERS: Readonly<Record<BackendName, Opener>> = {
  cuda: openCuda,
  webgpu: openWebgpu,
  wasm: openWasm,
  cpu: openCpu,
};

/**
 * Opens a backend, patches what TensorFlow.js 4.22.0 gets wrong and checks what it computes. `auto` takes the first of
 * CUDA, WebGPU, wasm and plain JavaScript that works.
 * @throws Error in one sentence when the chosen one cannot be used or computes wrongly
 */
export async function openBackend(
  choice: BackendChoice,
  options: BackendOptions = { softwareGpu: false },
): Promise<OpenBackend> {
  tf.enableProdMode(); // without it the library prints an advertisement for another package
  installGradients();
  const refusals: string[] = [];
  for (const name of choice === 'auto' ? BACKEND_NAMES : [choice]) {
    try {
      const merit = await OPENERS[name](options);
      await (name === 'webgpu' ? withoutGpuErrors(() => checkBackend(name)) : checkBackend(name));
      const reason = choice === 'auto' ? [merit, ...refusals].join('; ') : `as requested, ${merit}`;
      return { name, reason };
    } catch (error) {
      refusals.push(`no ${name}: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`);
    }
  }
  throw new Error(`This machine cannot train with the backend ${choice} (${refusals.join('; ')}).`);
}

async function openCuda(): Promise<string> {
  patchNodeUtil();
  await importOptional('@tensorflow/tfjs-node-gpu');
  await setBackend('tensorflow');
  return 'an NVIDIA graphics card with CUDA';
}

async function openWebgpu({ softwareGpu }: BackendOptions): Promise<string> {
  const card = await registerWebgpu(softwareGpu);
  await setBackend('webgpu');
  configureWebgpu();
  return `${card} through WebGPU`;
}

async function openWasm(): Promise<string> {
  await import('@tensorflow/tfjs-backend-wasm');
  await setBackend('wasm');
  await installWasmKernels();
  return 'the fastest on a CPU';
}

async function openCpu(): Promise<string> {
  await setBackend('cpu');
  return 'plain JavaScript, about twenty times slower';
}

async function setBackend(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('it does not start');
  await tf.ready();
}

/** tfjs-node 4.22.0 calls util.isNullOrUndefined and util.isArray, which Node 23 took away. */
function patchNodeUtil(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module object itself, not a namespace copy
  const util = require('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}
