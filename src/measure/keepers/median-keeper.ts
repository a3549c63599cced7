// The keeper that is neither the most usual nor the oddest: which rhythm a picture shows is a rule and not a
// taste. Called by keepers-figures.ts for --median.

import { hammingDistance, packHits } from '../../rhythm/distance';
import type { SeededRhythm } from './made-rhythms';

export interface MedianKeeper {
  readonly seed: number;
  /** Rhythms that keep the rules: among these it is the median. */
  readonly keepers: number;
  /** Cells that it differs in from another keeper, in the mean. */
  readonly distance: number;
}

/**
 * The keeper whose total Hamming distance to the others is the median, of an even number the lower of the middle two;
 * of equal distances the smaller seed comes first. Undefined without keepers.
 */
export function medianKeeper(keepers: readonly SeededRhythm[]): MedianKeeper | undefined {
  const packed = keepers.map(({ pattern }) => packHits(pattern));
  const totals = keepers.map(({ seed }, at) => ({
    seed,
    total: packed.reduce((sum, other) => sum + hammingDistance(packed[at]!, other), 0),
  }));
  totals.sort((a, b) => a.total - b.total || a.seed - b.seed);
  const middle = totals[Math.floor((totals.length - 1) / 2)];
  return (
    middle && {
      seed: middle.seed,
      keepers: keepers.length,
      distance: middle.total / Math.max(1, keepers.length - 1),
    }
  );
}
