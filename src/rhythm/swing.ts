// What swing means: how it is measured in a pattern and how a pattern is given another one. Used by
// condition-values.ts, which measures it, by the engine's make.ts, which sets it, and by whoever swings its
// own hits.

import { type Pattern, type PlacedHit, hitsOf, mapHits } from './pattern';
import { mean } from './statistics';

/** How far an odd 16th is delayed at a swing of 1, in steps: the last third of a triplet 8th. */
export const FULL_SWING_STEPS = 1 / 3;

/** Mean offset of the odd 16ths less that of the even ones, in units of a full triplet; 0 without odd 16ths. */
export function swingOf(hits: readonly PlacedHit[]): number {
  const odd = hits.filter((hit) => hit.step % 2 === 1).map((hit) => hit.offset);
  const even = hits.filter((hit) => hit.step % 2 === 0).map((hit) => hit.offset);
  if (odd.length === 0) return 0;
  const delay = (mean(odd) - (even.length > 0 ? mean(even) : 0)) / FULL_SWING_STEPS;
  return Math.min(1, Math.max(-1, delay));
}

/**
 * Moves the odd 16ths so that the pattern's swing becomes what is asked for; what each hit leaned besides stays.
 * @param swing 0 straight … 1 a full triplet
 */
export function withSwing(pattern: Pattern, swing: number): Pattern {
  const hits = hitsOf(pattern);
  if (!hits.some(({ step }) => step % 2 === 1)) return pattern;
  const delay = (swing - swingOf(hits)) * FULL_SWING_STEPS;
  return mapHits(pattern, (hit) => (hit.step % 2 === 1 ? { ...hit, offset: hit.offset + delay } : hit));
}
