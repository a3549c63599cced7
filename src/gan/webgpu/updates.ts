import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { IN_PLACE } from '../in-place';
import type { WebgpuBackend, WebgpuProgram } from './backend';

const WORKGROUP = 64;

/**
 * Registers the updates in place with the WebGPU backend; a second call changes nothing. One launch for the second moment,
 * one for the weight and one for the average take the place of twelve: a step is as fast as it is few launches.
 */
export function registerUpdates(): void {
  if (tf.getKernel(IN_PLACE.adam.kernelName, 'webgpu')) return;
  tf.registerKernel({
    kernelName: IN_PLACE.adam.kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { weight, second, gradient } = inputs as Record<'weight' | 'second' | 'gradient', TensorInfo>;
      const { beta2, rest, rate, epsilon } = attrs as Record<string, number>;
      run(backend, { ...SECOND_MOMENT, target: second, sources: [gradient], numbers: [beta2!, rest!] });
      run(backend, {
        ...ADAM_WEIGHT,
        target: weight,
        sources: [gradient, second],
        numbers: [rate!, epsilon!],
      });
      return [];
    },
  });
  tf.registerKernel({
    kernelName: IN_PLACE.average.kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs, backend }) => {
      const { average, current } = inputs as Record<'average' | 'current', TensorInfo>;
      const { share } = attrs as Record<string, number>;
      run(backend, { ...AVERAGE, target: average, sources: [current], numbers: [share!] });
      return [];
    },
  });
}

/** A change of every element of one tensor, in WGSL: `result[i]` is the element, upper-case names are the sources. */
interface Change {
  readonly name: string;
  readonly sourceNames: readonly string[];
  readonly numberNames: readonly string[];
  readonly line: string;
}

const SECOND_MOMENT: Change = {
  name: 'second_moment',
  sourceNames: ['Gradient'],
  numberNames: ['beta2', 'rest'],
  line: 'result[i] = uniforms.beta2 * result[i] + uniforms.rest * Gradient[i] * Gradient[i];',
};
const ADAM_WEIGHT: Change = {
  name: 'adam_weight',
  sourceNames: ['Gradient', 'Second'],
  numberNames: ['rate', 'epsilon'],
  line: 'result[i] = result[i] - uniforms.rate * Gradient[i] / (sqrt(Second[i]) + uniforms.epsilon);',
};
const AVERAGE: Change = {
  name: 'average',
  sourceNames: ['Current'],
  numberNames: ['share'],
  line: 'result[i] = result[i] + uniforms.share * (Current[i] - result[i]);',
};

interface Given {
  readonly target: TensorInfo;
  readonly sources: readonly TensorInfo[];
  readonly numbers: readonly number[];
}

function run(
  backend: unknown,
  { name, sourceNames, numberNames, line, target, sources, numbers }: Change & Given,
): void {
  const { shape, dataId } = target;
  const size = shape.reduce((product, length) => product * length, 1);
  const program: WebgpuProgram = {
    shaderKey: `fourfloor_${name}`,
    variableNames: sourceNames,
    outputShape: shape,
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: [...shape.keys()] },
    dispatch: [Math.ceil(size / WORKGROUP), 1, 1],
    size: true,
    uniforms: numberNames.map((number) => `${number} : f32,`).join(' '),
    getUserCode: () => `fn main(i : i32) { if (i < uniforms.size) { ${line} } }`,
  };
  const uniforms = numbers.map((value) => ({ type: 'float32' as const, data: [value] }));
  const webgpu = backend as WebgpuBackend;
  webgpu.runWebGPUProgram(program, sources, 'float32', uniforms, target);
  // What was read of it before is no more.
  webgpu.tensorMap.get(dataId).values = null;
}
