import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { recordHits } from '../../corpus/record';
import { parameterCount } from '../../gan/weights';
import { discriminatorSpecs } from '../../gan/discriminator';
import { generatorSpecs } from '../../gan/generator';
import { makeFolder } from '../../files/whole';
import type { ConditionLayout } from '../data/batches';
import { hasCheckpoint, restoreCheckpoint, saveCheckpoint, type RunIdentity } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { followedMetrics, type Evaluator, type Measured } from '../watch/evaluator';
import { LOSS_ROW_EVERY, hasOnlyNumbers, type LossRow } from '../history';
import { isDueAt } from '../step/schedule';
import { createState, disposeState, type RunState } from '../run-state';
import { createStepper, type Stepper } from '../step/stepper';
import { readLosses } from '../step/take-step';
import { collapseSigns } from '../watch/collapse-signs';
import type { MeasureBounds } from '../watch/measures';
import { nameOf, type NewRecord } from './record';

/** What one training of a comparison needs. */
export interface ContenderOptions {
  /** Folder of the comparison. */
  readonly folder: string;
  readonly identity: RunIdentity;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  readonly evaluator: Evaluator;
  /** What its measures are judged beside. */
  readonly bounds: MeasureBounds;
  /** Asked after every step. */
  readonly isInterrupted: () => boolean;
  /** Told after every step. */
  readonly onStep: (step: number) => void;
}

/** Patterns that a record keeps to be looked at. */
const EXAMPLE_COUNT = 6;

type Trained = Pick<NewRecord, 'parameters' | 'divergedAtStep' | 'signs' | 'evaluations' | 'examples'>;

/**
 * Trains one loss with one seed, from its checkpoint where it has one.
 * @returns undefined when interrupted; the checkpoint then goes on to the same bits
 * @throws Error in one sentence
 */
export async function trainContender(options: ContenderOptions): Promise<Trained | undefined> {
  const { identity, dataset } = options;
  const workFolder = checkpointsOf(options.folder, identity);
  await makeFolder(workFolder);
  const state = createState(identity.config, dataset.styles.length);
  try {
    if (hasCheckpoint(workFolder)) await restoreCheckpoint(workFolder, state, identity);
    const end = await loop(state, workFolder, options);
    if (end === 'interrupted') return undefined;
    const measured = end === 'diverged' ? undefined : await measure(state, options.evaluator);
    return {
      parameters: parametersOf(state),
      divergedAtStep: end === 'diverged' ? state.step : null,
      signs: collapseSigns(state.history, { loss: identity.config.loss, bounds: options.bounds }).map(
        ({ sentence }) => sentence,
      ),
      evaluations: [...state.history.evaluations],
      examples: (measured?.patterns ?? []).slice(0, EXAMPLE_COUNT).map(recordHits),
    };
  } finally {
    disposeState(state);
  }
}

/** Removes what a finished training was to be taken up from. */
export async function removeCheckpoints(folder: string, identity: RunIdentity): Promise<void> {
  await rm(checkpointsOf(folder, identity), { recursive: true, force: true });
}

function checkpointsOf(folder: string, { config }: RunIdentity): string {
  return join(folder, 'unfinished', nameOf(config));
}

type End = 'finished' | 'interrupted' | 'diverged';

async function loop(state: RunState, workFolder: string, options: ContenderOptions): Promise<End> {
  const stepper = createStepper(options.identity.config, state, options);
  try {
    return await takeSteps(stepper, state, workFolder, options);
  } finally {
    stepper.dispose();
  }
}

async function takeSteps(
  stepper: Stepper,
  state: RunState,
  workFolder: string,
  { identity, evaluator, ...options }: ContenderOptions,
): Promise<End> {
  const { config } = identity;
  while (state.step < config.steps) {
    const isDueNext = (every: number): boolean => isDueAt(state.step + 1, every, config);
    const scalars = stepper.step(isDueNext(LOSS_ROW_EVERY) || isDueNext(config.evaluateEvery));
    if (scalars) {
      const row = await readLosses(state.step, scalars);
      tf.dispose({ ...scalars });
      if (!hasOnlyNumbers(row)) return 'diverged';
      state.history = { ...state.history, losses: [...state.history.losses, row] };
    }
    const isDue = (every: number): boolean => isDueAt(state.step, every, config);
    if (isDue(config.evaluateEvery)) await evaluate(state, evaluator);
    options.onStep(state.step);
    await new Promise(setImmediate); // a signal is only seen when the event loop turns
    const interrupted = options.isInterrupted();
    if (interrupted || isDue(config.checkpointEvery)) {
      await stepper.check();
      await saveCheckpoint(workFolder, state, identity);
    }
    if (interrupted) return 'interrupted';
  }
  return 'finished';
}

async function evaluate(state: RunState, evaluator: Evaluator): Promise<void> {
  const { evaluation } = await measure(state, evaluator);
  const { losses, evaluations } = state.history;
  const since = evaluations.at(-1)?.step ?? 0;
  const metrics = { ...followedMetrics(evaluation), ...meansOf(losses.filter(({ step }) => step > since)) };
  state.history = { ...state.history, evaluations: [...evaluations, { step: state.step, metrics }] };
}

function measure({ average, networks }: RunState, evaluator: Evaluator): Promise<Measured> {
  return evaluator.evaluate(average, networks.shapes.generator);
}

/** Means of the columns but for the step. */
function meansOf(rows: readonly LossRow[]): Omit<LossRow, 'step'> {
  const mean = (name: keyof LossRow): number =>
    rows.reduce((sum, row) => sum + row[name], 0) / Math.max(1, rows.length);
  return {
    discriminatorLoss: mean('discriminatorLoss'),
    generatorLoss: mean('generatorLoss'),
    penalty: mean('penalty'),
    discriminatorGradient: mean('discriminatorGradient'),
    generatorGradient: mean('generatorGradient'),
  };
}

function parametersOf({ networks: { shapes } }: RunState): Trained['parameters'] {
  return {
    generator: parameterCount(generatorSpecs(shapes.generator)),
    discriminator: parameterCount(discriminatorSpecs(shapes.discriminator)),
  };
}
