// Counts how often each genre, artist or reason comes up. Used by track-statistics.ts; tracks-page.ts shows
// the most frequent.

export interface NamedCount {
  readonly name: string;
  readonly count: number;
}

/** The name under which `top` sums up what it leaves out. */
export const ALL_OTHERS = 'all others';

/** Counts names in bounded memory: beyond so many of them, new ones are counted together. */
export class Counts {
  private readonly counts = new Map<string, number>();
  private others = 0;

  constructor(private readonly mostNames = 100_000) {}

  add(name: string): void {
    const count = this.counts.get(name);
    if (count === undefined && this.counts.size >= this.mostNames) this.others++;
    else this.counts.set(name, (count ?? 0) + 1);
  }

  get names(): number {
    return this.counts.size;
  }

  /** The most frequent names in order, and after them the sum of all others where there are any. */
  top(most: number): NamedCount[] {
    const all = [...this.counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
    const rest = all.slice(most).reduce((sum, { count }) => sum + count, this.others);
    return [...all.slice(0, most), ...(rest > 0 ? [{ name: ALL_OTHERS, count: rest }] : [])];
  }
}
