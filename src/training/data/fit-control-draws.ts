// Fits how the controls of a style's patterns go together, so that controls can be drawn as the style has
// them. Used for the card and by drawn-conditions.

import { KNOT_SCORES, type ControlDraws } from '../../model/control-draws';
import { CONDITION_NAMES } from '../../rhythm/condition-values';
import { standardNormalQuantile } from '../../rhythm/normal';
import type { PackedPatterns } from './packed-patterns';
import { mean } from '../../rhythm/statistics';

/** Fits the copula of the controls of some patterns. @param members at least one index into `packed` */
export function fitControlDraws(packed: PackedPatterns, members: readonly number[]): ControlDraws {
  const columns = CONDITION_NAMES.map((_, control) =>
    members.map((index) => packed.controls[index * CONDITION_NAMES.length + control]!),
  );
  const scores = columns.map(normalScores);
  const correlation = scores.map((a) => scores.map((b) => correlationOf(a, b)));
  return {
    quantiles: columns.map((values) => {
      const sorted = [...values].sort((a, b) => a - b);
      return KNOT_SHARES.map((share) => round(quantile(sorted, share)));
    }),
    factor: choleskyFactor(correlation).map((row) => row.map(round)),
  };
}

/** Φ of KNOT_SCORES: the share of values below each knot. */
const KNOT_SHARES = [
  0.0062097, 0.0227501, 0.0668072, 0.1586553, 0.3085375, 0.5, 0.6914625, 0.8413447, 0.9331928, 0.9772499,
  0.9937903,
] as const satisfies { readonly length: (typeof KNOT_SCORES)['length'] };

/** The standard normal number of the same rank as each value; equal values share the mean of their ranks. */
function normalScores(values: readonly number[]): number[] {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const scores = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    const score = standardNormalQuantile((from + to) / 2 / order.length);
    for (let at = from; at < to; at++) scores[order[at]!] = score;
    from = to;
  }
  return scores;
}

/** Pearson's; 0 where one of the two never varies. */
function correlationOf(a: readonly number[], b: readonly number[]): number {
  if (a === b) return 1;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: readonly number[], y: readonly number[], mx: number, my: number): number =>
    x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0);
  const spread = Math.sqrt(product(a, a, meanA, meanA) * product(b, b, meanB, meanB));
  return spread > 0 ? product(a, b, meanA, meanB) / spread : 0;
}

/** L with L·Lᵀ = the matrix (Cholesky–Banachiewicz); a control that follows from those before it adds nothing. */
function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] {
  const factor: number[][] = [];
  matrix.forEach((row, i) => {
    const line: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j === i ? line : factor[j]!;
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= line[k]! * other[k]!;
      if (j === i) line.push(Math.sqrt(Math.max(0, rest)));
      else line.push(other[j]! > 1e-6 ? rest / other[j]! : 0);
    }
    factor.push(line);
  });
  return factor;
}

/** The value below which a share of the sorted values lie, between neighbours by proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

/** To four decimals: more would say nothing and fill the card. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
