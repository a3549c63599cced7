// Keeps the best few of a stream, no two of them alike. typicality.ts holds its picks in shortlists.

export interface Rank {
  /** The higher the better. */
  readonly score: number;
  /** Decides between equal ranks, so that the order of arrival does not. */
  readonly tieBreak: string;
  /** No two items of a shortlist share a mark: of those that would, the best stays. */
  readonly marks: readonly string[];
}

/**
 * Items are alike when they share a mark. Memory holds only the list: an item that pushed out others of its mark and is
 * pushed out itself does not bring them back.
 */
export class Shortlist<Item> {
  private entries: readonly Entry<Item>[] = [];

  constructor(private readonly size: number) {}

  add(item: Item, rank: Rank): void {
    const entry = { item, rank };
    const last = this.entries.at(-1);
    if (this.entries.length === this.size && last && compare(entry, last) > 0) return;
    const alike = this.entries.filter((other) => sharesMark(entry, other));
    if (alike.some((other) => compare(other, entry) < 0)) return;
    const rest = this.entries.filter((other) => !alike.includes(other));
    this.entries = [...rest, entry].sort(compare).slice(0, this.size);
  }

  /** The items, the best first. */
  items(): Item[] {
    return this.entries.map(({ item }) => item);
  }
}

interface Entry<Item> {
  readonly item: Item;
  readonly rank: Rank;
}

function compare<Item>(a: Entry<Item>, b: Entry<Item>): number {
  return b.rank.score - a.rank.score || (a.rank.tieBreak < b.rank.tieBreak ? -1 : 1);
}

function sharesMark<Item>(a: Entry<Item>, b: Entry<Item>): boolean {
  return a.rank.marks.some((mark) => b.rank.marks.includes(mark));
}
