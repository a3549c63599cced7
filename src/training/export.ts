import { join } from 'node:path';
import type { CorpusManifest } from '../corpus/manifest';
import { generatorSpecs } from '../gan/generator';
import { disposeWeights, toHost, toVariables, type Variables } from '../gan/weights';
import type { ModelCard } from '../model/card';
import { Random } from '../rhythm/random';
import type { ConditionLayout } from './batches';
import { fitHeads, withHeadsFitted } from './calibrate-heads';
import { buildCard } from './card';
import type { TrainingConfig } from './config';
import type { Dataset } from './dataset';
import { createEvaluator, someIndices } from './evaluate';
import { writeFolderWhole } from './files';
import { exportModel, roundedWeights } from './layers-model';
import { modelReadme } from './model-readme';
import { conditionsOf, drawSamples, type Samples } from './sample';
import type { RunState } from './state';
import { calibrateThresholds } from './thresholds';

/** What an export needs beside the run. */
export interface ExportOptions {
  readonly name: string;
  readonly dataset: Dataset;
  readonly manifest: CorpusManifest;
  readonly layout: ConditionLayout;
  readonly config: TrainingConfig;
  readonly backend: string;
}

/** Where the model went and what it is. */
export interface ExportResult {
  readonly folder: string;
  readonly card: ModelCard;
}

const CALIBRATION_SAMPLES = 2048;
const CALIBRATION_SEED = 104_729;
const MEASURED_SAMPLES = 2048;

/**
 * Writes RUN/model: the averaged generator, of the best evaluation where there is one, with velocities and offsets
 * fitted, then thresholds calibrated and measures taken on the rounded weights that a reader will get.
 * @throws Error in one sentence; nothing half-written stays
 */
export async function exportRun(
  runFolder: string,
  state: RunState,
  options: ExportOptions,
): Promise<ExportResult> {
  const { dataset, layout } = options;
  const shape = state.networks.shapes.generator;
  const random = Random.fromSeed(CALIBRATION_SEED);
  const indices = someIndices(dataset.train, CALIBRATION_SAMPLES, random);
  const conditions = conditionsOf(dataset.train, indices, layout);
  const latents = random.state;
  const sampled = (from: Variables): Promise<Samples> =>
    drawSamples(from, shape, conditions, Random.fromState(latents));

  const learned = state.best?.weights ?? (await toHost(state.average));
  const raw = toVariables(generatorSpecs(shape), learned);
  const before = await sampled(raw);
  disposeWeights(raw);
  const fits = fitHeads(before, calibrateThresholds(before, dataset.train, indices), {
    packed: dataset.train,
    indices,
  });
  const weights = withHeadsFitted(learned, fits);
  const model = exportModel(shape, weights);
  const shipped = toVariables(generatorSpecs(shape), roundedWeights(weights));
  const thresholds = calibrateThresholds(await sampled(shipped), dataset.train, indices);
  const evaluator = createEvaluator(dataset, layout, MEASURED_SAMPLES);
  const { evaluation } = await evaluator.evaluate(shipped, shape, thresholds);
  disposeWeights(shipped);
  const card = buildCard({
    ...options,
    model,
    shapes: state.networks.shapes,
    thresholds,
    step: state.best?.step ?? state.step,
    metrics: { ...evaluation, ...evaluator.baselines() },
  });
  const folder = join(runFolder, 'model');
  await writeFolderWhole(folder, {
    'model.json': model.topology,
    'weights.bin': model.weights,
    'card.json': `${JSON.stringify(card, null, 2)}\n`,
    'README.md': modelReadme(card),
  });
  return { folder, card };
}
