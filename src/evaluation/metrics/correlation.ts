// How far two sets of patterns differ in which cells sound together. Called by full-evaluation.ts and
// measure/controls.

import { bitCount } from '../../rhythm/distance';
import { UNIT_CELLS, cellIndex } from '../../rhythm/grid';
import { hitsOf, type Pattern } from '../../rhythm/pattern';

/**
 * Mean absolute difference of the correlations between all pairs of cells of two sets of two-bar patterns: what goes
 * with what. Marginals may be right and this be wrong. A cell that never or always sounds correlates with none.
 */
export function correlationError(a: readonly Pattern[], b: readonly Pattern[]): number {
  const [left, right] = [cellCorrelations(a), cellCorrelations(b)];
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += Math.abs(left[at]! - right[at]!);
  return sum / left.length;
}

/** Phi coefficients of the cell pairs (i < j), row by row. */
function cellCorrelations(patterns: readonly Pattern[]): Float64Array {
  const columns = hitColumns(patterns);
  const counts = columns.map((column) => column.reduce((sum, word) => sum + bitCount(word), 0));
  const total = patterns.length;
  const correlations = new Float64Array((UNIT_CELLS * (UNIT_CELLS - 1)) / 2);
  let at = 0;
  for (let i = 0; i < UNIT_CELLS; i++) {
    for (let j = i + 1; j < UNIT_CELLS; j++, at++) {
      const [p, q] = [counts[i]! / total, counts[j]! / total];
      const spread = p * (1 - p) * q * (1 - q);
      if (spread > 0)
        correlations[at] = (shared(columns[i]!, columns[j]!) / total - p * q) / Math.sqrt(spread);
    }
  }
  return correlations;
}

/** One bit a pattern for every cell. */
function hitColumns(patterns: readonly Pattern[]): Uint32Array[] {
  const columns = Array.from({ length: UNIT_CELLS }, () => new Uint32Array(Math.ceil(patterns.length / 32)));
  patterns.forEach((pattern, row) => {
    for (const { step, voice } of hitsOf(pattern))
      columns[cellIndex(step, voice)]![row >>> 5]! |= 1 << (row & 31);
  });
  return columns;
}

function shared(a: Uint32Array, b: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < a.length; word++) count += bitCount(a[word]! & b[word]!);
  return count;
}
