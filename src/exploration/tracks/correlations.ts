// Correlations between the features of tracks. Used by track-statistics.ts.

/** Pearson's correlation of every pair of several values, in constant memory (Welford's update for covariances). */
export class Correlations {
  private count = 0;
  private readonly means: number[];
  private readonly products: number[][];

  constructor(private readonly size: number) {
    this.means = new Array<number>(size).fill(0);
    this.products = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  }

  add(values: readonly number[]): void {
    this.count++;
    const before = values.map((value, at) => value - this.means[at]!);
    before.forEach((change, at) => (this.means[at]! += change / this.count));
    for (let a = 0; a < this.size; a++) {
      for (let b = 0; b < this.size; b++) this.products[a]![b]! += before[a]! * (values[b]! - this.means[b]!);
    }
  }

  /** −1…1 by row and column; 0 where a value never changes. */
  matrix(): number[][] {
    return this.products.map((row, a) =>
      row.map((product, b) => {
        const scale = Math.sqrt(this.products[a]![a]! * this.products[b]![b]!);
        return scale > 0 ? Math.max(-1, Math.min(1, product / scale)) : 0;
      }),
    );
  }
}
