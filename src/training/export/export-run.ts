// Turns a trained run into a model folder: chooses how to decode, measures, and writes weights, card,
// originality index and README. Called by train.

import { join } from 'node:path';
import type { CorpusManifest } from '../../corpus/manifest';
import { generatorSpecs, type GeneratorShape } from '../../gan/generator';
import { disposeWeights, toHost, toVariables, type Variables } from '../../gan/weights';
import type { ModelCard } from '../../model/card';
import { DENSITY_RATIO_FILE, writeDensityRatio } from '../../model/density-ratio-file';
import { TRAINING_INDEX_FILE } from '../../model/training-index-file';
import type { ConditionLayout } from '../data/batches';
import { buildCard } from './write-card';
import { chooseDecoding } from '../calibration/choose-decoding';
import type { Decoding } from '../sampling/generator-decoding';
import type { TrainingConfig } from '../config';
import { isMeasuredOnHeldOut } from '../data/cautions';
import type { Dataset } from '../data/dataset';
import { createEvaluator, type Evaluator, type Measured } from '../watch/evaluator';
import { writeFolderWhole } from '../../files/whole';
import { exportModel, roundedWeights } from './layers-model';
import { modelReadme } from './model-readme';
import type { MeasuredAgainst } from './readme-metrics';
import type { RunState } from '../run-state';
import { indexOfTraining } from './build-training-index';

export interface ExportOptions {
  readonly name: string;
  readonly dataset: Dataset;
  readonly manifest: CorpusManifest;
  readonly layout: ConditionLayout;
  readonly config: TrainingConfig;
  readonly backend: string;
  /** Told how far the choice of a decoding has come, 0–1; what it throws ends the export. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface ExportResult {
  readonly folder: string;
  readonly card: ModelCard;
}

const MEASURED_SAMPLES = 2048;

/**
 * Writes RUN/model: the averaged generator, of the best evaluation where there is one, calibrated style by style and
 * measured with the rounded weights that programs will load.
 * @throws Error in one sentence; nothing half-written stays
 */
export async function exportRun(
  runFolder: string,
  state: RunState,
  options: ExportOptions,
): Promise<ExportResult> {
  const { dataset, layout } = options;
  const shape = state.networks.shapes.generator;
  const weights = state.best?.weights ?? (await toHost(state.average));
  const model = exportModel(shape, weights);
  const shipped = toVariables(generatorSpecs(shape), roundedWeights(weights));
  const evaluator = createEvaluator(dataset, layout, MEASURED_SAMPLES);
  const { decoding, evaluation, patterns } = await decodeAndMeasure(shipped, {
    shape,
    evaluator,
    ...options,
  });
  const densityRatio = decoding.densityRatio && {
    bytes: writeDensityRatio(decoding.densityRatio.network),
    strength: decoding.densityRatio.strength,
  };
  const index = await indexOfTraining(dataset.train, options.manifest.sharedPatterns);
  const card = buildCard({
    ...options,
    model,
    index,
    shapes: state.networks.shapes,
    calibrations: decoding.calibrations,
    densityRatio,
    step: state.best?.step ?? state.step,
    origin: state.origin,
    metrics: {
      ...evaluation,
      ...evaluator.baselines(),
      byStyle: evaluator.byStyle(patterns),
      measuredAgainst: measuredAgainst(dataset, patterns.length),
    },
  });
  const folder = join(runFolder, 'model');
  await writeFolderWhole(folder, {
    'model.json': model.topology,
    'weights.bin': model.weights,
    [TRAINING_INDEX_FILE]: index.bytes,
    ...(densityRatio && { [DENSITY_RATIO_FILE]: densityRatio.bytes }),
    'card.json': `${JSON.stringify(card, null, 2)}\n`,
    'README.md': modelReadme(card),
  });
  return { folder, card };
}

/** What the figures are taken over, for the page of the model. */
function measuredAgainst(dataset: Dataset, patterns: number): MeasuredAgainst {
  const split = isMeasuredOnHeldOut(dataset) ? 'validation' : 'train';
  return { split, patterns, groups: dataset.groups[split], heldOut: dataset.validation.count };
}

/** Chooses the decoding and measures the model with it. Disposes of the weights. */
async function decodeAndMeasure(
  shipped: Variables,
  {
    shape,
    evaluator,
    ...options
  }: ExportOptions & { readonly shape: GeneratorShape; readonly evaluator: Evaluator },
): Promise<Measured & { readonly decoding: Decoding }> {
  const { dataset, layout, onProgress } = options;
  try {
    const decoding = await chooseDecoding({ weights: shipped, shape, dataset, layout, onProgress });
    return { decoding, ...(await evaluator.evaluate(shipped, shape, decoding)) };
  } finally {
    disposeWeights(shipped);
  }
}
