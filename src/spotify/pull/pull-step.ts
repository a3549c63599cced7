// What each step of a pull is given and what it ends with. Used by the three steps and scripts/spotify.

import { makeFolder, removeUnfinished } from '../../files/whole';
import type { SpotifyClient } from '../api/client';

export interface StepOptions {
  readonly client: SpotifyClient;
  readonly folder: string;
  readonly retrySkipped?: boolean;
  /** Told how much is done, of how much at most, and of what. */
  readonly onProgress?: (done: number, total: number, words: string) => void;
}

export interface StepCounts {
  /** What is there now: artists, tracks or documents. */
  readonly total: number;
  /** Requests for pages or documents that were answered in this run; what was there is not asked for again. */
  readonly fetched: number;
  /** Found more than once and kept once. */
  readonly duplicates: number;
  readonly skipped: number;
}

/** Makes sure that the folder is there and free of what a killed run left half-written. */
export async function preparePull(folder: string): Promise<void> {
  await makeFolder(folder);
  await removeUnfinished(folder);
}
