// The inside of the wasm backend of TensorFlow.js 4.22.0, as far as our kernels need it.
// Not public API: a new version of the library has to be checked against it.

import type { TensorInfo } from '@tensorflow/tfjs';

export interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  disposeData(dataId: object): boolean;
}

/** Byte address of a tensor's numbers in the backend's memory. */
export function addressOf({ dataIdMap }: WasmBackend, { dataId }: Pick<TensorInfo, 'dataId'>): number {
  return dataIdMap.get(dataId).memoryOffset;
}
