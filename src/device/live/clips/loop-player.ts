// Plays the current rhythm in time with Live's transport, with or without a clip. Switched by gestures.ts and
// program.ts; parts.ts gives it the loop and the outlet. Scripts may run late, so it sends notes ahead.

import type { Schedule } from '../host/node-link';
import { insertMarkerBeats } from '../lom/arrangement';
import { numberOf, song } from '../lom/object';
import type { ClipNote } from '../../notes/clip-notes';
import { SongPace } from './song-pace';
import { TO_PLAYER, type Message } from '../../protocol/selectors';
import { SongClock, type Transport } from './song-clock';

/** Notes from beat 0 on, repeated every `lengthBeats`. */
export interface Loop {
  readonly notes: readonly ClipNote[];
  readonly lengthBeats: number;
}

export interface LoopPlayerOptions {
  readonly schedule: Schedule;
  /** Max's clock, by which notes that are sent ahead are played. */
  readonly nowMs: () => number;
  /** To the Max objects that play notes on time. */
  readonly send: (message: Message) => void;
  /** What to play now; undefined for nothing. */
  readonly loop: () => Loop | undefined;
  /** The time by the clock on the wall, in ms: in an export Max's own may run with the song. */
  readonly now: () => number;
  readonly say: (sentence: string) => void;
}

/** What the status line says of Play. */
export const PLAYER_SENTENCES = {
  noRhythm: 'Play is on, but there is no rhythm yet. Press Generate, or draw one.',
  stopped: 'Play is on: start Live to hear the rhythm. An export has only what is written into a clip.',
  playing: 'Play is on. An export has only what is written into a clip: press Write for that.',
  export:
    'Live runs faster than it sounds, as in an export, so Play is silent. Write the rhythm into a clip to export it.',
} as const;

export const PLAYER_TIMES_MS = {
  /** Between two looks at Live's transport. */
  look: 20,
  /** The same while the song has just started or was moved: the more looks, the sooner its position is exact. */
  firstLook: 5,
  /** How long that lasts. */
  first: 1000,
  /** How far ahead notes are sent: a change is heard this much later. */
  ahead: 120,
} as const;

/** A note ends this much early, so that the next of its pitch never begins before it has ended. */
const GAP_MS = 2;

const MS_PER_MINUTE = 60_000;

/**
 * At each look it sends the notes of the next moment with their delays, and Max objects on the scheduler's own thread
 * play them on time. A note's time depends only on the song position, so the loop stays exact through stops, jumps
 * and tempo changes.
 */
export class LoopPlayer {
  private isOn = false;
  private isEnabled = true;
  private cancelLook: (() => void) | undefined;
  private last: Transport | undefined;
  private lastLookMs = 0;
  private readonly clock = new SongClock();
  private lastStartMs = 0;
  private readonly pace = new SongPace();
  /** Whether the song runs too fast to be played along with. */
  private isFast = false;
  /** In beats of the song: notes before this have been sent. */
  private sentUntil = 0;

  constructor(private readonly options: LoopPlayerOptions) {}

  /** The Play switch. */
  setOn(isOn: boolean): void {
    this.isOn = isOn;
    this.update();
  }

  /** Whether the device is switched on in Live. */
  setEnabled(isEnabled: boolean): void {
    this.isEnabled = isEnabled;
    this.update();
  }

  /** Says what Play does now, or what it waits for. */
  describe(): void {
    const { loop, say } = this.options;
    if (!this.isOn) return;
    if ((loop()?.notes.length ?? 0) === 0) say(PLAYER_SENTENCES.noRhythm);
    else say(readTransport().isPlaying ? PLAYER_SENTENCES.playing : PLAYER_SENTENCES.stopped);
  }

  close(): void {
    this.isOn = false;
    this.update();
  }

  private update(): void {
    const shouldLook = this.isOn && this.isEnabled;
    if (shouldLook && !this.cancelLook) this.look();
    else if (!shouldLook && this.cancelLook) {
      this.cancelLook();
      this.cancelLook = undefined;
      this.fallSilent();
    }
  }

