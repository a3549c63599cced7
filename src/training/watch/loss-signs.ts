// Signs of collapse in losses and gradients. Called by collapse-signs; measure-signs gives the same advice.
// Every bound below lies outside what healthy runs were seen to do.

import type { LossName } from '../../gan/losses';
import { LOSS_ROW_EVERY, type LossRow } from '../run-history';
import { streakOf, type Sign } from './signs';
import { upperMedian } from '../../rhythm/statistics';

/**
 * Rows for which a condition has to hold without a break: 300 steps. In healthy runs the discriminator is well ahead
 * for the first hundred, and a single batch says nothing.
 */
const WINDOW_ROWS = 300 / LOSS_ROW_EVERY;
/** Six digits, as in the log of a dead WGAN run that nobody noticed; above 1, a share of the loss. */
const CONSTANT_WITHIN = 1e-6;
/**
 * A logistic loss at which every pattern is told apart with 99.9 % certainty. With penalties it stayed above .1;
 * without them, in games that were being lost, it swung between .01 and .2.
 */
const WON_LOSS = 1e-3;
/** Norms of healthy gradients stay between .1 and 10; in single precision, with Adam's ε, this teaches nothing. */
const VANISHED_GRADIENT = 1e-6;
/**
 * Times the median of the run so far. Norms of healthy runs stay within 10 times of theirs, those of unpenalised ones
 * within 100 times.
 */
const EXPLODED_TIMES = 1000;
/** Consecutive rows that have to be that large: a single batch may be. */
const EXPLODED_ROWS = 3;

/** The signs at the end of some rows. @param rows oldest first */
export function lossSigns(rows: readonly LossRow[], loss: LossName): Sign[] {
  const notFinite = notFiniteSign(rows);
  if (notFinite) return [notFinite];
  return [
    constantLosses(rows, loss),
    wonDiscriminator(rows, loss),
    vanishedGenerator(rows, loss),
    vanishedDiscriminator(rows),
    explodedGradient(rows),
  ].flatMap((sign) => sign ?? []);
}

function notFiniteSign(rows: readonly LossRow[]): Sign | undefined {
  const [first] = streakOf(rows, (row) => !Object.values(row).every(Number.isFinite));
  if (!first) return undefined;
  return {
    code: 'not-finite',
    severity: 'collapse',
    since: first.step,
    sentence:
      `Training diverged: a loss or a gradient is no number any more since step ${first.step}; ` +
      'train again with a smaller learningRate in --config.',
  };
}

function constantLosses(rows: readonly LossRow[], loss: LossName): Sign | undefined {
  const last = rows.at(-1);
  if (!last) return undefined;
  const isSame = (a: number, b: number): boolean =>
    Math.abs(a - b) <= CONSTANT_WITHIN * Math.max(1, Math.abs(b));
  const streak = streakOf(
    rows,
    (row) =>
      isSame(row.discriminatorLoss, last.discriminatorLoss) && isSame(row.generatorLoss, last.generatorLoss),
  );
  return longEnough(streak, (since) => ({
    code: 'losses-constant',
    severity: 'collapse',
    since,
    sentence:
      `Both losses have stood still to six digits since step ${since}: one network has won and the other learns ` +
      `nothing any more; ${remedyFor(loss)}.`,
  }));
}

/**
 * Only for logistic losses: that of a Wasserstein critic is near 0 when the generator is good. Where the generator's
 * loss saturates, it is the end; otherwise the generator may still find its way.
 */
function wonDiscriminator(rows: readonly LossRow[], loss: LossName): Sign | undefined {
  if (loss === 'wgan-gp') return undefined;
  const streak = streakOf(rows, ({ discriminatorLoss }) => discriminatorLoss < WON_LOSS);
  return longEnough(streak, (since) => ({
    code: 'discriminator-won',
    severity: loss === 'minimax' ? 'collapse' : 'warning',
    since,
    sentence:
      `The discriminator has told every generated rhythm from a real one since step ${since}: ` +
      `the generator has lost the game; ${remedyFor(loss)}.`,
  }));
}

function vanishedGenerator(rows: readonly LossRow[], loss: LossName): Sign | undefined {
  const streak = streakOf(rows, ({ generatorGradient }) => generatorGradient < VANISHED_GRADIENT);
  return longEnough(streak, (since) => ({
    code: 'generator-gradient-vanished',
    severity: 'collapse',
    since,
    sentence: `The generator's gradient has vanished since step ${since}: it learns nothing any more; ${remedyFor(loss)}.`,
  }));
}

function vanishedDiscriminator(rows: readonly LossRow[]): Sign | undefined {
  const streak = streakOf(rows, ({ discriminatorGradient }) => discriminatorGradient < VANISHED_GRADIENT);
  return longEnough(streak, (since) => ({
    code: 'discriminator-gradient-vanished',
    severity: 'warning',
    since,
    sentence:
      `The discriminator's gradient has vanished since step ${since}: it has nothing left to teach; ` +
      'if it stays so, train again with a larger gamma in --config.',
  }));
}

function explodedGradient(rows: readonly LossRow[]): Sign | undefined {
  if (rows.length < WINDOW_ROWS) return undefined;
  const largest = (row: LossRow): number => Math.max(row.generatorGradient, row.discriminatorGradient);
  const bound = EXPLODED_TIMES * upperMedian(rows.map(largest));
  // Gradients that had vanished before make the median 0, and anything would be an explosion beside it.
  if (bound < EXPLODED_TIMES * VANISHED_GRADIENT) return undefined;
  const streak = streakOf(rows, (row) => largest(row) > bound);
  const since = streak[0]?.step;
  if (since === undefined || streak.length < EXPLODED_ROWS) return undefined;
  return {
    code: 'gradient-exploded',
    severity: 'warning',
    since,
    sentence:
      `A gradient has been over ${EXPLODED_TIMES} times its usual size since step ${since}: the networks are about ` +
      'to forget what they learned; if it stays so, train again with a smaller learningRate in --config.',
  };
}

function longEnough(streak: readonly LossRow[], sign: (since: number) => Sign): Sign | undefined {
  const [first] = streak;
  return first && streak.length >= WINDOW_ROWS ? sign(first.step) : undefined;
}

/** What to do when one network has lost for good. */
export function remedyFor(loss: LossName): string {
  return loss === 'minimax' || loss === 'non-saturating'
    ? 'train again with --loss relativistic, whose penalties keep the game open'
    : 'train again with a smaller learningRate or a larger gamma in --config';
}
