// Nearest neighbours among packed patterns, by Hamming distance. Fidelity, novelty, the nearest-neighbour
// baseline and training's choice of a decoding are built on it.

import { bitCount } from '../../rhythm/distance';

/** Many packed patterns of one length, one after another. */
export interface PackedSet {
  readonly count: number;
  readonly wordsEach: number;
  readonly words: Uint32Array;
}

/** Joins packed patterns. @throws RangeError when their lengths differ. */
export function packedSet(patterns: readonly Uint32Array[]): PackedSet {
  const wordsEach = patterns[0]?.length ?? 0;
  const words = new Uint32Array(patterns.length * wordsEach);
  patterns.forEach((pattern, at) => {
    if (pattern.length !== wordsEach)
      throw new RangeError('All patterns of a set must have the same length.');
    words.set(pattern, at * wordsEach);
  });
  return { count: patterns.length, wordsEach, words };
}

/** Hamming distances from one pattern of `from` to all of `to`, written into `distances` [to.count]. */
export function distancesTo(from: PackedSet, index: number, to: PackedSet, distances: Uint16Array): void {
  const { wordsEach } = to;
  const start = index * wordsEach;
  for (let other = 0, at = 0; other < to.count; other++) {
    let distance = 0;
    for (let word = 0; word < wordsEach; word++, at++)
      distance += bitCount(from.words[start + word]! ^ to.words[at]!);
    distances[other] = distance;
  }
}

/** Distance from every pattern of `from` to its nearest in `to`, [from.count]. */
export function nearestDistances(from: PackedSet, to: PackedSet): Uint16Array {
  const nearest = new Uint16Array(from.count);
  const distances = new Uint16Array(to.count);
  for (let index = 0; index < from.count; index++) {
    distancesTo(from, index, to, distances);
    nearest[index] = distances.reduce((least, distance) => Math.min(least, distance), 0xffff);
  }
  return nearest;
}

/** Distance from every pattern to the k-th nearest other of its own set, [set.count]. */
export function neighbourRadii(set: PackedSet, k: number): Uint16Array {
  const radii = new Uint16Array(set.count);
  const distances = new Uint16Array(set.count);
  for (let index = 0; index < set.count; index++) {
    distancesTo(set, index, set, distances);
    distances[index] = 0xffff; // not its own neighbour
    radii[index] = kthSmallest(distances, k);
  }
  return radii;
}

/** The k-th smallest of small whole numbers, by counting; MOST_CELLS when there are fewer. */
function kthSmallest(values: Uint16Array, k: number): number {
  const counts = new Uint32Array(MOST_CELLS + 1);
  for (const value of values) if (value <= MOST_CELLS) counts[value]!++;
  let seen = 0;
  for (let value = 0; value <= MOST_CELLS; value++) {
    seen += counts[value]!;
    if (seen >= k) return value;
  }
  return MOST_CELLS;
}

/** No two patterns of up to eight bars and 32 voices differ in more cells. */
const MOST_CELLS = 4096;
