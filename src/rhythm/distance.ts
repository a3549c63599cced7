// How far apart two patterns are, in hits, velocity and timing, and hits packed as bits to compare them fast.
// Used by the engine, evaluation, training and the corpus. The training index and training's decode-cells.ts
// lay cells out as `packHits` does: change them together.

import { CHANNEL_COUNT, HIT } from './grid';
import type { Pattern } from './pattern';
import { hitAt, hitsOf } from './pattern';

/** The hits of a pattern as bits, 32 cells a word in the order of the grid: what distances are taken on. */
export function packHits(pattern: Pattern): Uint32Array {
  const cells = pattern.cells.length / CHANNEL_COUNT;
  const words = new Uint32Array(Math.ceil(cells / 32));
  for (let cell = 0; cell < cells; cell++) {
    if (pattern.cells[cell * CHANNEL_COUNT + HIT] === 1) words[cell >>> 5]! |= 1 << (cell & 31);
  }
  return words;
}

/** A short text that two patterns share exactly when they hit the same cells. */
export function hitKey(pattern: Pattern): string {
  return Array.from(packHits(pattern), (word) => word.toString(36)).join('.');
}

/** In how many cells exactly one of two packed patterns is hit. @throws RangeError for different lengths. */
export function hammingDistance(a: Uint32Array, b: Uint32Array): number {
  if (a.length !== b.length) throw new RangeError('Patterns of different length have no Hamming distance.');
  let distance = 0;
  for (let word = 0; word < a.length; word++) distance += bitCount(a[word]! ^ b[word]!);
  return distance;
}

/** F-measure of the hits of one pattern against another's: 1 when the same cells are hit, 0 when none agree. */
export function hitFMeasure(a: Pattern, b: Pattern): number {
  const hitsA = hitsOf(a);
  const hitsB = hitsOf(b);
  if (hitsA.length + hitsB.length === 0) return 1;
  const shared = hitsA.filter(({ step, voice }) => hitAt(b, step, voice)).length;
  return (2 * shared) / (hitsA.length + hitsB.length);
}

/** Root-mean-square difference in velocity and in offset (steps) over the cells that both patterns hit. */
export function grooveDistance(
  a: Pattern,
  b: Pattern,
): { readonly velocity: number; readonly offsetSteps: number } {
  let velocity = 0;
  let offset = 0;
  let shared = 0;
  for (const hit of hitsOf(a)) {
    const other = hitAt(b, hit.step, hit.voice);
    if (!other) continue;
    velocity += (hit.velocity - other.velocity) ** 2;
    offset += (hit.offset - other.offset) ** 2;
    shared++;
  }
  if (shared === 0) return { velocity: 0, offsetSteps: 0 };
  return { velocity: Math.sqrt(velocity / shared), offsetSteps: Math.sqrt(offset / shared) };
}

/** Number of set bits of a 32-bit word (Warren, Hacker's Delight, §5-1). */
export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
