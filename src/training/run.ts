import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { readManifest } from '../corpus/read';
import type { OpenBackend } from './backend';
import type { ConditionLayout } from './batches';
import { hasCheckpoint, restoreCheckpoint, saveCheckpoint, type RunIdentity } from './checkpoint';
import type { TrainingConfig } from './config';
import { controlScalesOf, type Dataset, type StyleMap } from './dataset';
import { createEvaluator, followedMetrics, keepBest, type Evaluator } from './evaluate';
import { exportRun, type ExportResult } from './export';
import { makeFolder, removeUnfinished, writeFileWhole } from '../files/whole';
import { LOSS_ROW_EVERY, hasOnlyNumbers, type LossRow } from './history';
import { trainingPage } from './page';
import { readDataset } from './read-dataset';
import {
  createState,
  createStepper,
  disposeState,
  readLosses,
  type RunState,
  type StepScalars,
} from './state';
import { collapseSigns } from './watch';

/** What a run needs. */
export interface RunOptions {
  readonly corpusFolder: string;
  /** Where checkpoint, page and model go. */
  readonly runFolder: string;
  readonly config: TrainingConfig;
  readonly backend: OpenBackend;
  readonly styleMap?: StyleMap | undefined;
  /** Go on from the checkpoint in the run folder. */
  readonly resume: boolean;
  /** Name on the model's card. */
  readonly name: string;
  /** Asked after every step. */
  readonly isInterrupted: () => boolean;
  readonly report: RunReport;
}

/** Whom a run tells how it goes. */
export interface RunReport {
  readonly note: (sentence: string) => void;
  readonly step: (row: LossRow, firstStep: number) => void;
}

export type RunOutcome =
  | ({ readonly status: 'finished' } & ExportResult)
  | { readonly status: 'interrupted'; readonly step: number };

/**
 * Trains to the end, or to an interruption after which `resume` goes on to the same bits, and exports the model.
 * @throws Error in one sentence; what was written before stays whole
 */
export async function train(options: RunOptions): Promise<RunOutcome> {
  const { runFolder, config, report } = options;
  const manifest = await readManifest(options.corpusFolder);
  await prepareFolder(options);
  const dataset = await readDataset(options.corpusFolder, manifest, { styleMap: options.styleMap });
  const layout: ConditionLayout = {
    styleCount: dataset.styles.length,
    scales: controlScalesOf(dataset.train),
  };
  report.note(
    `Learning from ${dataset.train.count} patterns in ${dataset.styles.length} styles (${dataset.styles.join(', ')}), ` +
      `holding ${dataset.validation.count} out.`,
  );
  const identity: RunIdentity = { config, backend: options.backend.name, corpus: dataset.fingerprint };
  const state = createState(config, dataset.styles.length);
  try {
    if (options.resume && hasCheckpoint(runFolder)) {
      await restoreCheckpoint(runFolder, state, identity);
      report.note(`Going on after step ${state.step}.`);
    } else {
      if (options.resume)
        report.note(`There is no checkpoint in ${runFolder} yet: starting from the beginning.`);
      await saveCheckpoint(runFolder, state, identity);
    }
    const interrupted = await loop(state, { ...options, dataset, layout, identity });
    if (interrupted) return { status: 'interrupted', step: state.step };
    const exported = await exportRun(runFolder, state, {
      ...options,
      dataset,
      manifest,
      layout,
      backend: options.backend.name,
    });
    return { status: 'finished', ...exported };
  } finally {
    disposeState(state);
  }
}

type LoopOptions = RunOptions & {
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  readonly identity: RunIdentity;
};

/** Patterns that the measures of a run in progress are taken from. */
const FOLLOWED_SAMPLES = 1024;

/** @returns whether it was interrupted */
async function loop(state: RunState, options: LoopOptions): Promise<boolean> {
  const { config, runFolder, dataset, layout, identity, report } = options;
  const doStep = createStepper(config, dataset, layout);
  const evaluator = createEvaluator(dataset, layout, FOLLOWED_SAMPLES);
  const firstStep = state.step;
  const told = new Set<string>();
  while (state.step < config.steps) {
    const scalars = doStep(state);
    const isDue = (every: number): boolean => state.step % every === 0 || state.step === config.steps;
    if (isDue(LOSS_ROW_EVERY)) report.step(await recordLosses(state, scalars), firstStep);
    tf.dispose({ ...scalars });
    if (isDue(config.evaluateEvery)) await evaluateAndDraw(state, evaluator, options);
    for (const sign of collapseSigns(state.history)) {
      if (!told.has(sign)) report.note(`Step ${state.step}: ${sign}`);
      told.add(sign);
    }
    const interrupted = await isInterruptedNow(options);
    if (interrupted || isDue(config.checkpointEvery)) await saveCheckpoint(runFolder, state, identity);
    if (interrupted) return true;
  }
  return false;
}

/** @throws Error when a loss is no number any more */
async function recordLosses(state: RunState, scalars: StepScalars): Promise<LossRow> {
  const row = await readLosses(state.step, scalars);
  if (!hasOnlyNumbers(row))
    throw new Error(
      `Training diverged at step ${state.step}: a loss is no number any more; use a smaller learning rate.`,
    );
  state.history = { ...state.history, losses: [...state.history.losses, row] };
  return row;
}

/** Patterns on the page of the run. */
const EXAMPLE_COUNT = 6;

async function evaluateAndDraw(state: RunState, evaluator: Evaluator, options: LoopOptions): Promise<void> {
  const measured = await evaluator.evaluate(state.average, state.networks.shapes.generator);
  const row = { step: state.step, metrics: followedMetrics(measured.evaluation) };
  state.history = { ...state.history, evaluations: [...state.history.evaluations, row] };
  await keepBest(state, measured);
  const examples = measured.patterns.slice(0, EXAMPLE_COUNT);
  const page = trainingPage(options.config, state.history, { step: state.step, examples });
  await writeFileWhole(join(options.runFolder, 'training.html'), page);
}

/** Lets the event loop turn, since a signal is only seen there. */
async function isInterruptedNow({ isInterrupted }: RunOptions): Promise<boolean> {
  await new Promise(setImmediate);
  return isInterrupted();
}

async function prepareFolder({ runFolder, resume }: RunOptions): Promise<void> {
  if (!resume && hasCheckpoint(runFolder))
    throw new Error(
      `${runFolder} already holds a training run: add --resume to go on with it, or give another --out.`,
    );
  await makeFolder(runFolder);
  await removeUnfinished(runFolder);
}
