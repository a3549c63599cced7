// Reads Spotify's listings page by page, in the largest pages that an app is given.
// Used by the artist and track steps of pull/.

import { z } from 'zod';
import type { SpotifyClient } from './client';
import { jsonOf } from './json';
import { SpotifyError } from './spotify-error';

export interface Page {
  readonly items: readonly unknown[];
  readonly hasMore: boolean;
}

export interface Listing {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The key of the answer that holds the page; undefined where the answer itself is the page. */
  readonly within?: string;
  /** Listings of one kind share their page size. */
  readonly kind: 'search' | 'albums' | 'album-tracks';
}

/** Apps with extended access get 50 a page; in development mode some listings give 10 at most. */
const PAGE_SIZES = [50, 10, 5, 1] as const;

/** No query reaches further: offset + limit may not be more. */
const LAST_OFFSET = 1000;

const pageSchema = z.object({ items: z.array(z.unknown()), next: z.string().nullish() });

export class Pages {
  private readonly sizes = new Map<Listing['kind'], number>();

  constructor(private readonly client: SpotifyClient) {}

  /** @throws SpotifyError */
  async read(listing: Listing, offset: number): Promise<Page> {
    if (offset >= LAST_OFFSET) return { items: [], hasMore: false };
    const size = this.sizes.get(listing.kind) ?? PAGE_SIZES[0];
    const limit = Math.min(size, LAST_OFFSET - offset);
    try {
      const query = { ...listing.query, limit, offset };
      const { items, next } = await this.client.get(listing.path, query, (text) => pageOf(text, listing));
      const isLast = items.length === 0 || typeof next !== 'string' || offset + items.length >= LAST_OFFSET;
      return { items, hasMore: !isLast };
    } catch (error) {
      const smaller = PAGE_SIZES.find((candidate) => candidate < limit);
      const isTooLarge = error instanceof SpotifyError && error.code === 'invalid-limit';
      if (!isTooLarge || smaller === undefined) throw error;
      this.sizes.set(listing.kind, smaller);
      return this.read(listing, offset);
    }
  }
}

function pageOf(text: string, { within }: Listing): z.output<typeof pageSchema> {
  if (within === undefined) return jsonOf(text, pageSchema);
  return jsonOf(text, z.object({ [within]: pageSchema }))[within]!;
}
