// The in-place weight updates as WebGPU programs.
// `configure` registers them; recordings also need `forgetReads`.

import * as tf from '@tensorflow/tfjs';
import type { TensorInfo } from '@tensorflow/tfjs';
import { IN_PLACE, type InPlace } from '../in-place';
import type { WebgpuBackend, WebgpuProgram } from './webgpu-backend';

const WORKGROUP = 64;

/**
 * A second call changes nothing. One launch for the second moment, one for the weight and one for the average take the
 * place of twelve: the fewer launches, the faster a step.
 */
export function registerUpdates(): void {
  register(IN_PLACE.adam, [
    {
      name: 'second_moment',
      target: 'second',
      sources: ['gradient'],
      line: (of) => `result[i] = ${of('beta2')} * result[i] + ${of('rest')} * gradient[i] * gradient[i];`,
    },
    {
      name: 'adam_weight',
      target: 'weight',
      sources: ['gradient', 'second'],
      line: (of) =>
        `result[i] = result[i] - ${of('rate')} * gradient[i] / (sqrt(second[i]) + ${of('epsilon')});`,
    },
  ]);
  register(IN_PLACE.average, [
    {
      name: 'average',
      target: 'average',
      sources: ['current'],
      line: (of) => `result[i] = result[i] + ${of('share')} * (current[i] - result[i]);`,
    },
  ]);
}

/** A change of every element of one tensor, in WGSL: `result[i]` is the element, `of` a number by its name. */
interface Change {
  readonly name: string;
  readonly target: string;
  readonly sources: readonly string[];
  readonly line: (of: (number: string) => string) => string;
}

function register({ kernelName, numbers: names }: InPlace, changes: readonly Change[]): void {
  if (tf.getKernel(kernelName, 'webgpu')) return;
  tf.registerKernel({
    kernelName,
    backendName: 'webgpu',
    kernelFunc: ({ inputs, attrs = {}, backend }) => {
      const webgpu = backend as unknown as WebgpuBackend;
      const fromTensor = inputs.numbers !== undefined;
      const numbers = names.map((name) => ({ type: 'float32' as const, data: [Number(attrs[name])] }));
      for (const change of changes) {
        const target = inputs[change.target]!;
        const sources = fromTensor ? [...change.sources, 'numbers'] : change.sources;
        webgpu.runWebGPUProgram(
          programOf(change, { shape: target.shape, sources, names, fromTensor }),
          sources.map((name) => inputs[name]!),
          'float32',
          fromTensor ? [] : numbers,
          target,
        );
        forgetReads([target]);
      }
      return [];
    },
  });
}

/** Drops values cached from tensors that an in-place update has changed. */
export function forgetReads(tensors: readonly Pick<TensorInfo, 'dataId'>[]): void {
  const { tensorMap } = tf.backend() as unknown as WebgpuBackend;
  for (const { dataId } of tensors) tensorMap.get(dataId).values = null;
}

interface Given {
  readonly shape: readonly number[];
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly fromTensor: boolean;
}

function programOf({ name, line }: Change, { shape, sources, names, fromTensor }: Given): WebgpuProgram {
  const size = shape.reduce((product, length) => product * length, 1);
  const code = line((number) => (fromTensor ? `numbers[${names.indexOf(number)}]` : `uniforms.${number}`));
  return {
    shaderKey: `fourfloor_${name}${fromTensor ? '_in_memory' : ''}`,
    variableNames: sources,
    outputShape: shape,
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: [...shape.keys()] },
    dispatch: [Math.ceil(size / WORKGROUP), 1, 1],
    size: true,
    uniforms: fromTensor ? '' : names.map((number) => `${number} : f32,`).join(' '),
    getUserCode: () => `fn main(i : i32) { if (i < uniforms.size) { ${code} } }`,
  };
}
