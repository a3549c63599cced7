// A scatter plot for any number of points: pairs of features, and loudness over time. Filled by
// track-statistics.ts, drawn by tracks-page.ts.

import type { HistogramShape } from '../histogram';

/** How many tracks fall into each cell of a plane: `counts[row][column]`, low values first. */
export interface DensitySummary {
  readonly x: HistogramShape;
  readonly y: HistogramShape;
  readonly counts: readonly (readonly number[])[];
}

/** Counts pairs of values into cells, in constant memory. */
export class DensityMap {
  private readonly counts: readonly number[][];

  constructor(
    private readonly x: HistogramShape,
    private readonly y: HistogramShape,
  ) {
    this.counts = Array.from({ length: y.bins }, () => new Array<number>(x.bins).fill(0));
  }

  /** Values beyond an end are counted in the last cell. */
  add(x: number, y: number): void {
    this.counts[binOf(y, this.y)]![binOf(x, this.x)]! += 1;
  }

  summary(): DensitySummary {
    return { x: this.x, y: this.y, counts: this.counts.map((row) => [...row]) };
  }
}

function binOf(value: number, { low, high, bins }: HistogramShape): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * bins)));
}
