// The folder of a pull: where its parts are, the form of each line, and its lists.
// Written by the three steps; corpus/analysis/files.ts and the tracks of exploration read it.

import { join } from 'node:path';
import { z } from 'zod';
import { journalEntries } from '../../files/journal';

/** Spotify's identifiers: 22 digits of base 62. They name files, so nothing else is let in. */
export const spotifyId = z.string().regex(/^[0-9A-Za-z]{22}$/);

/** A line of `artists.jsonl`. */
export const artistRow = z.object({
  id: spotifyId,
  name: z.string(),
  /** The genre that the pull found it by. */
  genre: z.string(),
  /** All genres that Spotify gives it; none where Spotify does not say. */
  genres: z.array(z.string()),
});
export type ArtistRow = z.output<typeof artistRow>;

/** A line of `tracks.jsonl`. */
export const trackRow = z.object({
  id: spotifyId,
  name: z.string(),
  artistId: spotifyId,
  artist: z.string(),
  genre: z.string(),
  durationMs: z.number().min(0).optional(),
});
export type TrackRow = z.output<typeof trackRow>;

/** A line of the analysis journal: a document that is there, or why there is none. */
export const analysisEntry = z.union([
  z.object({ id: spotifyId, bytes: z.number().int().min(0) }),
  z.object({ id: spotifyId, skipped: z.string() }),
]);
export type AnalysisEntry = z.output<typeof analysisEntry>;

/** Where the parts of a pull lie. The lists are made of the journals, which say how far each step is. */
export const PULL = {
  artists: 'artists.jsonl',
  tracks: 'tracks.jsonl',
  analysisFolder: 'analysis',
  journals: {
    artists: join('checkpoints', 'artists.jsonl'),
    albums: join('checkpoints', 'albums.jsonl'),
    tracks: join('checkpoints', 'tracks.jsonl'),
    analysis: join('checkpoints', 'analysis.jsonl'),
  },
} as const;

export function artistsOf(folder: string): AsyncGenerator<ArtistRow> {
  return journalEntries(join(folder, PULL.artists), artistRow);
}

export function tracksOf(folder: string): AsyncGenerator<TrackRow> {
  return journalEntries(join(folder, PULL.tracks), trackRow);
}

export function documentName(id: string): string {
  return `${id}.json`;
}
