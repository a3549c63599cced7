import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { mendGradients } from '../gan/gradients';
import { mendWasmProducts } from '../gan/wasm-products';
import { checkBackend } from './self-check';

export const BACKEND_NAMES = ['cuda', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];
export type BackendChoice = BackendName | 'auto';

/** The backend in use and why it is that one. */
export interface OpenBackend {
  readonly name: BackendName;
  readonly reason: string;
}

/** A way to compute. `open` leaves it as the current backend. @throws Error with the reason why it cannot. */
interface Backend {
  readonly open: () => Promise<void>;
  /** What speaks for it, for the line that says which was taken. */
  readonly merit: string;
}

const BACKENDS: Readonly<Record<BackendName, Backend>> = {
  cuda: { open: openCuda, merit: 'an NVIDIA graphics card with CUDA' },
  webgpu: { open: openWebgpu, merit: 'a graphics card through WebGPU' },
  wasm: { open: openWasm, merit: 'the fastest on a processor' },
  cpu: { open: () => setBackend('cpu'), merit: 'plain JavaScript, some twenty times slower' },
};

/**
 * Opens a backend, mends what TensorFlow.js 4.22.0 gets wrong and checks its sums. `auto` takes the first of CUDA,
 * WebGPU, wasm and plain JavaScript that works.
 * @throws Error in one sentence when the chosen one cannot be used or computes wrongly
 */
export async function openBackend(choice: BackendChoice): Promise<OpenBackend> {
  tf.enableProdMode(); // without it the library prints an advertisement for another package
  mendGradients();
  const refusals: string[] = [];
  for (const name of choice === 'auto' ? BACKEND_NAMES : [choice]) {
    try {
      await BACKENDS[name].open();
      await checkBackend(name);
      const others = refusals.length > 0 ? `; ${refusals.join('; ')}` : '';
      return { name, reason: choice === 'auto' ? BACKENDS[name].merit + others : 'as asked for' };
    } catch (error) {
      refusals.push(`no ${name}: ${error instanceof Error ? error.message.split('\n')[0]! : String(error)}`);
    }
  }
  throw new Error(`This machine cannot train with the backend ${choice} (${refusals.join('; ')}).`);
}

async function openCuda(): Promise<void> {
  mendNodeUtil();
  await importOptional('@tensorflow/tfjs-node-gpu');
  await setBackend('tensorflow');
}

/** Where Linux shows a graphics card: its own driver's, NVIDIA's and Windows' own. */
const LINUX_CARDS = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg'];

async function openWebgpu(): Promise<void> {
  // Looked up first, since without a driver the native library complains on standard error by itself.
  if (process.platform === 'linux' && !LINUX_CARDS.some((place) => existsSync(place)))
    throw new Error('no graphics card was found');
  const { create, globals } = (await importOptional('webgpu')) as {
    create: (flags: readonly string[]) => Gpu;
    globals: object;
  };
  Object.assign(globalThis, globals);
  const gpu = create([]);
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('no graphics card was found');
  const { architecture = '', description = '' } = adapter.info ?? {};
  if (/software|llvmpipe|swiftshader/i.test(`${architecture} ${description}`))
    throw new Error('there is only a software renderer, slower than wasm');
  // tfjs looks for the graphics card where browsers have it; it has to stand there before the backend is loaded.
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  await importOptional('@tensorflow/tfjs-backend-webgpu');
  await setBackend('webgpu');
}

async function openWasm(): Promise<void> {
  await import('@tensorflow/tfjs-backend-wasm');
  await setBackend('wasm');
  mendWasmProducts();
}

async function setBackend(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('it does not start');
  await tf.ready();
}

/** Loads an optional package: its types are not there where it is not installed. */
async function importOptional(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
    throw missing ? new Error(`${name} is not installed`) : error;
  }
}

/** tfjs-node 4.22.0 calls util.isNullOrUndefined and util.isArray, which Node 23 took away. */
function mendNodeUtil(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the module object itself, not a namespace copy
  const util = require('node:util') as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown): boolean => value === null || value === undefined;
  util.isArray ??= Array.isArray;
}

interface Gpu {
  requestAdapter(): Promise<{ readonly info?: { architecture?: string; description?: string } } | null>;
}
