// The steps of two bars that rules speak of. Used by the tables of rules beside it.

import { STEPS_PER_BAR, UNIT_STEPS } from '../grid';

export const BEATS: readonly number[] = inBothBars([0, 4, 8, 12]);
export const BACKBEATS: readonly number[] = inBothBars([4, 12]);
/** The 8ths between the beats. */
export const OFF_BEATS: readonly number[] = inBothBars([2, 6, 10, 14]);
export const NOT_BEATS: readonly number[] = allBut(BEATS);
export const NOT_BACKBEATS: readonly number[] = allBut(BACKBEATS);
/** The 16ths on either side of a backbeat. */
export const BESIDE_BACKBEATS: readonly number[] = inBothBars([3, 5, 11, 13]);

function inBothBars(steps: readonly number[]): number[] {
  return [...steps, ...steps.map((step) => step + STEPS_PER_BAR)];
}

function allBut(left: readonly number[]): number[] {
  return Array.from({ length: UNIT_STEPS }, (_, step) => step).filter((step) => !left.includes(step));
}
