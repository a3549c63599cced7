// Finds the tracks of one artist by one of three routes.
// Called by tracks.ts; scripts/spotify offers the choice of route.

import { z } from 'zod';
import { searchWords } from './artists';
import type { SpotifyClient } from '../api/client';
import { jsonOf } from '../api/json';
import type { ListingJournal } from './listing-journal';
import type { Listing, Page, Pages } from '../api/paging';
import { spotifyId, type ArtistRow, type TrackRow } from './pull-folder';
import { SpotifyError, type SpotifyErrorCode } from '../api/spotify-error';

/**
 * A search by name; all albums and the tracks on them; the ten best known tracks, which apps in development
 * mode are not given and which falls back to the search.
 */
export const TRACK_ROUTES = ['search', 'albums', 'top-tracks'] as const;
export type TrackRoute = (typeof TRACK_ROUTES)[number];

export const albumRow = z.object({ id: spotifyId });
type AlbumRow = z.output<typeof albumRow>;

export interface FillTracksOptions {
  readonly client: SpotifyClient;
  readonly pages: Pages;
  readonly tracks: ListingJournal<TrackRow>;
  readonly albums: ListingJournal<AlbumRow>;
  readonly route: TrackRoute;
  readonly wanted: number;
}

/** @throws SpotifyError */
export async function fillTracks(artist: ArtistRow, options: FillTracksOptions): Promise<void> {
  switch (options.route) {
    case 'search':
      return fillBySearch(artist, options);
    case 'albums':
      return fillByAlbums(artist, options);
    case 'top-tracks':
      return (await fillByTopTracks(artist, options)) ? undefined : fillBySearch(artist, options);
  }
}

async function fillBySearch(artist: ArtistRow, { tracks, pages, wanted }: FillTracksOptions): Promise<void> {
  const listing: Listing = {
    path: 'search',
    query: { q: `artist:"${searchWords(artist.name)}"`, type: 'track' },
    within: 'tracks',
    kind: 'search',
  };
  await tracks.fill(`search ${artist.id}`, {
    wanted,
    fetchPage: (offset) => pages.read(listing, offset),
    rowOf: (item) => trackOf(item, artist),
    endsWhenBarren: true,
  });
}

/** How many albums are asked for at a time: few artists need more. */
const ALBUMS_A_TIME = 10;

async function fillByAlbums(
  artist: ArtistRow,
  { tracks, albums, pages, wanted }: FillTracksOptions,
): Promise<void> {
  const listing: Listing = {
    path: `artists/${artist.id}/albums`,
    query: { include_groups: 'album,single' },
    kind: 'albums',
  };
  let found = 0;
  for (let known = 0; ; known += ALBUMS_A_TIME) {
    const { ids } = await albums.fill(`albums ${artist.id}`, {
      wanted: known + ALBUMS_A_TIME,
      fetchPage: (offset) => pages.read(listing, offset),
      rowOf: (item) => albumRow.safeParse(item).data,
    });
    for (const album of [...ids].slice(known, known + ALBUMS_A_TIME)) {
      if (found >= wanted) return;
      const onAlbum: Listing = { path: `albums/${album}/tracks`, query: {}, kind: 'album-tracks' };
      const filled = await tracks.fill(`album ${album} of ${artist.id}`, {
        wanted: wanted - found,
        fetchPage: (offset) => pages.read(onAlbum, offset),
        rowOf: (item) => trackOf(item, artist),
      });
      found += filled.ids.size;
    }
    if (ids.size < known + ALBUMS_A_TIME) return;
  }
}

const topTracks = z.object({ tracks: z.array(z.unknown()) });
/** How an endpoint answers that this app is not given. */
const CLOSED: ReadonlySet<SpotifyErrorCode> = new Set(['forbidden', 'not-found', 'unexpected-status']);

/** Whether Spotify gave any; that it gives none is remembered as an empty page. */
async function fillByTopTracks(
  artist: ArtistRow,
  { client, tracks, wanted }: FillTracksOptions,
): Promise<boolean> {
  const ask = async (): Promise<Page> => {
    const path = `artists/${artist.id}/top-tracks`;
    const answer = await client.get(path, { market: 'US' }, (text) => jsonOf(text, topTracks));
    return { items: answer.tracks, hasMore: false };
  };
  const { ids } = await tracks.fill(`top ${artist.id}`, {
    wanted,
    fetchPage: async () => {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof SpotifyError && CLOSED.has(error.code)) return { items: [], hasMore: false };
        throw error;
      }
    },
    rowOf: (item) => trackOf(item, artist),
  });
  return ids.size > 0;
}

const trackItem = z.object({
  id: spotifyId,
  name: z.string(),
  artists: z.array(z.object({ id: z.string().nullish() })),
  duration_ms: z.number().min(0).nullish(),
});

/** The row of a track that the artist is on; a search by name finds others' too. */
function trackOf(item: unknown, artist: ArtistRow): TrackRow | undefined {
  const { data } = trackItem.safeParse(item);
  if (!data?.artists.some(({ id }) => id === artist.id)) return undefined;
  return {
    id: data.id,
    name: data.name,
    artistId: artist.id,
    artist: artist.name,
    genre: artist.genre,
    ...(typeof data.duration_ms === 'number' ? { durationMs: data.duration_ms } : {}),
  };
}
