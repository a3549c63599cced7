// Where Live's song is by Max's own clock. The song time that scripts read moves in steps of 10–60 ms and now
// and then a little back; a player that took it as it comes would play as unevenly. Used by loop-player.ts.

export interface Transport {
  readonly isPlaying: boolean;
  /** As Live tells it. */
  readonly beats: number;
  readonly beatsPerMs: number;
}

/** A smaller step back is not a jump: the position is read from another thread. */
const JITTER_BEATS = 0.05;

/** Further away than this from where it should be, the song was moved: no reading is so late. */
const MOST_LATE_MS = 240;

/** By how much the estimate falls behind on purpose, so that it follows where the two clocks differ. */
const LEAK = 0.0001;

export interface SongPosition {
  readonly beats: number;
  /** The song position was moved, or the Arrangement loop wrapped. */
  readonly hasJumped: boolean;
}

/**
 * A reading may be late but never early, so of all readings the least late one is right: the estimate runs on with the
 * tempo and moves up to each reading that is ahead of it.
 */
export class SongClock {
  private last: { readonly read: Transport; readonly beats: number; readonly atMs: number } | undefined;

  /** The position at `nowMs` while Live plays, from what it tells then. */
  follow(read: Transport, nowMs: number): SongPosition {
    const { last } = this;
    const expected = last && expectedAfter(last, read, nowMs);
    const hasJumped =
      last !== undefined &&
      (read.beats < last.read.beats - JITTER_BEATS ||
        Math.abs(read.beats - expected!) > MOST_LATE_MS * read.beatsPerMs);
    const beats = expected === undefined || hasJumped ? read.beats : Math.max(expected, read.beats);
    this.last = { read, beats, atMs: nowMs };
    return { beats, hasJumped };
  }

  /** Live has stopped: the next position is the first again. */
  forget(): void {
    this.last = undefined;
  }
}

/** Where the song is if nothing has happened to it; by the slower of two tempos, since a reading moves it up only. */
function expectedAfter(
  last: { readonly read: Transport; readonly beats: number; readonly atMs: number },
  { beatsPerMs }: Transport,
  nowMs: number,
): number {
  const passedMs = Math.max(0, nowMs - last.atMs) * (1 - LEAK);
  return last.beats + passedMs * Math.min(beatsPerMs, last.read.beatsPerMs);
}
