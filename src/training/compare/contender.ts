// One training of a comparison: a loss with a seed, from its checkpoint where it has one, measured as it
// goes. Called by compare-losses.ts. Takes the steps of every run, without the watch's verdict: losses that
// fail are compared too.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { recordHits } from '../../corpus/record';
import { parameterCount } from '../../gan/weights';
import { discriminatorSpecs } from '../../gan/discriminator';
import { generatorSpecs } from '../../gan/generator';
import { makeFolder } from '../../files/whole';
import type { ConditionLayout } from '../data/batches';
import { hasCheckpoint, restoreCheckpoint, type RunIdentity } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { followedMetrics, type Evaluator, type Measured } from '../watch/evaluator';
import { LOSS_ROW_EVERY, hasOnlyNumbers, withLosses, type LossRow } from '../run-history';
import { takeSteps } from '../loop';
import { isDueAt } from '../step/schedule';
import { createState, disposeState, type RunState } from '../run-state';
import { collapseSigns } from '../watch/collapse-signs';
import type { MeasureBounds } from '../watch/measure-signs';
import { nameOf, type NewRecord } from './comparison-record';
import { mean } from '../../rhythm/statistics';

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
    const end = await trainTo(state, workFolder, options);
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

type End = 'done' | 'interrupted' | 'diverged';

/** Steps until the last one, an interruption or a loss that is not a number; evaluations are part of the history. */
async function trainTo(state: RunState, checkpointFolder: string, options: ContenderOptions): Promise<End> {
  const { config } = options.identity;
  const isEvaluatedAt = (step: number): boolean => isDueAt(step, config.evaluateEvery, config);
  const end = await takeSteps(
    state,
    { ...options, checkpointFolder },
    {
      wantsLosses: (step) => isDueAt(step, LOSS_ROW_EVERY, config) || isEvaluatedAt(step),
      async afterStep(losses) {
        if (losses && !hasOnlyNumbers(losses)) return 'abandon';
        if (losses) state.history = withLosses(state.history, losses);
        if (isEvaluatedAt(state.step)) await evaluate(state, options.evaluator);
        options.onStep(state.step);
        return 'go-on';
      },
    },
  );
  return end === 'done' || end === 'interrupted' ? end : 'diverged';
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
  const meanOf = (name: keyof LossRow): number => mean(rows.map((row) => row[name]));
  return {
    discriminatorLoss: meanOf('discriminatorLoss'),
    generatorLoss: meanOf('generatorLoss'),
    penalty: meanOf('penalty'),
    discriminatorGradient: meanOf('discriminatorGradient'),
    generatorGradient: meanOf('generatorGradient'),
  };
}

function parametersOf({ networks: { shapes } }: RunState): Trained['parameters'] {
  return {
    generator: parameterCount(generatorSpecs(shapes.generator)),
    discriminator: parameterCount(discriminatorSpecs(shapes.discriminator)),
  };
}
