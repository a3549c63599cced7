// Differentiates the generator's hit logits with respect to its latent, layer by layer.
// `generator` builds it when `latent-search` first asks for it.

import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

export interface LatentGradient {
  /**
   * One forward and one backward pass over `size` latents that share condition, mask and context.
   * @param latents [size, latentSize]
   * @param shared the other inputs, one row each, in the order of the model's
   * @param slopes what the function's slopes are in the hit logits [size, UNIT_CELLS], given those logits
   * @returns its slopes in the latents [size, latentSize]
   */
  slopes(
    latents: Float32Array,
    size: number,
    shared: readonly Float32Array[],
    slopes: (hitLogits: Float32Array) => Float32Array,
  ): Float32Array;
  dispose(): void;
}

type Layer = LayersModel['layers'][number];
type Values = Map<string, tf.Tensor2D>;

interface Node {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Whether it changes with the latent. */
  readonly isMoved: boolean;
  readonly forward: (inputs: readonly tf.Tensor2D[]) => tf.Tensor2D;
  /** The slopes in each input from those in the output. */
  readonly backward: (slope: tf.Tensor2D, inputs: readonly tf.Tensor2D[]) => readonly tf.Tensor2D[];
}

/**
 * TensorFlow.js could do it too, but by transposed products, which its backends sum in orders of their own; here every
 * product is the forward kind that both backends give the same bits of, so that a pattern is inverted alike on all
 * machines. The inputs that all rows share are computed once.
 * @throws Error for a model with layers of other kinds
 */
export function latentGradient(model: LayersModel): LatentGradient {
  const transposedKernels: tf.Tensor[] = [];
  const [latentName = ''] = model.inputNames;
  const [hitsName = ''] = model.outputNames;
  const nodes = nodesUpTo(hitsName, latentName, model, transposedKernels);
  return {
    slopes: (latents, size, shared, slopes) =>
      tf.tidy(() => {
        const values: Values = new Map();
        model.inputs.forEach((input, at) => {
          const row = at === 0 ? latents : shared[at - 1]!;
          values.set(model.inputNames[at]!, tf.tensor2d(row, [at === 0 ? size : 1, input.shape[1]!]));
        });
        for (const node of nodes) values.set(node.name, node.forward(inputsOf(node, values)));
        const hits = values.get(hitsName)!;
        const back: Values = new Map();
        back.set(hitsName, tf.tensor2d(slopes(hits.dataSync<'float32'>()), [size, hits.shape[1]]));
        for (const node of nodes.toReversed()) {
          const slope = back.get(node.name);
          if (!slope || !node.isMoved) continue;
          node.backward(slope, inputsOf(node, values)).forEach((part, at) => {
            const name = node.inputs[at]!;
            const before = back.get(name);
            back.set(name, before ? tf.add<tf.Tensor2D>(before, part) : part);
          });
        }
        return back.get(latentName)!.dataSync<'float32'>();
      }),
    dispose: () => {
      tf.dispose(transposedKernels);
    },
  };
}

function inputsOf({ inputs }: Node, values: Values): tf.Tensor2D[] {
  return inputs.map((name) => values.get(name)!);
}

/** The layers that lead to an output, each after what it is made of. */
function nodesUpTo(
  output: string,
  latent: string,
  model: LayersModel,
  transposedKernels: tf.Tensor[],
): Node[] {
  const nodes = new Map<string, Node>();
  const isMoved = (name: string): boolean => name === latent || (nodes.get(name)?.isMoved ?? false);
  const visit = (layer: Layer): void => {
    if (nodes.has(layer.name) || model.inputNames.includes(layer.name)) return;
    const sources = layer.inboundNodes[0]?.inboundLayers ?? [];
    sources.forEach(visit);
    const inputs = sources.map(({ name }) => name);
    nodes.set(layer.name, {
      name: layer.name,
      inputs,
      isMoved: inputs.some(isMoved),
      ...passesOf(layer, transposedKernels),
    });
  };
  visit(model.getLayer(output));
  return [...nodes.values()];
}

function passesOf(layer: Layer, transposedKernels: tf.Tensor[]): Pick<Node, 'forward' | 'backward'> {
  switch (layer.getClassName()) {
    case 'Dense': {
      const [kernel, bias] = layer.getWeights() as [tf.Tensor2D, tf.Tensor1D | undefined];
      const transposed = tf.tidy(() => tf.transpose(kernel));
      transposedKernels.push(transposed);
      return {
        forward: ([a]) => product(a!, kernel, bias),
        backward: (slope) => [product(slope, transposed)],
      };
    }
    case 'LeakyReLU': {
      const alpha = Number(layer.getConfig().alpha);
      return {
        forward: ([x]) => tf.leakyRelu<tf.Tensor2D>(x!, alpha),
        backward: (slope, [x]) => [tf.where(tf.greater(x!, 0), slope, tf.mul<tf.Tensor2D>(slope, alpha))],
      };
    }
    case 'Add':
      return {
        forward: (inputs) => inputs.reduce((sum, input) => tf.add<tf.Tensor2D>(sum, input)),
        backward: (slope, inputs) => inputs.map(() => slope),
      };
    case 'Concatenate':
      return {
        forward: (inputs) => {
          const size = Math.max(...inputs.map(({ shape }) => shape[0]));
          return tf.concat(
            inputs.map((input) => (input.shape[0] === size ? input : tf.tile(input, [size, 1]))),
            1,
          );
        },
        backward: (slope, inputs) => {
          const starts = inputs.map((_, at) =>
            inputs.slice(0, at).reduce((sum, { shape }) => sum + shape[1], 0),
          );
          return inputs.map(({ shape }, at) => tf.slice(slope, [0, starts[at]!], [slope.shape[0], shape[1]]));
        },
      };
    default:
      throw new Error(`A model with a ${layer.getClassName()} layer cannot read patterns.`);
  }
}

/** The product that dense layers are made of: [rows, inner] × [inner, columns], and the bias. */
function product(a: tf.Tensor2D, b: tf.Tensor2D, bias?: tf.Tensor1D): tf.Tensor2D {
  return tf.fused.matMul({ a, b, ...(bias && { bias }) }) as tf.Tensor2D;
}
