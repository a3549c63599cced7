// Decodes hit logits into cells alone, without velocities and offsets, for the many rhythms that
// choose-decoding tries.

import { addHitNoise, soundingCells, type Calibration } from '../../model/decoding';
import { UNIT_CELLS } from '../../rhythm/grid';
import type { Random } from '../../rhythm/random';
import type { PackedHits } from './fit-density-ratio';

/** How hit logits are decoded, see `Calibration`: thresholds by style, one scale of noise for all. */
export interface HitDecoding {
  readonly hitNoise: number;
  readonly thresholds: readonly Calibration['thresholds'][];
}

/** The cells that each row hits with the thresholds of its style, one hat per step as the engine plays it. */
export function decodeCells(
  logits: Float32Array,
  styles: ArrayLike<number>,
  { hitNoise, thresholds }: HitDecoding,
  random: Random,
): PackedHits {
  const count = styles.length;
  const noised = logits.slice();
  addHitNoise(noised, hitNoise, random);
  const starts = new Uint32Array(count + 1);
  const cells: number[] = [];
  for (let row = 0; row < count; row++) {
    for (const cell of soundingCells(
      noised,
      row,
      { thresholds: thresholds[styles[row]!]! },
      { oneHat: true },
    ))
      cells.push(cell);
    starts[row + 1] = cells.length;
  }
  return { count, starts, cells: Uint16Array.from(cells), styles: Uint8Array.from(styles) };
}

export function cellsAt({ starts, cells }: PackedHits, index: number): Uint16Array {
  return cells.subarray(starts[index], starts[index + 1]);
}

/** The hits of one pattern as bits, in the form of `packHits`. */
export function packedCells(packed: PackedHits, index: number): Uint32Array {
  const words = new Uint32Array(UNIT_CELLS / 32);
  for (const cell of cellsAt(packed, index)) words[cell >>> 5]! |= 1 << (cell & 31);
  return words;
}
