// Decides which failures skip one artist or track and which end the pull. Used by tracks.ts and analysis.ts.

import { SpotifyError, type SpotifyErrorCode } from '../api/spotify-error';

/** Faults that belong to one thing asked for, not to the app or its limits. */
const OWN_FAULTS: ReadonlySet<SpotifyErrorCode> = new Set([
  'bad-request',
  'not-found',
  'unexpected-status',
  'malformed',
  'too-large',
]);
/** Faults of the line: of one thing now and then, of all things when it is down. */
const LINE_FAULTS: ReadonlySet<SpotifyErrorCode> = new Set(['server-error', 'network']);

/** After this many faults of the line in a row the pull ends. */
const MOST_LINE_FAULTS = 3;

export interface SkippingWork<Piece> {
  readonly work: (piece: Piece) => Promise<void>;
  readonly skip: (piece: Piece, reason: string) => Promise<void>;
}

/**
 * A piece that fails for a reason of its own is skipped and recorded, and the rest goes on. Where the line
 * itself is down nothing is recorded, so that the next run asks again.
 * @throws SpotifyError of what ends the whole pull: credentials, a closed endpoint, a long pause, a line that
 * is down
 */
export async function workSkipping<Piece>(
  pieces: AsyncIterable<Piece>,
  { work, skip }: SkippingWork<Piece>,
): Promise<void> {
  let unreached: { readonly piece: Piece; readonly reason: string }[] = [];
  const recordUnreached = async (): Promise<void> => {
    for (const { piece, reason } of unreached) await skip(piece, reason);
    unreached = [];
  };
  for await (const piece of pieces) {
    try {
      await work(piece);
      await recordUnreached();
    } catch (error) {
      if (!(error instanceof SpotifyError)) throw error;
      if (OWN_FAULTS.has(error.code)) {
        await recordUnreached();
        await skip(piece, error.message);
      } else if (LINE_FAULTS.has(error.code)) {
        unreached.push({ piece, reason: error.message });
        if (unreached.length === MOST_LINE_FAULTS) throw error;
      } else throw error;
    }
  }
  await recordUnreached();
}