  /** Plays what is due and looks again. An error ends that until the next switch: it would recur at every look. */
  private look(): void {
    this.cancelLook = undefined;
    try {
      this.play(readTransport());
    } catch (error) {
      this.fallSilent();
      throw error;
    }
    const hasJustStarted = this.options.nowMs() - this.lastStartMs < PLAYER_TIMES_MS.first;
    const { look, firstLook } = PLAYER_TIMES_MS;
    this.cancelLook = this.options.schedule(hasJustStarted && this.last?.isPlaying ? firstLook : look, () => {
      this.look();
    });
  }

  private play(read: Transport): void {
    const before = this.last;
    this.last = read;
    if (!read.isPlaying) {
      this.forget();
      if (before?.isPlaying) this.options.send([TO_PLAYER.stop]);
      return;
    }
    if (this.runsTooFast(before, read)) return;
    const nowMs = this.options.nowMs();
    const { beats, hasJumped } = this.clock.follow(read, nowMs);
    const ahead = PLAYER_TIMES_MS.ahead * read.beatsPerMs;
    if (!before?.isPlaying) this.sentUntil = startOf(before, read, ahead);
    else if (hasJumped) {
      // The notes already sent are for another place.
      this.options.send([TO_PLAYER.stop]);
      this.sentUntil = beats;
    }
    if (!before?.isPlaying || hasJumped) this.lastStartMs = nowMs;
    const until = beats + ahead;
    if (until > this.sentUntil) {
      this.sendBetween(this.sentUntil, until, { beats, beatsPerMs: read.beatsPerMs });
      this.sentUntil = until;
    }
  }

  /** Falls silent once the song runs much faster than time, and has the player begin anew where it no longer does. */
  private runsTooFast(before: Transport | undefined, read: Transport): boolean {
    const wallMs = this.options.now();
    const passedMs = wallMs - this.lastLookMs;
    this.lastLookMs = wallMs;
    if (!before?.isPlaying) return false;
    const wasFast = this.isFast;
    this.isFast = this.pace.isFastAfter((read.beats - before.beats) / read.beatsPerMs, passedMs);
    if (this.isFast && !wasFast) {
      this.clock.forget();
      this.options.send([TO_PLAYER.stop]);
      this.options.say(PLAYER_SENTENCES.export);
    } else if (wasFast && !this.isFast) {
      this.sentUntil = read.beats;
      this.lastStartMs = this.options.nowMs();
    }
    return this.isFast;
  }

  private sendBetween(
    from: number,
    until: number,
    { beats, beatsPerMs }: Pick<Transport, 'beats' | 'beatsPerMs'>,
  ): void {
    const loop = this.options.loop();
    if (!loop || loop.notes.length === 0) return;
    const { notes, lengthBeats } = loop;
    const first = Math.floor(from / lengthBeats);
    for (let round = first; round * lengthBeats < until; round++) {
      for (const note of notes) {
        const start = round * lengthBeats + note.startBeats;
        if (start < from || start >= until || note.muted) continue;
        const delayMs = Math.max(0, (start - beats) / beatsPerMs);
        const lengthMs = Math.max(1, note.durationBeats / beatsPerMs - GAP_MS);
        this.options.send([TO_PLAYER.note, note.pitch, Math.round(note.velocity), delayMs]);
        this.options.send([TO_PLAYER.note, note.pitch, 0, delayMs + lengthMs]);
      }
    }
  }

  private fallSilent(): void {
    this.last = undefined;
    this.forget();
    this.options.send([TO_PLAYER.stop]);
  }

  /** The song has stopped: what was known of its way means nothing for the next. */
  private forget(): void {
    this.clock.forget();
    this.pace.forget();
    this.isFast = false;
  }
}

/**
 * A song that has just started did so up to one look ago, from where it stood or from the insert marker: notes are sent
 * from there on, so none is missed.
 */
function startOf(before: Transport | undefined, now: Transport, ahead: number): number {
  const starts = before ? [before.beats, insertMarkerBeats() ?? now.beats] : [];
  const begun = starts.filter((beats) => now.beats >= beats && now.beats - beats < ahead);
  return Math.min(now.beats, ...begun);
}

function readTransport(): Transport {
  const set = song();
  return {
    isPlaying: numberOf(set, 'is_playing') === 1,
    beats: numberOf(set, 'current_song_time'),
    beatsPerMs: numberOf(set, 'tempo') / MS_PER_MINUTE,
  };
}
