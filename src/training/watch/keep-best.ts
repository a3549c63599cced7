// Keeps the best generator of a run so far, which is the one that gets exported; called by the follower. Also
// says how much copying is too much, which the signs of copying and the choice of a decoding share.

import { toHost } from '../../gan/weights';
import type { Measured } from './evaluator';
import type { RunState } from '../run-state';

/**
 * More copying than this disqualifies a generator, however much it covers: C_T in standard deviations over 2048
 * samples, to be scaled with the root of their number as the statistic itself is.
 */
const LEAST_DATA_COPYING = -3;
const COPYING_SAMPLES = 2048;

/** The lowest C_T that does not count as copying, when measured on that many patterns. */
export function leastDataCopying(samples: number): number {
  return LEAST_DATA_COPYING * Math.sqrt(samples / COPYING_SAMPLES);
}

/**
 * Keeps the averaged weights when they score better than all before, without copying. Scores that are absent or NaN
 * never count as better.
 *
 * The score is the mean of coverage and recall, the two figures that fall when rhythms are lost. Coverage alone is too
 * flat to choose by: over a run it stayed within ±.03 of .69 while recall rose from .41 to .70.
 */
export async function keepBest(state: RunState, { evaluation, patterns }: Measured): Promise<void> {
  const { coverage, recall, dataCopying } = evaluation;
  if (coverage === null || recall === null) return;
  const score = (coverage + recall) / 2;
  const isOriginal = dataCopying >= leastDataCopying(patterns.length);
  const isBetter = Number.isFinite(score) && score > (state.best?.score ?? -Infinity);
  if (isOriginal && isBetter) state.best = { step: state.step, score, weights: await toHost(state.average) };
}
