// How long the notes of drums last, and which drum ends another: the hats choke each other. Used by
// clip-notes.ts for rhythms, and by own-notes.ts for what is drawn among the user's own notes.

import { STEPS_PER_BEAT } from '../../rhythm/grid';
import { CLOSED_HAT, OPEN_HAT } from '../../rhythm/voices';

/** A drum note lasts a 16th: long enough for samplers that stop with the note, short enough to stay readable. */
export const HIT_BEATS = 1 / STEPS_PER_BEAT;

/**
 * An open hat rings until a hat chokes it, at most for an 8th: the off-beat one that house is built on then ends on the
 * beat, as a sampler that stops with the note needs it.
 */
const OPEN_HAT_BEATS = 0.5;

/** Voices of which each ends the others: in a drum set and in most kits the two hats are one. */
const CHOKE_GROUP: readonly number[] = [CLOSED_HAT, OPEN_HAT];

/** Two notes of one pad nearer than this, 5 ms in house, are one stroke: in Live the later would cut the earlier to nothing. */
export const SAME_STROKE_BEATS = 0.01;

interface Timed {
  readonly startBeats: number;
  readonly durationBeats: number;
}

/** A note and the voice that it plays, by grid index. */
export interface VoiceNote<N extends Timed> {
  readonly voice: number;
  readonly note: N;
}

/** The notes with each hat as long as it rings before another hat begins; the other drums stay as they are. */
export function choked<N extends Timed>(notes: readonly VoiceNote<N>[]): N[] {
  return notes.map(({ voice, note }) => ({
    ...note,
    durationBeats: ringingBeats(voice, note.startBeats, notes) ?? note.durationBeats,
  }));
}

/** How long a hat that begins there rings among other notes; undefined for any other voice. */
export function ringingBeats(
  voice: number,
  startBeats: number,
  among: readonly VoiceNote<Timed>[],
): number | undefined {
  if (!CHOKE_GROUP.includes(voice)) return undefined;
  const most = voice === OPEN_HAT ? OPEN_HAT_BEATS : HIT_BEATS;
  const room = among.flatMap(({ voice: other, note }) => {
    const after = note.startBeats - startBeats;
    // What is struck together chokes nothing: neither would be left.
    return CHOKE_GROUP.includes(other) && after >= SAME_STROKE_BEATS ? [after] : [];
  });
  return Math.min(most, ...room);
}
