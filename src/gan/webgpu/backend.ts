import type { TensorInfo } from '@tensorflow/tfjs';

/** The parts of the WebGPU backend of TensorFlow.js 4.22.0 that its kernels work with. */
export interface WebgpuBackend {
  readonly device: {
    pushErrorScope(filter: 'validation'): void;
    popErrorScope(): Promise<{ readonly message: string } | null>;
  };
  /** `values` is what was last read of a tensor, handed out again as long as it is there. */
  readonly tensorMap: { get(dataId: object): { values: unknown } };
  runWebGPUProgram(
    program: WebgpuProgram,
    inputs: readonly TensorInfo[],
    dtype: 'float32',
    uniforms: readonly { readonly type: 'float32'; readonly data: number[] }[],
    output: TensorInfo,
  ): TensorInfo;
}

/** A compute shader as the backend takes it. */
export interface WebgpuProgram {
  readonly shaderKey: string;
  readonly variableNames: readonly string[];
  readonly outputShape: readonly number[];
  readonly workgroupSize: readonly [number, number, number];
  readonly dispatchLayout: { readonly x: readonly number[] };
  readonly dispatch: readonly [number, number, number];
  /** Whether `uniforms.size` is given: the number of elements. */
  readonly size: true;
  /** Further ones, as members of a struct. */
  readonly uniforms: string;
  getUserCode(): string;
}
