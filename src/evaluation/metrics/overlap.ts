// mgeval's comparison of two sets by one descriptor: overlapping area and divergence. Called by
// full-evaluation.ts.

import { standardDeviation } from '../../rhythm/statistics';

/** How two distributions of distances lie over each other (Yang & Lerch 2018, mgeval). */
export interface Overlap {
  /** Overlapping area of the two densities, 0–1. */
  readonly overlappingArea: number;
  /** Kullback–Leibler divergence of the first from the second, in nats. */
  readonly divergence: number;
}

const GRID_POINTS = 1024;
/** How far the grid goes beyond the samples, in bandwidths. */
const MARGIN = 4;
/** Density taken where an estimate has none, or a single empty place would make the divergence infinite. */
const LEAST_DENSITY = 1e-12;
/** Patterns of each set whose distances are taken: a million pairs decide these figures to three decimals. */
const MOST_VALUES = 1000;

/**
 * mgeval's comparison of one feature: distances within the real set against distances between the two sets. Equal
 * distributions give an area near 1 and a divergence near 0.
 */
export function distanceOverlap(real: readonly number[], generated: readonly number[]): Overlap {
  const [a, b] = [real.slice(0, MOST_VALUES), generated.slice(0, MOST_VALUES)];
  const within = a.flatMap((value, at) => a.slice(at + 1).map((other) => Math.abs(value - other)));
  const between = a.flatMap((value) => b.map((other) => Math.abs(value - other)));
  return densityOverlap(within, between);
}

/**
 * Overlapping area and divergence of two samples by Gaussian kernel density estimates (Scott's bandwidth) on one
 * common grid. mgeval's own divergence takes each density on a range of its own and so calls shifted ones equal.
 */
export function densityOverlap(a: readonly number[], b: readonly number[]): Overlap {
  const [widthA, widthB] = [bandwidth(a), bandwidth(b)];
  const margin = MARGIN * Math.max(widthA, widthB);
  const low = Math.min(least(a), least(b)) - margin;
  const high = Math.max(most(a), most(b)) + margin;
  const spacing = (high - low) / (GRID_POINTS - 1);
  const p = density(a, { low, spacing, width: widthA });
  const q = density(b, { low, spacing, width: widthB });
  let overlappingArea = 0;
  let divergence = 0;
  p.forEach((value, at) => {
    const other = q[at]!;
    overlappingArea += Math.min(value, other) * spacing;
    if (value > LEAST_DENSITY)
      divergence += value * Math.log(value / Math.max(other, LEAST_DENSITY)) * spacing;
  });
  return { overlappingArea: Math.min(1, overlappingArea), divergence: Math.max(0, divergence) };
}

/** Scott's rule in one dimension; samples that do not vary get a narrow peak. */
function bandwidth(values: readonly number[]): number {
  return Math.max(1e-6, standardDeviation(values)) * values.length ** -0.2;
}

/** A kernel density estimate on the grid, its area 1; samples are shared out between the two nearest points first. */
function density(
  values: readonly number[],
  { low, spacing, width }: { readonly low: number; readonly spacing: number; readonly width: number },
): Float64Array {
  const counts = new Float64Array(GRID_POINTS);
  for (const value of values) {
    const place = (value - low) / spacing;
    const at = Math.min(GRID_POINTS - 2, Math.floor(place));
    counts[at]! += 1 - (place - at);
    counts[at + 1]! += place - at;
  }
  const kernel = Array.from({ length: GRID_POINTS }, (_, lag) =>
    Math.exp(-(((lag * spacing) / width) ** 2) / 2),
  );
  const estimate = new Float64Array(GRID_POINTS);
  counts.forEach((count, from) => {
    if (count === 0) return;
    for (let at = 0; at < GRID_POINTS; at++) estimate[at]! += count * kernel[Math.abs(at - from)]!;
  });
  const area = estimate.reduce((sum, value) => sum + value, 0) * spacing;
  return estimate.map((value) => value / area);
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
