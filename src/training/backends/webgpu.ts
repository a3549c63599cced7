// Brings WebGPU to Node for TensorFlow.js: finds a graphics card and puts it where browsers have it.
// Called by open-backend.

import { existsSync } from 'node:fs';
import { importOptional } from './optional-package';

/** Where Linux shows a graphics card: its own driver's, NVIDIA's and Windows' own. */
const LINUX_CARDS = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg'];

let registered: Promise<string> | undefined;

/**
 * Registers the WebGPU backend of TensorFlow.js, once in a process, under the name `webgpu`, on a graphics card if there is one.
 * @param allowSoftware whether a renderer that runs on the processor will do where there is no card: right, but many
 *   times slower than wasm, so only those who test the WebGPU path want it
 * @returns what it runs on, in a few words
 * @throws Error with the reason why it cannot
 */
export function registerWebgpu(allowSoftware: boolean): Promise<string> {
  registered ??= register(allowSoftware).catch((error: unknown) => {
    registered = undefined;
    throw error;
  });
  return registered;
}

async function register(allowSoftware: boolean): Promise<string> {
  // Looked up first, since without a driver the native library complains on standard error by itself.
  if (process.platform === 'linux' && !allowSoftware && !LINUX_CARDS.some((place) => existsSync(place)))
    throw new Error('no graphics card was found');
  const { create, globals } = (await importOptional('webgpu')) as {
    create: (flags: readonly string[]) => Gpu;
    globals: object;
  };
  Object.assign(globalThis, globals);
  const instance = create([]);
  const adapter = await instance.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter)
    throw new Error(
      allowSoftware ? 'no Vulkan, Metal or Direct3D driver was found' : 'no graphics card was found',
    );
  if (isSoftware(adapter) && !allowSoftware)
    throw new Error('there is only a software renderer, slower than wasm');
  // tfjs looks where browsers have it, before its backend is loaded, and must get the adapter that was checked. The
  // instance goes along, since the process is aborted when it is collected before what came from it.
  const gpu = { instance, requestAdapter: () => Promise.resolve(adapter) };
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  await importOptional('@tensorflow/tfjs-backend-webgpu');
  const { description, vendor } = adapter.info ?? {};
  return [description, vendor].find((words) => words) ?? 'a graphics card';
}

function isSoftware({ info = {} }: GpuAdapter): boolean {
  const { isFallbackAdapter, architecture = '', description = '' } = info;
  return (
    isFallbackAdapter === true || /software|llvmpipe|swiftshader/i.test(`${architecture} ${description}`)
  );
}

/** What is used of https://www.w3.org/TR/webgpu: the packages that declare it whole are optional. */
interface Gpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<GpuAdapter | null>;
}

interface GpuAdapter {
  readonly info?: {
    readonly isFallbackAdapter?: boolean;
    readonly architecture?: string;
    readonly description?: string;
    readonly vendor?: string;
  };
}
