// Trains the same networks with each loss and seed on the same data, one training after another. Called by
// scripts/compare. Finished trainings are left out, so that the same command resumes a comparison.

import { readManifest } from '../../corpus/read-corpus';
import { makeFolder, removeUnfinished } from '../../files/whole';
import type { OpenBackend } from '../backends/open-backend';
import { differenceOf, type RunIdentity } from '../checkpoint';
import type { PresetName, TrainingConfig } from '../config';
import { controlScalesOf } from '../data/dataset';
import { boundsOf } from '../watch/bounds';
import { createEvaluator } from '../watch/evaluator';
import { readDataset } from '../data/read-dataset';
import { removeCheckpoints, trainContender } from './contender';
import { nameOf, readRecords, writeRecord, type ComparisonRecord } from './comparison-record';
import { contenderConfig, type Contender } from './contender-settings';

export interface ComparisonOptions {
  readonly corpusFolder: string;
  /** Where finished trainings and checkpoints go. */
  readonly folder: string;
  readonly styles: readonly string[];
  readonly contenders: readonly Contender[];
  readonly preset: PresetName;
  /** Settings for all losses alike. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly backend: OpenBackend;
  readonly isInterrupted: () => boolean;
  readonly report: ComparisonReport;
}

/** Receives progress from a comparison. */
export interface ComparisonReport {
  readonly note: (sentence: string) => void;
  /** Steps still to do in all trainings together; `step` counts those done so far. */
  readonly total: (steps: number) => void;
  readonly step: (done: number, words: string) => void;
  /** A training has ended and its record is written; awaited before the next one. */
  readonly finished: () => Promise<void>;
}

const EVALUATED_SAMPLES = 1024;

/**
 * Trains each contender on the same split of the same patterns, in the order given.
 * @returns false when it was interrupted
 * @throws Error in one sentence; finished trainings stay whole
 */
export async function compareLosses(options: ComparisonOptions): Promise<boolean> {
  const { folder, report, backend } = options;
  const configOf = (contender: Contender): TrainingConfig =>
    contenderConfig(contender, options.preset, options.settings);
  const configs = options.contenders.map(configOf);
  const manifest = await readManifest(options.corpusFolder);
  await makeFolder(folder);
  await removeUnfinished(folder);
  const dataset = await readDataset(options.corpusFolder, manifest, { styles: options.styles });
  const layout = { styleCount: dataset.styles.length, scales: controlScalesOf(dataset.train) };
  const evaluator = createEvaluator(dataset, layout, EVALUATED_SAMPLES);
  const identityOf = (config: TrainingConfig): RunIdentity => ({
    config,
    backend: backend.name,
    corpus: dataset.fingerprint,
  });
  const finished = await readRecords(folder);
  for (const record of finished) refuseOther(folder, record, identityOf(configOf(record.config)));
  const done = new Set(finished.map(({ config }) => nameOf(config)));
  const waiting = configs.filter((config) => !done.has(nameOf(config))).map(identityOf);
  report.note(
    `${waiting.length} of ${configs.length} training runs to do, each on ${dataset.train.count} patterns ` +
      `(${dataset.styles.join(', ')}).`,
  );
  report.total(waiting.reduce((sum, { config }) => sum + config.steps, 0));
  const bounds = boundsOf(evaluator);
  const facts = {
    styles: [...dataset.styles],
    trainingPatterns: dataset.train.count,
    heldOutPatterns: dataset.validation.count,
    samples: evaluator.styles.length,
    baselines: { ceiling: bounds.ceiling, floor: bounds.floor },
  };
  let stepsDone = 0;
  for (const identity of waiting) {
    const { config } = identity;
    const trained = await trainContender({
      ...options,
      identity,
      dataset,
      layout,
      evaluator,
      bounds,
      onStep: (step) => {
        report.step(stepsDone + step, `(${nameOf(config)}, step ${step}/${config.steps})`);
      },
    });
    if (!trained) return false;
    await writeRecord(folder, { ...identity, ...facts, ...trained });
    await removeCheckpoints(folder, identity);
    stepsDone += config.steps;
    await report.finished();
  }
  return true;
}

/** Trainings of one folder share one picture, so they need the same data and the same settings. */
function refuseOther(folder: string, record: ComparisonRecord, identity: RunIdentity): void {
  const difference = differenceOf(record, identity);
  if (difference)
    throw new Error(
      `${folder} contains a training run (${nameOf(record.config)}) with ${difference}: use what it was made with, or choose another --out.`,
    );
}
