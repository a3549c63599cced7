// The inside of the WebGPU backend of TensorFlow.js 4.22.0 and the parts of WebGPU that this folder uses.
// Types only, written out here because the packages that declare WebGPU whole are optional. The backend's are
// not public API: a new version of the library has to be checked against them.

import type { TensorInfo } from '@tensorflow/tfjs';

export interface WebgpuBackend {
  readonly device: GpuDevice;
  readonly queue: {
    submit(commands: readonly object[]): void;
    writeBuffer(buffer: GpuBuffer, offset: number, data: Float32Array): void;
  };
  readonly bufferManager: BufferManager;
  /** `values` is what was last read of a tensor, handed out again as long as it is there. */
  readonly tensorMap: { get(dataId: object): { values: unknown; resource?: GpuBuffer | null } };
  /** What is being written and not submitted yet. */
  commandEncoder: CommandEncoder | null;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  uploadToGPU(dataId: object): void;
  runWebGPUProgram(
    program: WebgpuProgram,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly { readonly type: 'float32'; readonly data: number[] }[],
    output: TensorInfo,
  ): TensorInfo;
}

/** Lends buffers and takes them back to lend them again. */
export interface BufferManager {
  acquireBuffer(size: number, usage: number, mappedAtCreation?: boolean, reuse?: boolean): GpuBuffer;
  releaseBuffer(buffer: GpuBuffer, reuse?: boolean): void;
}

export interface WebgpuProgram {
  readonly shaderKey: string;
  readonly variableNames: readonly string[];
  readonly outputShape: readonly number[];
  readonly workgroupSize: readonly [number, number, number];
  readonly dispatchLayout: { readonly x: readonly number[] };
  readonly dispatch: readonly [number, number, number];
  /** Whether `uniforms.size` is given: the number of elements. */
  readonly size: true;
  /** Further uniforms, as members of a struct. */
  readonly uniforms: string;
  getUserCode(): string;
}

/* From https://www.w3.org/TR/webgpu. */

export interface GpuDevice {
  createBuffer(options: {
    readonly size: number;
    readonly usage: number;
    readonly mappedAtCreation: boolean;
  }): GpuBuffer;
  createCommandEncoder(): CommandEncoder;
  pushErrorScope(filter: 'validation'): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
}

export interface GpuBuffer {
  readonly size: number;
  readonly usage: number;
  destroy(): void;
}

export interface CommandEncoder {
  beginComputePass(options?: object): ComputePass;
  copyBufferToBuffer(...what: readonly unknown[]): void;
  finish(): object;
}

export interface ComputePass {
  setPipeline(pipeline: object): void;
  setBindGroup(index: number, group: object): void;
  dispatchWorkgroups(x: number, y: number, z: number): void;
  end(): void;
}
