// What a set of patterns is like on average, and how far its hit probabilities are from another set's. Used
// by evaluate-patterns.ts and training's evaluator.ts.

import { CONDITION_NAMES, conditionValuesOf } from '../../rhythm/condition-values';
import { hasBackbeat, isFourOnTheFloor, offBeatHatRate, syncopation } from '../../rhythm/description';
import { UNIT_CELLS, cellIndex } from '../../rhythm/grid';
import { type Pattern, hitsOf } from '../../rhythm/pattern';
import { mean, standardDeviation } from '../../rhythm/statistics';

/** Means over a set of patterns, to be compared with those of real patterns. */
export interface Character {
  readonly fourOnTheFloor: number;
  readonly backbeat: number;
  readonly offBeatHats: number;
  readonly syncopation: number;
  /** Hits per bar. */
  readonly density: number;
  readonly offBeatWeight: number;
  readonly swing: number;
  readonly velocitySpread: number;
  readonly velocityMean: number;
  readonly offsetSpreadSteps: number;
}

export function characterOf(patterns: readonly Pattern[]): Character {
  const controls = patterns.map(conditionValuesOf);
  const hits = patterns.flatMap(hitsOf);
  const [density, offBeatWeight, swing, velocitySpread] = CONDITION_NAMES.map((name) =>
    mean(controls.map((control) => control[name])),
  ) as [number, number, number, number];
  return {
    fourOnTheFloor: mean(patterns.map((pattern) => Number(isFourOnTheFloor(pattern)))),
    backbeat: mean(patterns.map((pattern) => Number(hasBackbeat(pattern)))),
    offBeatHats: mean(patterns.map(offBeatHatRate)),
    syncopation: mean(patterns.map((pattern) => syncopation(pattern))),
    density,
    offBeatWeight,
    swing,
    velocitySpread,
    velocityMean: mean(hits.map(({ velocity }) => velocity)),
    offsetSpreadSteps: standardDeviation(hits.map(({ offset }) => offset)),
  };
}

/** Mean absolute difference of the hit probabilities of the cells of two sets of two-bar patterns. */
export function marginalError(a: readonly Pattern[], b: readonly Pattern[]): number {
  const [left, right] = [hitProbabilities(a), hitProbabilities(b)];
  return mean(Array.from(left, (probability, cell) => Math.abs(probability - right[cell]!)));
}

/** How often each cell is hit, [UNIT_CELLS]. */
function hitProbabilities(patterns: readonly Pattern[]): Float64Array {
  const counts = new Float64Array(UNIT_CELLS);
  for (const pattern of patterns) {
    for (const { step, voice } of hitsOf(pattern)) counts[cellIndex(step, voice)]! += 1 / patterns.length;
  }
  return counts;
}
