// The four properties of a rhythm that condition the network, measured from its hits; not the controls on the
// device's panel. Used by model, training, the engine, evaluation and exploration. Models are trained on
// these numbers: measured in another way, they condition every existing model wrongly.

import { STEPS_PER_BEAT } from './grid';
import { hitsOf, type Pattern, type PlacedHit } from './pattern';
import { standardDeviation } from './statistics';
import { swingOf } from './swing';

export interface ConditionValues {
  /** Hits per bar, all voices together. */
  readonly density: number;
  /** Share of the hits that do not fall on a quarter-note beat, 0–1. */
  readonly offBeatWeight: number;
  /** How late the odd 16ths are against the even ones: 0 straight, 1 a full triplet (⅓ of a step), −1…1. */
  readonly swing: number;
  /** Standard deviation of the velocities, 0–0.5. */
  readonly velocitySpread: number;
}

export type ConditionName = keyof ConditionValues;

/** The order of the controls in arrays and condition vectors. */
export const CONDITION_NAMES = [
  'density',
  'offBeatWeight',
  'swing',
  'velocitySpread',
] as const satisfies readonly ConditionName[];

/** Measures the four controls of a pattern; a silent pattern has all zero. */
export function conditionValuesOf(pattern: Pattern): ConditionValues {
  return conditionValuesOfHits(hitsOf(pattern), pattern.bars);
}

/** The same from the hits alone, for candidates of which most never become a pattern. */
export function conditionValuesOfHits(hits: readonly PlacedHit[], bars: number): ConditionValues {
  if (hits.length === 0) return { density: 0, offBeatWeight: 0, swing: 0, velocitySpread: 0 };
  return {
    density: hits.length / bars,
    offBeatWeight: hits.filter((hit) => hit.step % STEPS_PER_BEAT !== 0).length / hits.length,
    swing: swingOf(hits),
    velocitySpread: standardDeviation(hits.map((hit) => hit.velocity)),
  };
}
