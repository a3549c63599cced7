// First step of a pull: the artists of each genre, into artists.jsonl. Called by scripts/spotify.

import { join } from 'node:path';
import { z } from 'zod';
import { ListingJournal } from './listing-journal';
import { writeList } from './list-file';
import { Pages, type Listing } from '../api/paging';
import { artistRow, PULL, spotifyId, type ArtistRow } from './pull-folder';
import { preparePull, type StepCounts, type StepOptions } from './pull-step';

/** `genres` is absent for apps in development mode. */
const artistItem = z.object({
  id: spotifyId,
  name: z.string(),
  genres: z.array(z.string()).nullish(),
});

/**
 * @param wanted most artists of each genre
 * @throws Error in one sentence; what came before it is kept
 */
export async function pullArtists(
  genres: readonly string[],
  wanted: number,
  { client, folder, onProgress }: StepOptions,
): Promise<StepCounts> {
  await preparePull(folder);
  const pages = new Pages(client);
  const journalFile = join(folder, PULL.journals.artists);
  const journal = await ListingJournal.open(journalFile, artistRow);
  let done = 0;
  try {
    for (const genre of genres) {
      const listing = artistSearch(genre);
      const before = done;
      const { ids } = await journal.fill(listing.query.q, {
        wanted,
        fetchPage: async (offset) => {
          const page = await pages.read(listing, offset);
          onProgress?.(before + offset, wanted * genres.length, genre);
          return page;
        },
        rowOf: (item) => artistOf(item, genre),
      });
      done += ids.size;
      onProgress?.(done, wanted * genres.length, genre);
    }
  } finally {
    await journal.close();
  }
  const { rows, duplicates } = await writeList(join(folder, PULL.artists), journalFile, artistRow);
  return { total: rows, fetched: journal.pagesFetched, duplicates, skipped: 0 };
}

function artistSearch(genre: string): Listing & { readonly query: { readonly q: string } } {
  return {
    path: 'search',
    query: { q: `genre:"${searchWords(genre)}"`, type: 'artist' },
    within: 'artists',
    kind: 'search',
  };
}

/** Words as a search takes them: quotation marks would end them. */
export function searchWords(text: string): string {
  return text.replaceAll('"', ' ').trim();
}

function artistOf(item: unknown, genre: string): ArtistRow | undefined {
  const parsed = artistItem.safeParse(item);
  if (!parsed.success) return undefined;
  const { id, name, genres } = parsed.data;
  return { id, name, genre, genres: genres ?? [] };
}
