import { makeFolder, removeUnfinished } from '../../files/whole';
import type { SpotifyClient } from '../api/client';

/** What every step of a pull is given. */
export interface StepOptions {
  readonly client: SpotifyClient;
  /** The folder of the pull. */
  readonly folder: string;
  /** Asks again for what was skipped. */
  readonly retrySkipped?: boolean;
  /** Told how much is done, of how much where that is known, and what is going on. */
  readonly onProgress?: (done: number, total: number, words: string) => void;
}

/** What a step ends with. */
export interface StepCounts {
  /** What is there now: artists, tracks or documents. */
  readonly total: number;
  /** Requests for pages or documents that were answered in this run; what was there is not asked for again. */
  readonly fetched: number;
  /** Found more than once and kept once. */
  readonly duplicates: number;
  readonly skipped: number;
}

/** Makes the folder of a pull ready: there, and free of what a killed run left half-written. */
export async function preparePull(folder: string): Promise<void> {
  await makeFolder(folder);
  await removeUnfinished(folder);
}
