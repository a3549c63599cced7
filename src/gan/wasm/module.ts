// Compiles the text of our wasm kernels into one module.
// Called by `install-kernels`.

import loadWabt from 'wabt';
import { GEMM, type GemmExports } from './gemm-text';
import { UPDATES, type UpdateExports } from './updates-text';

export type KernelExports = GemmExports & UpdateExports;

/** The kernels work in the memory of a backend, on its tensors in place. */
export async function instantiateKernels(memory: WebAssembly.Memory): Promise<KernelExports> {
  const wabt = await loadWabt();
  const text = `(module (import "tfjs" "memory" (memory 1)) ${GEMM} ${UPDATES})`;
  const parsed = wabt.parseWat('fourfloor.wat', text, { simd: true });
  try {
    const { buffer } = parsed.toBinary({});
    const { instance } = await WebAssembly.instantiate(Uint8Array.from(buffer), { tfjs: { memory } });
    return instance.exports as unknown as KernelExports;
  } finally {
    parsed.destroy();
  }
}
