// Signs of collapse in the measures of the averaged generator: it repeats itself, covers little of the real
// rhythms, or copies. Called by collapse-signs; the follower also asks whether a generator is worth keeping.

import type { LossName } from '../../gan/losses';
import { leastDataCopying } from './keep-best';
import type { EvaluationRow, History } from '../run-history';
import { streakOf, type Sign } from './signs';
import { remedyFor } from './loss-signs';

type Metrics = EvaluationRow['metrics'];

/** What the measures of a run are compared with, from the same number of patterns. */
export interface MeasureBounds {
  /** What training patterns score: the most that can be hoped for. */
  readonly ceiling: Metrics;
  /** What patterns with independent cells score: no rhythm at all. */
  readonly floor: Metrics;
  /** Share of copies among held-out patterns, 0–1: as many are to be expected. */
  readonly heldOutCopies: number;
  readonly samples: number;
}

interface Past {
  /** From {@link JUDGED_FROM_STEP} on. */
  readonly evaluations: readonly EvaluationRow[];
  readonly loss: LossName;
  readonly bounds: MeasureBounds;
}

interface MeasureContext extends Omit<Past, 'evaluations'> {
  /** Whether no more steps come. */
  readonly hasEnded?: boolean;
}

/**
 * Measures are judged from this step on. Before that a generator may still be finding the beat: a healthy one covered
 * .005 after 100 steps and .1 after 200, at a learning rate of 1e-3; slower ones take longer.
 */
export const JUDGED_FROM_STEP = 500;
/** Consecutive evaluations that cover nothing, before it counts as a collapse. */
const LEAST_EVALUATIONS = 2;
/** Share of the ceiling's coverage. Lost games covered 0 all along, healthy ones a tenth of it or more by then. */
const NOTHING_COVERED = 0.02;
/** Shares of the best coverage so far; healthy runs lost at most a fifth from one evaluation to the next. */
const FALLEN_WARNING = 0.6;
const FALLEN_COLLAPSE = 1 / 3;
/** Share of the ceiling's coverage: a best below that may fall by chance. */
const LEAST_BEST = 0.1;
/**
 * Share of the ceiling's coverage that a finished run has to reach. Short healthy runs of small networks came to .72 and
 * .80 of it within 600 steps, whole ones to .95 or more: with less than half, something is missing.
 */
const LITTLE_COVERED = 1 / 2;
/** Shares of the distinct patterns among as many real ones; healthy runs kept .9, collapsed ones .04–.3. */
const FEW_WARNING = 0.5;
const FEW_COLLAPSE = 0.15;
/** Exact copies over the held-out patterns' own share. */
const COPIES_OVER = 0.1;
/**
 * Share of the C_T of training patterns themselves. A generator that so far knows only the commonest rhythms is nearer
 * to them than held-out ones are: small healthy runs came to −6 (relativistic) and −12 (wgan-gp), where the training
 * patterns had −40.
 */
const COPYING_SHARE = 1 / 2;

/** Whether a generator is near enough to real rhythms to be worth keeping. */
export function coversSomething({ coverage }: Metrics, bounds: MeasureBounds): boolean {
  // Of too few patterns it cannot be taken.
  if (coverage === undefined) return true;
  const ceiling = valueOf(bounds.ceiling, 'coverage');
  const least = leastCoverage(bounds);
  // Where real patterns do no better than unrelated ones, coverage says nothing.
  return coverage > least || least >= ceiling;
}

function leastCoverage({ ceiling, floor }: MeasureBounds): number {
  return Math.max(NOTHING_COVERED * valueOf(ceiling, 'coverage'), valueOf(floor, 'coverage'));
}

/** The signs at the end of some evaluations. */
export function measureSigns(
  { evaluations }: Pick<History, 'evaluations'>,
  { loss, bounds, hasEnded = false }: MeasureContext,
): Sign[] {
  const notFinite = notFiniteMeasure(evaluations);
  if (notFinite) return [notFinite];
  const past: Past = {
    evaluations: evaluations.filter(({ step }) => step >= JUDGED_FROM_STEP),
    loss,
    bounds,
  };
  // A generator that covers nothing is not reported as fallen on top of that.
  const covering =
    nothingCovered(past) ??
    coverageFallen(past) ??
    (hasEnded ? littleCovered(evaluations.at(-1), bounds) : undefined);
  return [fewDistinct(past), covering, copying(past)].flatMap((sign) => sign ?? []);
}

function notFiniteMeasure(evaluations: readonly EvaluationRow[]): Sign | undefined {
  const [first] = streakOf(evaluations, ({ metrics }) => !Object.values(metrics).every(Number.isFinite));
  if (!first) return undefined;
  return {
    code: 'not-finite',
    severity: 'collapse',
    since: first.step,
    sentence:
      `A measure of the generated rhythms is no number any more since step ${first.step}: the generator is broken; ` +
      'train again with a smaller learningRate in --config.',
  };
}

