// The Fréchet distance between the descriptors of two sets of patterns. Called by full-evaluation.ts.

import { mean, standardDeviation } from '../../rhythm/statistics';
import { product, squareRoot, type Matrix } from './symmetric-eigen';

/** Added to the variances, in units of the real deviations: some descriptors depend on others. */
const REGULARISATION = 1e-3;
/**
 * So that what never varies among the real, closed and open hat at once for instance, does not outweigh all else where
 * it varies a little among the others: five points of a share.
 */
const LEAST_DEVIATION = 0.05;

/**
 * Fréchet distance ‖μ − μ′‖² + tr(Σ + Σ′ − 2(ΣΣ′)^½) of two sets of feature rows taken as normal distributions
 * (Dowson & Landau 1982; used on features by Heusel et al. 2017), in z-scores of the real rows. 0 means alike.
 */
export function frechetDistance(
  real: readonly (readonly number[])[],
  other: readonly (readonly number[])[],
): number {
  const scales = columnsOf(real).map((column) => ({
    centre: mean(column),
    deviation: Math.max(LEAST_DEVIATION, standardDeviation(column)),
  }));
  const scaled = (rows: readonly (readonly number[])[]): number[][] =>
    rows.map((row) => row.map((value, at) => (value - scales[at]!.centre) / scales[at]!.deviation));
  const [a, b] = [momentsOf(scaled(real)), momentsOf(scaled(other))];
  const shift = a.centre.reduce((sum, value, at) => sum + (value - b.centre[at]!) ** 2, 0);
  const root = squareRoot(a.covariance);
  // Of the same trace as (ΣΣ′)^½, and symmetric.
  const both = squareRoot(product(product(root, b.covariance), root));
  return Math.max(0, shift + trace(a.covariance) + trace(b.covariance) - 2 * trace(both));
}

function columnsOf(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]!));
}

function momentsOf(rows: readonly (readonly number[])[]): { centre: number[]; covariance: Matrix } {
  const centred = columnsOf(rows).map((column) => {
    const centre = mean(column);
    return { centre, rest: column.map((value) => value - centre) };
  });
  const covariance = centred.map(({ rest }, i) =>
    centred.map(
      ({ rest: other }, j) =>
        rest.reduce((sum, value, at) => sum + value * other[at]!, 0) / rows.length +
        (i === j ? REGULARISATION : 0),
    ),
  );
  return { centre: centred.map(({ centre }) => centre), covariance };
}

function trace(matrix: Matrix): number {
  return matrix.reduce((sum, row, at) => sum + row[at]!, 0);
}
