// Cells of a two-bar unit that are to stay as they are, by voice and bar, and how the generator is shown
// them. Locks, variations and fills are all expressed this way.

import { FEATURE_SIZE, MASK_SIZE, maskIndex, writeFeatures } from '../../model/inputs';
import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, type PlacedHit, hitsOf, patternFromHits } from '../../rhythm/pattern';

export interface Kept {
  readonly pattern: Pattern;
  /** MASK_SIZE entries, see {@link maskIndex}. */
  readonly mask: Float32Array;
}

export function keepMask(voices: readonly number[], bars: readonly number[]): Float32Array {
  const mask = new Float32Array(MASK_SIZE);
  for (const voice of voices) for (const bar of bars) mask[maskIndex(voice, bar)] = 1;
  return mask;
}

export function eitherMask(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((keeps, at) => Math.max(keeps, b[at]!));
}

/** Keeps what the mask covers and what `besides` keeps, all of it as `pattern` has it. */
export function withMask(pattern: Pattern, mask: Float32Array, besides: Kept | undefined): Kept {
  return { pattern, mask: besides ? eitherMask(mask, besides.mask) : mask };
}

export function isKept(mask: Float32Array, step: number, voice: number): boolean {
  return mask[maskIndex(voice, Math.floor(step / STEPS_PER_BAR))] === 1;
}

export function keptHits({ pattern, mask }: Kept): PlacedHit[] {
  return hitsOf(pattern).filter(({ step, voice }) => isKept(mask, step, voice));
}

/** What the generator is shown of the kept cells: FEATURE_SIZE values. */
export function contextOf(hits: readonly PlacedHit[]): Float32Array {
  const context = new Float32Array(FEATURE_SIZE);
  writeFeatures(patternFromHits(UNIT_BARS, hits), context, 0);
  return context;
}
