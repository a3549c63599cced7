// Finds copies: whether a rhythm hits exactly what a training pattern hits, and how far the nearest one is.
// Built by the engine's model-files.ts from what training-index-file.ts reads; asked by its originality.ts.

import { bitCount } from '../rhythm/distance';
import { UNIT_CELLS } from '../rhythm/grid';

/** Words that the hits of a two-bar pattern fill, 32 cells each, as `packHits` lays them out. */
export const UNIT_WORDS = UNIT_CELLS / 32;

/** How near a rhythm comes to the training pattern nearest to it. */
export interface NearestPattern {
  /** Cells that one of the two hits and the other does not; 0 is a copy. */
  readonly distance: number;
  /** Cells that at least one of the two hits. */
  readonly hits: number;
}

/** The hits of all patterns that a model learned from. */
export interface TrainingIndex {
  /** Different patterns in it. */
  readonly count: number;
  /** Whether a packed two-bar pattern hits exactly the cells of one that was learned from. */
  has(packed: Uint32Array): boolean;
  /** The nearest pattern by Hamming distance; of several equally near ones always the same. */
  nearest(packed: Uint32Array): NearestPattern;
}

/**
 * An index over packed patterns, UNIT_WORDS words each.
 *
 * They are kept in order of their number of hits: two patterns differ in at least as many cells as those numbers do, so
 * that a search goes outward from its own number and ends, exact, where no nearer pattern can follow.
 * @throws RangeError unless there are whole patterns, and at least one
 */
export function createTrainingIndex(patterns: Uint32Array): TrainingIndex {
  const count = patterns.length / UNIT_WORDS;
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`${patterns.length} words are not a whole number of patterns.`);
  const { words, starts } = orderedByHits(patterns);

  /** The distance between a pattern and the one at a word, or anything from `limit` on when it is not below that. */
  const distanceWithin = (packed: Uint32Array, at: number, limit: number): number => {
    let distance = 0;
    for (let word = 0; word < UNIT_WORDS && distance < limit; word++)
      distance += bitCount(packed[word]! ^ words[at + word]!);
    return distance;
  };

  /** The least distance below `limit` among the patterns of so many hits, or `limit`. */
  const nearestOf = (packed: Uint32Array, hits: number, limit: number): number => {
    if (hits < 0 || hits > UNIT_CELLS) return limit;
    let least = limit;
    const end = starts[hits + 1]! * UNIT_WORDS;
    for (let at = starts[hits]! * UNIT_WORDS; at < end && least > 0; at += UNIT_WORDS)
      least = Math.min(least, distanceWithin(packed, at, least));
    return least;
  };

  return {
    count,
    has: (packed) => nearestOf(packed, hitsIn(packed, 0), 1) === 0,
    nearest: (packed) => {
      const own = hitsIn(packed, 0);
      let [distance, hits] = [UNIT_CELLS + 1, 0];
      for (let gap = 0; gap < distance && gap <= UNIT_CELLS; gap++) {
        for (const number of gap === 0 ? [own] : [own - gap, own + gap]) {
          const least = nearestOf(packed, number, distance);
          if (least < distance) [distance, hits] = [least, number];
        }
      }
      // Of |a| + |b| hits, the shared ones count once and the others make up the distance.
      return { distance, hits: (own + hits + distance) / 2 };
    },
  };
}

/** The patterns sorted by their number of hits, in their own order among equals, and where each number starts. */
function orderedByHits(patterns: Uint32Array): { readonly words: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(UNIT_CELLS + 2);
  for (let at = 0; at < patterns.length; at += UNIT_WORDS) starts[hitsIn(patterns, at) + 1]!++;
  for (let hits = 1; hits < starts.length; hits++) starts[hits]! += starts[hits - 1]!;
  const next = starts.slice();
  const words = new Uint32Array(patterns.length);
  for (let at = 0; at < patterns.length; at += UNIT_WORDS) {
    const place = next[hitsIn(patterns, at)]!++;
    for (let word = 0; word < UNIT_WORDS; word++) words[place * UNIT_WORDS + word] = patterns[at + word]!;
  }
  return { words, starts };
}

function hitsIn(words: Uint32Array, at: number): number {
  let hits = 0;
  for (let word = at; word < at + UNIT_WORDS; word++) hits += bitCount(words[word]!);
  return hits;
}
