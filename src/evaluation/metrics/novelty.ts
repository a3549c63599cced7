// Whether generated patterns copy the training set, and how varied they are. Called by
// evaluate-patterns.ts; training's decoding-scorer.ts tests for copies with the same z-score.

import { type PackedSet, nearestDistances } from './neighbours';

export interface Novelty {
  /** Share of the patterns whose hits no other one before them has, 0–1. */
  readonly distinct: number;
  /** Share of the patterns that are in the training set hit for hit and somebody's there, 0–1. */
  readonly copies: number;
  /** C_T of Meehan et al. (2020): about 0 like unseen real patterns, strongly negative when training patterns are copied. */
  readonly dataCopying: number;
  /** Mean number of cells to the nearest training pattern. */
  readonly trainingDistance: number;
}

/**
 * Compares generated patterns with the training set.
 * @param unseen distance of each held-out real pattern to its nearest training pattern: what no copying looks like
 * @param isNobodys whether a generated pattern, by its place, is so plain that it is no copy of anything
 */
export function novelty(
  generated: PackedSet,
  training: PackedSet,
  unseen: ArrayLike<number>,
  isNobodys: (index: number) => boolean = () => false,
): Novelty {
  const distances = nearestDistances(generated, training);
  return {
    distinct: distinctShare(generated),
    copies:
      distances.filter((distance, index) => distance === 0 && !isNobodys(index)).length / generated.count,
    dataCopying: mannWhitneyZ(distances, unseen),
    trainingDistance: distances.reduce((sum, distance) => sum + distance, 0) / generated.count,
  };
}

export function distinctShare(set: PackedSet): number {
  const keys = new Set<string>();
  for (let index = 0; index < set.count; index++) {
    keys.add(set.words.subarray(index * set.wordsEach, (index + 1) * set.wordsEach).join());
  }
  return keys.size / set.count;
}

/**
 * The Mann–Whitney U statistic of two samples as a z-score with the correction for ties: positive when values of `a`
 * tend to be larger. All-equal samples give 0.
 */
export function mannWhitneyZ(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const all = [
    ...Array.from(a, (value) => ({ value, isA: true })),
    ...Array.from(b, (value) => ({ value, isA: false })),
  ].sort((x, y) => x.value - y.value);
  const total = all.length;
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < total;) {
    let to = from;
    while (to < total && all[to]!.value === all[from]!.value) to++;
    const meanRank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) if (all[at]!.isA) rankSum += meanRank;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const u = rankSum - (a.length * (a.length + 1)) / 2;
  const mean = (a.length * b.length) / 2;
  const variance = ((a.length * b.length) / 12) * (total + 1 - ties / (total * (total - 1)));
  return variance > 0 ? (u - mean) / Math.sqrt(variance) : 0;
}
