// Counts values into bins as they come, with their mean and deviation. Used by the statistics of corpora and
// tracks; src/report/charts.ts draws the result.

/** The range and the number of equal bins of a histogram; values outside count into the end bins. */
export interface HistogramShape {
  readonly low: number;
  readonly high: number;
  readonly bins: number;
}

export interface HistogramSummary {
  /** Low ends of the bins and the high end of the last. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly count: number;
  /** From here on of the values themselves, not of the bins; 0 without values. */
  readonly mean: number;
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

/** Takes constant memory, however many values there are. */
export class Histogram {
  private readonly counts: number[];
  private count = 0;
  private mean = 0;
  private squares = 0;
  private least = Infinity;
  private most = -Infinity;

  constructor(private readonly shape: HistogramShape) {
    this.counts = new Array<number>(shape.bins).fill(0);
  }

  add(value: number): void {
    const { low, high, bins } = this.shape;
    const bin = Math.floor(((value - low) / (high - low)) * bins);
    this.counts[Math.min(bins - 1, Math.max(0, bin))]! += 1;
    this.count++;
    // Welford (1962): stays exact where a sum of squares over millions of hits would cancel.
    const change = value - this.mean;
    this.mean += change / this.count;
    this.squares += change * (value - this.mean);
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
  }

  summary(): HistogramSummary {
    const { low, high, bins } = this.shape;
    const isEmpty = this.count === 0;
    return {
      edges: Array.from({ length: bins + 1 }, (_, at) => low + ((high - low) * at) / bins),
      counts: [...this.counts],
      count: this.count,
      mean: this.mean,
      deviation: isEmpty ? 0 : Math.sqrt(this.squares / this.count),
      least: isEmpty ? 0 : this.least,
      most: isEmpty ? 0 : this.most,
    };
  }
}
