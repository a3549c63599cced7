import { createHash } from 'node:crypto';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { type SymbolicTensor, input, layers, model as layersModel } from '@tensorflow/tfjs-layers';
import type { ModelFiles } from '../../src/engine/network/model-files';
import { CARD_SCHEMA_VERSION, type ModelCard } from '../../src/model/card';
import { KNOT_SCORES, type ControlDraws } from '../../src/model/control-draws';
import { densityRatioInputs, type DenseLayer } from '../../src/model/density-ratio';
import { writeDensityRatio } from '../../src/model/density-ratio-file';
import { FEATURE_SIZE, MASK_SIZE, conditionSize } from '../../src/model/inputs';
import { UNCALIBRATED } from '../../src/model/decoding';
import { writeTrainingIndex } from '../../src/model/training-index-file';
import { UNIT_CELLS, UNIT_STEPS, cellIndex } from '../../src/rhythm/grid';
import { type Pattern, hitsOf } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { VOICE_COUNT, VOICE_IDS } from '../../src/rhythm/voices';

const LATENT_SIZE = 8;
const WIDTH = 16;
const STYLES = ['house', 'techno'];

/** Controls that go together in no way. */
export const INDEPENDENT_DRAWS: ControlDraws = {
  quantiles: [
    KNOT_SCORES.map((score) => 40 + 6 * score),
    KNOT_SCORES.map((score) => 0.5 + 0.1 * score),
    KNOT_SCORES.map((score) => 0.1 + 0.2 * score),
    KNOT_SCORES.map((score) => 0.15 + 0.05 * score),
  ],
  factor: [[1], [0, 1], [0, 0, 1], [0, 0, 0, 1]],
};

/** The card of a model that never learned anything. */
export function tinyCard(
  weights: Uint8Array,
  topology: Uint8Array,
  styles: readonly string[] = STYLES,
): ModelCard {
  const scales = {
    density: { mean: 40, standardDeviation: 6 },
    offBeatWeight: { mean: 0.5, standardDeviation: 0.2 },
    swing: { mean: 0.1, standardDeviation: 0.2 },
    velocitySpread: { mean: 0.15, standardDeviation: 0.05 },
  };
  const calibration = { ...UNCALIBRATED, thresholds: new Array<number>(VOICE_COUNT).fill(0.9) };
  return {
    schemaVersion: CARD_SCHEMA_VERSION,
    name: 'tiny',
    weightsSha256: createHash('sha256').update(weights).digest('hex'),
    topologySha256: createHash('sha256').update(topology).digest('hex'),
    voices: [...VOICE_IDS],
    steps: UNIT_STEPS,
    latentSize: LATENT_SIZE,
    parameters: 0,
    styles: styles.map((name) => ({
      name,
      tempoBpm: 124,
      trainingPatterns: 1,
      controls: scales,
      controlDraws: INDEPENDENT_DRAWS,
      coreParts: [],
      calibration,
    })),
    controlScales: scales,
    corpus: { patterns: 0, sources: [] },
    training: {},
    metrics: {},
  };
}

/** A model folder's files with random weights: the exact form of a trained one, in a few kilobytes. */
export function tinyModel(seed = 1, styles: readonly string[] = STYLES): Promise<ModelFiles> {
  const random = Random.fromSeed(seed);
  const scale = 0.5; // loud enough that latent and condition decide which cells sound
  return modelWith(({ size }) => Float32Array.from({ length: size }, () => scale * random.normal()), styles);
}

/** A model that makes the hits of one pattern and no others, whatever it is asked for. */
export function modelOfBiases(pattern: Pattern): Promise<ModelFiles> {
  const hit = new Float32Array(UNIT_CELLS).fill(-9);
  for (const { step, voice } of hitsOf(pattern)) hit[cellIndex(step, voice)] = 9;
  return modelWith(({ name, size }) => (name.startsWith('hitLogits/bias') ? hit : new Float32Array(size)));
}

/** The same model with an index of what it learned from. */
export async function withIndex(
  files: ModelFiles,
  patterns: readonly Uint32Array[],
): Promise<ModelFiles & Required<Pick<ModelFiles, 'originality'>>> {
  const index = await writeTrainingIndex(patterns);
  const sha256 = createHash('sha256').update(index.bytes).digest('hex');
  const card = {
    ...tinyCard(files.weights, files.topology),
    originality: { sha256, patterns: index.patterns },
  };
  return { ...files, card: encode(card), originality: index.bytes };
}

/** The same model with a density ratio that finds rhythms the likelier, the more of the given cells they hit. */
export function withDensityRatio(
  files: ModelFiles,
  cells: readonly number[],
  strength: number,
): ModelFiles & Required<Pick<ModelFiles, 'densityRatio'>> {
  const layer = (inputs: number): DenseLayer => ({
    kernel: new Float32Array(inputs),
    bias: new Float32Array(1),
  });
  const [first, ...others] = [layer(densityRatioInputs(STYLES.length)), layer(1), layer(1)];
  for (const cell of cells) first.kernel[cell] = 1;
  for (const { kernel } of others) kernel[0] = 1;
  const densityRatio = writeDensityRatio({
    styleCount: STYLES.length,
    widths: [1, 1],
    layers: [first, others[0], others[1]],
  });
  const sha256 = createHash('sha256').update(densityRatio).digest('hex');
  const card = { ...tinyCard(files.weights, files.topology), densityRatio: { sha256, strength } };
  return { ...files, card: encode(card), densityRatio };
}

async function modelWith(
  valuesOf: (weight: { readonly name: string; readonly size: number }) => Float32Array,
  styles: readonly string[] = STYLES,
): Promise<ModelFiles> {
  tf.enableProdMode();
  await tf.setBackend('cpu');
  const sizes = [LATENT_SIZE, conditionSize(styles.length), MASK_SIZE, FEATURE_SIZE];
  const names = ['latent', 'condition', 'mask', 'context'];
  const inputs = sizes.map((size, index) => input({ shape: [size], name: names[index]! }));
  const joined = layers.concatenate().apply(inputs) as SymbolicTensor;
  const dense = layers.dense({ units: WIDTH }).apply(joined) as SymbolicTensor;
  const hidden = layers.leakyReLU({ alpha: Math.fround(0.2) }).apply(dense) as SymbolicTensor;
  const outputs = ['hitLogits', 'velocityLogits', 'offsetLogits'].map(
    (name) => layers.dense({ units: UNIT_CELLS, name }).apply(hidden) as SymbolicTensor,
  );
  const model = layersModel({ inputs, outputs });
  model.setWeights(
    model.weights.map(({ name, shape }) => {
      const size = tf.util.sizeFromShape(shape as number[]);
      return tf.tensor(valuesOf({ name, size }), shape as number[]);
    }),
  );
  let files: ModelFiles | undefined;
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      const weights = new Uint8Array(artifacts.weightData as ArrayBuffer);
      const manifest = [{ paths: ['weights.bin'], weights: artifacts.weightSpecs }];
      const topology = encode({ modelTopology: artifacts.modelTopology, weightsManifest: manifest });
      files = { topology, weights, card: encode(tinyCard(weights, topology, styles)) };
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const },
      });
    }),
  );
  model.dispose();
  return files!;
}

/** A JSON document as bytes. */
export function encode(document: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document));
}
