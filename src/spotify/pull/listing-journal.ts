// Knows what each listing of a step has given so far, so that a pull goes on where it was stopped.
// Used by the artist and track steps. Fetches nothing itself; every page goes to a journal on disk at once.

import { z } from 'zod';
import { openJournal, type Journal } from '../../files/journal';
import type { Page } from '../api/paging';

export interface Row {
  readonly id: string;
}

type PageEntry = z.output<ReturnType<typeof pageEntry>>;

/** A journal's line: a page of a listing, or why the listing is skipped. */
export function pageEntry<Schema extends z.ZodType<Row>>(row: Schema) {
  return z.object({
    listing: z.string(),
    /** Where the listing goes on. */
    next: z.number().int().min(0),
    isEnd: z.boolean(),
    rows: z.array(row),
    skipped: z.string().optional(),
  });
}

export interface ListingState {
  readonly ids: ReadonlySet<string>;
  readonly next: number;
  readonly isEnd: boolean;
  readonly skipped?: string;
}

export interface FillOptions<Found extends Row> {
  readonly wanted: number;
  readonly fetchPage: (offset: number) => Promise<Page>;
  /** The row of an item, or undefined for one that does not belong. */
  readonly rowOf: (item: unknown) => Found | undefined;
  /** A search by name drifts off to other names: it ends with the first page that has none of its own. */
  readonly endsWhenBarren?: boolean;
}

/** Only ids are held in memory. */
export class ListingJournal<Found extends Row> {
  /** Pages asked for since it was opened. */
  pagesFetched = 0;
  private readonly states = new Map<string, ListingState>();
  private journal: Journal<PageEntry> | undefined;

  private constructor() {
    // made by open()
  }

  /** @throws Error in one sentence */
  static async open<Found extends Row>(
    file: string,
    row: z.ZodType<Found>,
    { retrySkipped = false }: { readonly retrySkipped?: boolean } = {},
  ): Promise<ListingJournal<Found>> {
    const opened = new ListingJournal<Found>();
    opened.journal = await openJournal(file, pageEntry(row), (entry) => {
      opened.note(entry);
    });
    if (retrySkipped) {
      for (const [listing, { ids, next, skipped }] of opened.states) {
        if (skipped !== undefined) opened.states.set(listing, { ids, next, isEnd: false });
      }
    }
    return opened;
  }

  state(listing: string): ListingState {
    return this.states.get(listing) ?? { ids: new Set(), next: 0, isEnd: false };
  }

  get listings(): ReadonlyMap<string, ListingState> {
    return this.states;
  }

  /**
   * Fetches pages from where the listing was left, until it has given as many rows as wanted or has ended.
   */
  async fill(
    listing: string,
    { wanted, fetchPage, rowOf, endsWhenBarren = false }: FillOptions<Found>,
  ): Promise<ListingState> {
    for (;;) {
      const { ids, next, isEnd } = this.state(listing);
      if (isEnd || ids.size >= wanted) return this.state(listing);
      const { items, hasMore } = await fetchPage(next);
      this.pagesFetched++;
      const rows = new Map<string, Found>();
      let taken = 0;
      for (const item of items) {
        if (ids.size + rows.size >= wanted) break;
        taken++;
        const row = rowOf(item);
        if (row && !ids.has(row.id) && !rows.has(row.id)) rows.set(row.id, row);
      }
      const isDone = taken === items.length && (!hasMore || (endsWhenBarren && rows.size === 0));
      await this.write({ listing, next: next + taken, isEnd: isDone, rows: [...rows.values()] });
    }
  }

  /** Skips a listing, for good unless the skipped ones are asked for again. */
  async skip(listing: string, reason: string): Promise<void> {
    await this.write({ listing, next: this.state(listing).next, isEnd: true, rows: [], skipped: reason });
  }

  async close(): Promise<void> {
    await this.journal?.close();
  }

  private async write(entry: PageEntry): Promise<void> {
    await this.journal?.append(entry);
    this.note(entry);
  }

  private note({ listing, next, isEnd, rows, skipped }: PageEntry): void {
    const ids = new Set(this.states.get(listing)?.ids);
    for (const { id } of rows) ids.add(id);
    this.states.set(listing, { ids, next, isEnd, ...(skipped === undefined ? {} : { skipped }) });
  }
}
