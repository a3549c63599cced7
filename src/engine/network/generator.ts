// The exported generator, loaded and checked: a batch of inputs in, hit, velocity and offset logits out.
// `engine` loads it, the rest of the room draws through it. Takes and gives plain arrays: no tensor leaves.

import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { z } from 'zod';
import { type ModelCard, conditionSizeOf } from '../../model/card';
import { FEATURE_SIZE, MASK_SIZE } from '../../model/inputs';
import type { LogDensityRatio } from '../../model/density-ratio';
import type { Heads } from '../../model/decoding';
import type { TrainingIndex } from '../../model/training-index';
import { UNIT_CELLS } from '../../rhythm/grid';
import { type LatentGradient, latentGradient } from './latent-gradient';
import { type ModelFiles, checkedCard, densityRatioOf, jsonDocument, trainingIndexOf } from './model-files';

/** Inputs of one forward pass, row after row; see `src/model/inputs.ts` for the layout of a row. */
export interface GeneratorBatch {
  readonly size: number;
  readonly latent: Float32Array;
  readonly condition: Float32Array;
  readonly mask: Float32Array;
  readonly context: Float32Array;
}

export interface Generator {
  readonly card: ModelCard;
  /** What it learned from; undefined where the model carries no index. */
  readonly training: TrainingIndex | undefined;
  /** Undefined where the model carries none: candidates then all count alike. */
  readonly densityRatio: LogDensityRatio | undefined;
  readonly run: (batch: GeneratorBatch) => Heads;
  /** Built on first use; disposed of with the generator. */
  readonly gradient: () => LatentGradient;
  dispose(): void;
}

const documentSchema = z.object({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z.array(
    z.object({
      weights: z.array(
        z.custom<tf.io.WeightsManifestEntry>((entry) => typeof entry === 'object' && entry !== null),
      ),
    }),
  ),
});

const OUTPUTS = ['hitLogits', 'velocityLogits', 'offsetLogits'] as const;

/** Loads a model's files after checking that they belong together. @throws Error with one sentence that says what does not fit. */
export async function loadGenerator(files: ModelFiles): Promise<Generator> {
  const card = await checkedCard(files);
  const training = await trainingIndexOf(files, card);
  const densityRatio = await densityRatioOf(files, card);
  const model = await loadTopology(files);
  const widths = [card.latentSize, conditionSizeOf(card), MASK_SIZE, FEATURE_SIZE];
  const fits = model.inputs.map((input) => input.shape[1]).join() === widths.join();
  if (
    !fits ||
    model.outputs.some((output) => output.shape[1] !== UNIT_CELLS) ||
    model.outputs.length !== OUTPUTS.length
  ) {
    model.dispose();
    throw new Error(
      `model.json does not match card.json: it should take ${widths.join(', ')} numbers and give three times ${UNIT_CELLS}.`,
    );
  }
  let gradient: LatentGradient | undefined;
  return {
    card,
    training,
    densityRatio,
    run: (batch) => run(model, batch, widths),
    gradient: () => (gradient ??= latentGradient(model)),
    dispose: () => {
      gradient?.dispose();
      model.dispose();
    },
  };
}

async function loadTopology(files: ModelFiles): Promise<LayersModel> {
  const document = documentSchema.safeParse(jsonDocument(files.topology, 'model.json'));
  if (!document.success) throw new Error('model.json is not a TensorFlow.js layers model.');
  const weightSpecs = document.data.weightsManifest.flatMap(({ weights }) => weights);
  const weightData = Uint8Array.from(files.weights).buffer;
  try {
    return await loadLayersModel(
      tf.io.fromMemory({ modelTopology: document.data.modelTopology, weightSpecs, weightData }),
    );
  } catch (error) {
    throw new Error(`TensorFlow.js cannot load the model: ${(error as Error).message}`, { cause: error });
  }
}

function run(model: LayersModel, batch: GeneratorBatch, widths: readonly number[]): Heads {
  // What a tidy returns is searched for tensors number by number, so the numbers are handed out another way.
  const heads: Float32Array[] = [];
  tf.tidy(() => {
    const rows = [batch.latent, batch.condition, batch.mask, batch.context];
    const inputs = rows.map((values, index) => tf.tensor2d(values, [batch.size, widths[index]!]));
    const outputs = model.predictOnBatch(inputs);
    if (!Array.isArray(outputs)) throw new Error('The generator must give three outputs.');
    for (const output of outputs) heads.push(output.dataSync<'float32'>());
  });
  const [hitLogits, velocityLogits, offsetLogits] = heads;
  return { hitLogits: hitLogits!, velocityLogits: velocityLogits!, offsetLogits: offsetLogits! };
}