function fewDistinct({ evaluations, loss, bounds }: Past): Sign | undefined {
  const shareOf = ({ metrics }: EvaluationRow): number => valueOf(metrics, 'distinct') / real;
  const real = valueOf(bounds.ceiling, 'distinct');
  const last = evaluations.at(-1);
  const [first] = streakOf(evaluations, (row) => shareOf(row) < FEW_WARNING);
  if (!last || !first) return undefined;
  return {
    code: 'few-distinct',
    severity: shareOf(last) < FEW_COLLAPSE ? 'collapse' : 'warning',
    since: first.step,
    sentence:
      `The generator repeats itself since step ${first.step}: ${percent(valueOf(last.metrics, 'distinct'))} of its ` +
      `rhythms differ, where ${percent(real)} of real ones do; ${remedyFor(loss)}.`,
  };
}

function nothingCovered({ evaluations, loss, bounds }: Past): Sign | undefined {
  const streak = streakOf(evaluations, ({ metrics }) => !coversSomething(metrics, bounds));
  const since = streak[0]?.step;
  if (since === undefined || streak.length < LEAST_EVALUATIONS) return undefined;
  return {
    code: 'nothing-covered',
    severity: 'collapse',
    since,
    sentence:
      `No rhythm of the generator has been near a real one since step ${since}: it covers ` +
      `${percent(valueOf(streak.at(-1)!.metrics, 'coverage'))} of them, where others that are real cover ` +
      `${percent(valueOf(bounds.ceiling, 'coverage'))}; ` +
      `${remedyFor(loss)}.`,
  };
}

function coverageFallen({ evaluations, loss, bounds }: Past): Sign | undefined {
  const coverageOf = ({ metrics }: EvaluationRow): number => valueOf(metrics, 'coverage');
  const last = evaluations.at(-1);
  const best = evaluations.reduce<EvaluationRow | undefined>(
    (so, row) => (so && coverageOf(so) >= coverageOf(row) ? so : row),
    undefined,
  );
  if (!last || !best || coverageOf(best) < LEAST_BEST * valueOf(bounds.ceiling, 'coverage')) return undefined;
  const [first] = streakOf(evaluations, (row) => coverageOf(row) < FALLEN_WARNING * coverageOf(best));
  if (!first) return undefined;
  return {
    code: 'coverage-fallen',
    severity: coverageOf(last) < FALLEN_COLLAPSE * coverageOf(best) ? 'collapse' : 'warning',
    since: first.step,
    sentence:
      `The generator has lost rhythms since step ${first.step}: it covers ${percent(coverageOf(last))} of the real ` +
      `ones, after ${percent(coverageOf(best))} at step ${best.step}; ${remedyFor(loss)}.`,
  };
}

/** Whether a generator covers too little to be called well, were there no more steps. */
export function coversLittle(
  { coverage }: Metrics,
  { ceiling, floor }: Pick<MeasureBounds, 'ceiling' | 'floor'>,
): boolean {
  const most = valueOf(ceiling, 'coverage');
  // Where real patterns do no better than unrelated ones, coverage says nothing.
  return coverage !== undefined && most > valueOf(floor, 'coverage') && coverage < LITTLE_COVERED * most;
}

/** That the generator of a run's last evaluation covers too little, and what to do. */
export function littleCovered(last: EvaluationRow | undefined, bounds: MeasureBounds): Sign | undefined {
  if (!last || !coversLittle(last.metrics, bounds)) return undefined;
  return {
    code: 'little-covered',
    severity: 'warning',
    since: last.step,
    sentence:
      `At the end the generator covers ${coverageWords(last.metrics, bounds)}: most of what is played has nothing like ` +
      'it among its rhythms; go on for more --steps in another run with --from this one, or train with more rhythms.',
  };
}

/** How much of the real rhythms is covered, beside what others that are real cover. */
export function coverageWords(metrics: Metrics, { ceiling }: MeasureBounds): string {
  return (
    `${percent(valueOf(metrics, 'coverage'))} of the real rhythms, where others that are real cover ` +
    percent(valueOf(ceiling, 'coverage'))
  );
}

function copying({ evaluations, bounds }: Past): Sign | undefined {
  // Without held-out patterns that are new, nothing tells copying from playing well.
  if (bounds.heldOutCopies >= 1 - COPIES_OVER) return undefined;
  const nearness = Math.min(
    leastDataCopying(bounds.samples),
    COPYING_SHARE * valueOf(bounds.ceiling, 'dataCopying'),
  );
  const [first] = streakOf(
    evaluations,
    ({ metrics }) =>
      valueOf(metrics, 'copies') > bounds.heldOutCopies + COPIES_OVER ||
      valueOf(metrics, 'dataCopying') < nearness,
  );
  const last = evaluations.at(-1);
  if (!first || !last) return undefined;
  return {
    code: 'copying',
    severity: 'warning',
    since: first.step,
    sentence:
      `The generator copies training rhythms since step ${first.step}: ${percent(valueOf(last.metrics, 'copies'))} ` +
      `of its own are exact copies, where ${percent(bounds.heldOutCopies)} of unseen real ones are, and C_T is ` +
      `${valueOf(last.metrics, 'dataCopying').toFixed(1)}; train with more rhythms or a larger gamma in --config.`,
  };
}

function valueOf(metrics: Metrics, name: string): number {
  return metrics[name] ?? 0;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
