// Writes a generator as model.json and weights.bin, which TensorFlow.js loads by itself. Called by
// export-run. The layers built here must compute exactly what the generator in src/gan computes.

import * as tf from '@tensorflow/tfjs';
import { HEAD_SIZE, type GeneratorShape } from '../../gan/generator';
import { LEAKY_SLOPE } from '../../gan/layers';
import type { HostWeights } from '../../gan/weights';
import { FEATURE_SIZE, MASK_SIZE } from '../../model/inputs';
import { fromFloat16Bits, toFloat16Bits } from '../../model/float16';

/** The outputs of an exported generator, before any squashing: velocity is σ of its logit, offset ½·tanh. */
const HEADS = ['hitLogits', 'velocityLogits', 'offsetLogits'] as const;

interface ExportedWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The bytes of an exported generator: equal weights give equal bytes. */
export interface ExportedModel {
  /** model.json. */
  readonly topology: string;
  /** weights.bin: half-precision numbers one after another. */
  readonly weights: Uint8Array;
}

/**
 * A generator as TensorFlow.js layers, with inputs latent, condition, mask and context and the outputs of
 * {@link HEADS}, so that `tf.loadLayersModel` takes it as it is. Weights are stored in half precision, which halves
 * the file and moves a hit probability by less than 1e-3.
 */
export function exportModel(shape: GeneratorShape, weights: HostWeights): ExportedModel {
  const exported = exportedWeights(shape, weights);
  const document = {
    format: 'layers-model',
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
    convertedBy: null,
    modelTopology: topologyOf(shape),
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: exported.map(({ name, shape: lengths }) => ({
          name,
          shape: lengths,
          dtype: 'float32',
          quantization: { dtype: 'float16', original_dtype: 'float32' },
        })),
      },
    ],
  };
  return { topology: `${JSON.stringify(document)}\n`, weights: halfPrecision(exported) };
}

/** The weights as they are loaded from the exported model: rounded to half precision. */
export function roundedWeights(weights: HostWeights): HostWeights {
  return Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [
      name,
      values.map((value) => fromFloat16Bits(toFloat16Bits(value))),
    ]),
  );
}

function topologyOf({ latentSize, conditionSize, width, blocks }: GeneratorShape): object {
  const input = (name: string, size: number): tf.SymbolicTensor => tf.input({ shape: [size], name });
  const dense = (name: string, units: number, x: tf.SymbolicTensor): tf.SymbolicTensor =>
    tf.layers.dense({ name, units }).apply(x) as tf.SymbolicTensor;
  const leaky = (name: string, x: tf.SymbolicTensor): tf.SymbolicTensor =>
    tf.layers.leakyReLU({ name, alpha: Math.fround(LEAKY_SLOPE) }).apply(x) as tf.SymbolicTensor;
  const joined = (name: string, parts: tf.SymbolicTensor[]): tf.SymbolicTensor =>
    tf.layers.concatenate({ name }).apply(parts) as tf.SymbolicTensor;
  const sum = (name: string, parts: tf.SymbolicTensor[]): tf.SymbolicTensor =>
    tf.layers.add({ name }).apply(parts) as tf.SymbolicTensor;

  const latent = input('latent', latentSize);
  const condition = input('condition', conditionSize);
  const mask = input('mask', MASK_SIZE);
  const context = input('context', FEATURE_SIZE);
  let hidden = sum('start', [
    dense('fromLatent', width, joined('drawn', [latent, condition])),
    dense('fromContext', width, joined('kept', [mask, context])),
  ]);
  for (let block = 0; block < blocks; block++) {
    const inner = leaky(`block${block}Leaky`, dense(`block${block}In`, width, hidden));
    hidden = sum(`block${block}Sum`, [hidden, dense(`block${block}Out`, width, inner)]);
  }
  const last = leaky('last', hidden);
  const outputs = HEADS.map((name) => dense(name, HEAD_SIZE, last));
  const model = tf.model({ name: 'generator', inputs: [latent, condition, mask, context], outputs });
  const topology = model.toJSON(undefined, false) as unknown as object;
  model.dispose();
  return topology;
}

/** The weights under the names of the layers above, in the order of the file. */
function exportedWeights(
  { latentSize, conditionSize, width, blocks }: GeneratorShape,
  weights: HostWeights,
): ExportedWeight[] {
  const dense = (layer: string, name: string, inputs: number): ExportedWeight[] => [
    { name: `${layer}/kernel`, shape: [inputs, width], values: weights[`${name}.kernel`]! },
    { name: `${layer}/bias`, shape: [width], values: weights[`${name}.bias`]! },
  ];
  return [
    ...dense('fromLatent', 'latent', latentSize + conditionSize),
    ...dense('fromContext', 'context', MASK_SIZE + FEATURE_SIZE),
    ...Array.from({ length: blocks }, (_, block) => [
      ...dense(`block${block}In`, `block${block}.in`, width),
      ...dense(`block${block}Out`, `block${block}.out`, width),
    ]).flat(),
    ...HEADS.flatMap((layer, head) => [
      {
        name: `${layer}/kernel`,
        shape: [width, HEAD_SIZE],
        values: headColumns(weights['heads.kernel']!, head),
      },
      { name: `${layer}/bias`, shape: [HEAD_SIZE], values: headColumns(weights['heads.bias']!, head) },
    ]),
  ];
}

/** The columns of one head out of rows of FEATURE_SIZE. */
function headColumns(values: Float32Array, head: number): Float32Array {
  const rows = values.length / FEATURE_SIZE;
  const columns = new Float32Array(rows * HEAD_SIZE);
  for (let row = 0; row < rows; row++) {
    const from = row * FEATURE_SIZE + head * HEAD_SIZE;
    columns.set(values.subarray(from, from + HEAD_SIZE), row * HEAD_SIZE);
  }
  return columns;
}

function halfPrecision(weights: readonly ExportedWeight[]): Uint8Array {
  const bytes = new Uint8Array(2 * weights.reduce((sum, { values }) => sum + values.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { values } of weights) {
    for (const value of values) {
      view.setUint16(at, toFloat16Bits(value), true);
      at += 2;
    }
  }
  return bytes;
}
