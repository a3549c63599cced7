// Imports packages that need not be installed: TensorFlow.js for CUDA and WebGPU.
// Used by open-backend and webgpu.

/**
 * Loads an optional package, untyped because its types may not be installed either.
 * @throws Error in a few words when it is not installed
 */
export async function importOptional(name: string): Promise<unknown> {
  try {
    return await import(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const missing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
    throw missing ? new Error(`${name} is not installed`) : error;
  }
}
