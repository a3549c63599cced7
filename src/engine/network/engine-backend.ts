// Starts TensorFlow.js for playing: WebAssembly, or a plain CPU backend that gives the same bits.
// Called by `engine`; training opens its own backends.

import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { makeCpuExact } from './exact-cpu';

export type EngineBackend = 'wasm' | 'cpu';

let cpuIsExact = false;

export interface BackendOptions {
  /** `wasm` falls back to `cpu`, which gives the same rhythms more slowly; `cpu` asks for it outright. */
  readonly backend?: EngineBackend;
  /** The SIMD build of the WebAssembly backend, where it cannot be read from beside the package. */
  readonly wasmBinary?: Uint8Array;
}

/** Starts the backend and says which one it became. @throws Error when none starts. */
export async function startBackend(options: BackendOptions = {}): Promise<EngineBackend> {
  tf.enableProdMode(); // keeps TensorFlow.js's advertisement for native bindings off the console
  if (options.wasmBinary) serveEmbedded(options.wasmBinary);
  if (options.backend !== 'cpu' && (await starts('wasm'))) return 'wasm';
  if (!cpuIsExact) makeCpuExact();
  cpuIsExact = true;
  if (await starts('cpu')) return 'cpu';
  throw new Error('TensorFlow.js could start neither its WebAssembly nor its CPU backend.');
}

async function starts(name: EngineBackend): Promise<boolean> {
  try {
    return await tf.setBackend(name);
  } catch {
    return false; // why it did not start is of no use to a player; the fallback gives the same rhythms
  }
}

/** Lets the backend fetch its binary from memory: inside Max there is no file beside the program. */
function serveEmbedded(binary: Uint8Array): void {
  const { platform } = tf.env();
  const fetchElsewhere = platform.fetch.bind(platform);
  platform.fetch = (path, init) =>
    path.endsWith('.wasm')
      ? Promise.resolve(
          new Response(Uint8Array.from(binary), { headers: { 'Content-Type': 'application/wasm' } }),
        )
      : fetchElsewhere(path, init);
  setWasmPaths('embedded/', true);
}
