// Where new clips go in the Arrangement: whether it has the focus, where the playhead is, whether there is
// room. Used by clips/write-takes.ts.

import { applicationView, idsOf, numberOf, song, valueOf } from './object';
import type { OwnTrack } from './track';
import { Refusal } from '../../protocol/refusal';

const ARRANGER = 'Arranger';

export function isArrangementFocused(): boolean {
  return valueOf(applicationView(), 'focused_document_view') === ARRANGER;
}

/** The playhead in beats; while Live plays, the next bar line: a clip at the playhead would start too late. */
export function playheadBeats(): number {
  const set = song();
  const beats = Math.max(0, numberOf(set, 'current_song_time'));
  if (numberOf(set, 'is_playing') !== 1) return beats;
  const barBeats = (numberOf(set, 'signature_numerator') * 4) / numberOf(set, 'signature_denominator');
  return Math.ceil(beats / barBeats) * barBeats;
}

/** @throws Refusal if a clip overlaps the stretch: Live would cut it. */
export function requireRoom(track: OwnTrack, startBeats: number, endBeats: number): void {
  const isTaken = idsOf(track.id, 'arrangement_clips').some(
    (clip) => numberOf(clip, 'start_time') < endBeats && numberOf(clip, 'end_time') > startBeats,
  );
  if (isTaken) {
    throw new Refusal(
      'no_room',
      `A clip on “${track.name}” is in the way. Move the playhead to an empty spot in the Arrangement.`,
    );
  }
}
