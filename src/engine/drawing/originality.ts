// Keeps copies of training patterns out while a rhythm is composed, and says how near the finished one comes.
// Used by `make` and `unit`; scripts print the result. Compares hits alone, with the index in the model
// folder.

import type { NearestPattern, TrainingIndex } from '../../model/training-index';
import { packHits } from '../../rhythm/distance';
import { type Pattern, concatPatterns, sliceBars } from '../../rhythm/pattern';

/** How near a rhythm comes to what its model learned from; hits alone count, loudness and timing do not. */
export interface Originality {
  /** Cells in which the rhythm's nearest two bars and the training pattern nearest to them differ; 0 is a copy. */
  readonly nearestDistance: number;
  /** Cells that at least one of those two hits: `nearestDistance` of so many differ. */
  readonly nearestHits: number;
  /** Candidates that were passed over because they were copies. */
  readonly passedOver: number;
  /** Whether two of its bars are a copy all the same: copies were allowed, or there was nothing else to draw. */
  readonly isCopy: boolean;
}

export interface CopyGuard {
  readonly passedOver: number;
  /** Whether a two-bar unit is a copy and may not be used; if so, counts it. */
  readonly refuses: (unit: Pattern) => boolean;
}

/**
 * A guard for one request of so many bars. Every two bars of the rhythm count as it is heard, in a loop: of a unit A B
 * also B A, which follows where the phrase comes back, and of a single bar A the A A that its loop makes.
 * @param index undefined for a guard that refuses nothing
 * @param own tells a unit that is the user's own, which is never refused
 */
export function copyGuard(
  index: TrainingIndex | undefined,
  bars: number,
  own: (unit: Pattern) => boolean = () => false,
): CopyGuard {
  let passedOver = 0;
  return {
    get passedOver() {
      return passedOver;
    },
    refuses: (unit) => {
      const heard = bars < unit.bars ? sliceBars(unit, 0, bars) : unit;
      if (!index || own(unit) || !windowsOf(heard).some((window) => index.has(window))) return false;
      passedOver++;
      return true;
    },
  };
}

/** Compares a finished rhythm with the training patterns, and adds what the guard counted. */
export function originalityOf(pattern: Pattern, index: TrainingIndex, guard: CopyGuard): Originality {
  const nearest = windowsOf(pattern)
    .map((window): NearestPattern => index.nearest(window))
    .reduce((least, other) => (other.distance < least.distance ? other : least));
  return {
    nearestDistance: nearest.distance,
    nearestHits: nearest.hits,
    passedOver: guard.passedOver,
    isCopy: nearest.distance === 0,
  };
}

/** The hits of every two bars that follow each other while a pattern loops, each different pair once. */
function windowsOf(pattern: Pattern): Uint32Array[] {
  const bars = Array.from({ length: pattern.bars }, (_, bar) => sliceBars(pattern, bar, 1));
  const windows = bars.map((bar, at) => packHits(concatPatterns([bar, bars[(at + 1) % bars.length]!])));
  return [...new Map(windows.map((window) => [window.join(), window])).values()];
}
