// Second step of a pull: the tracks of every artist of the first, into tracks.jsonl.
// Called by scripts/spotify.

import { join } from 'node:path';
import { ListingJournal } from './listing-journal';
import { writeList } from './list-file';
import { Pages } from '../api/paging';
import { artistsOf, PULL, trackRow, type ArtistRow } from './pull-folder';
import { workSkipping } from './skipping';
import { preparePull, type StepCounts, type StepOptions } from './pull-step';
import { countOf } from './streams';
import { albumRow, fillTracks, type TrackRoute } from './track-routes';

export interface TrackOptions {
  readonly tracksPerArtist: number;
  readonly route: TrackRoute;
}

/**
 * An artist that Spotify does not give is skipped and recorded.
 * @throws Error in one sentence; what came before it is kept
 */
export async function pullTracks(
  { tracksPerArtist, route }: TrackOptions,
  { client, folder, retrySkipped = false, onProgress }: StepOptions,
): Promise<StepCounts> {
  await preparePull(folder);
  const total = await countOf(artistsOf(folder));
  if (total === 0) {
    throw new Error(`${folder} holds no artists yet: run the \`artists\` step with the same --out first.`);
  }
  const pages = new Pages(client);
  const journalFile = join(folder, PULL.journals.tracks);
  const journal = await ListingJournal.open(journalFile, trackRow, { retrySkipped });
  const albums = await ListingJournal.open(join(folder, PULL.journals.albums), albumRow);
  let done = 0;
  const next = ({ name }: ArtistRow): void => onProgress?.(++done, total, name);
  try {
    await workSkipping(artistsOf(folder), {
      work: async (artist) => {
        if (journal.state(artistKey(artist)).skipped === undefined) {
          await fillTracks(artist, {
            tracks: journal,
            albums,
            pages,
            client,
            route,
            wanted: tracksPerArtist,
          });
        }
        next(artist);
      },
      skip: async (artist, reason) => {
        await journal.skip(artistKey(artist), reason);
        next(artist);
      },
    });
  } finally {
    await journal.close();
    await albums.close();
  }
  const { rows, duplicates } = await writeList(join(folder, PULL.tracks), journalFile, trackRow);
  const skipped = [...journal.listings.values()].filter((state) => state.skipped !== undefined).length;
  return { total: rows, fetched: journal.pagesFetched + albums.pagesFetched, duplicates, skipped };
}

/** Names an artist as a whole in the journal, where each listing of the artist's has a name of its own. */
function artistKey({ id }: ArtistRow): string {
  return `artist ${id}`;
}
