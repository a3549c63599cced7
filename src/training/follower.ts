// Follows a run while it trains: evaluates the averaged generator, keeps the best one, reports signs of
// collapse and writes training.html. Made by run-loop.ts, which decides when each of these happens.

import { join } from 'node:path';
import { writeFileWhole } from '../files/whole';
import type { ConditionLayout } from './data/batches';
import { keepBest } from './watch/keep-best';
import type { TrainingConfig } from './config';
import { cautionsOn } from './data/cautions';
import type { Dataset } from './data/dataset';
import { boundsOf } from './watch/bounds';
import { createEvaluator, type Evaluator, followedMetrics } from './watch/evaluator';
import { followedRows, keepSpread, packPattern } from './snapshots';
import { trainingPage } from './page/training-page';
import { verdictOf, type Sign } from './watch/signs';
import type { RunState } from './run-state';
import { collapseSigns } from './watch/collapse-signs';
import { coversSomething, type MeasureBounds } from './watch/measure-signs';
import { createTeller } from './watch/teller';

export interface FollowerOptions {
  readonly runFolder: string;
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  readonly note: (sentence: string) => void;
}

export interface Follower {
  /** Adds measures and a snapshot to the history; keeps the generator when it is the best sound one so far. */
  evaluate(state: RunState): Promise<void>;
  /** The signs of collapse now; notes those that are new, have become worse or have passed. */
  look(state: RunState): readonly Sign[];
  /** Writes training.html. @param hasEnded whether no more steps come */
  draw(state: RunState, hasEnded: boolean): Promise<void>;
}

const FOLLOWED_SAMPLES = 1024;

interface Following {
  readonly evaluator: Evaluator;
  /** Which of its patterns snapshots are taken of. */
  readonly rows: readonly number[];
}

function followingOf(
  { history }: RunState,
  { dataset, layout, config }: Pick<FollowerOptions, 'dataset' | 'layout' | 'config'>,
): Following {
  // A resumed run has to be the same run.
  const began = history.evaluations[0];
  const evaluator = createEvaluator(dataset, layout, FOLLOWED_SAMPLES, {
    hitNoise: config.hitNoise,
    heldOutHoweverFew: began !== undefined && began.measuredOn === undefined,
  });
  return { evaluator, rows: followedRows(evaluator.styles) };
}

export function createFollower({ runFolder, config, dataset, layout, note }: FollowerOptions): Follower {
  const cautions = cautionsOn(dataset);
  const tell = createTeller(note);
  let made: Following | undefined;
  const following = (state: RunState): Following =>
    (made ??= followingOf(state, { dataset, layout, config }));
  let measured: MeasureBounds | undefined;
  // Measured at the first use, because it takes seconds and a run may be stopped before.
  const bounds = (state: RunState): MeasureBounds => (measured ??= boundsOf(following(state).evaluator));
  const signsOf = (state: RunState): Sign[] => {
    const { history, step } = state;
    return collapseSigns(history, {
      loss: config.loss,
      hasEnded: step >= config.steps,
      bounds: history.evaluations.length > 0 ? bounds(state) : undefined,
    });
  };

  return {
    async evaluate(state) {
      const { evaluator, rows } = following(state);
      const found = await evaluator.evaluate(state.average, state.networks.shapes.generator);
      const { step, history } = state;
      const metrics = followedMetrics(found.evaluation);
      const { measuredOn } = evaluator;
      const evaluations = [...history.evaluations, { step, metrics, ...(measuredOn && { measuredOn }) }];
      const snapshot = { step, patterns: rows.map((row) => packPattern(found.patterns[row]!)) };
      state.history = {
        ...history,
        evaluations,
        snapshots: keepSpread(history.snapshots, snapshot, evaluations),
      };
      const isSound = coversSomething(metrics, bounds(state)) && verdictOf(signsOf(state)) !== 'collapse';
      if (isSound) await keepBest(state, found);
    },
    look(state) {
      const signs = signsOf(state);
      tell(signs, state.step);
      return signs;
    },
    async draw(state, hasEnded) {
      const { evaluator, rows } = following(state);
      const page = trainingPage(config, state.history, {
        step: state.step,
        hasEnded,
        signs: signsOf(state),
        styles: rows.map((row) => evaluator.styles[row]!),
        bounds: measured,
        cautions,
      });
      await writeFileWhole(join(runFolder, 'training.html'), page);
    },
  };
}
