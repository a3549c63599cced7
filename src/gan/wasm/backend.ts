import type { TensorInfo } from '@tensorflow/tfjs';

/** The parts of the wasm backend of TensorFlow.js 4.22.0 that its kernels work with. */
export interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): TensorInfo;
  disposeData(dataId: object): boolean;
}

/** Where a tensor's numbers stand in the backend's memory. */
export function addressOf({ dataIdMap }: WasmBackend, { dataId }: Pick<TensorInfo, 'dataId'>): number {
  return dataIdMap.get(dataId).memoryOffset;
}
