// Where new clips go in the Arrangement: whether it has the focus, where the playhead is, whether there is
// room. Used by clips/write-takes.ts.

import { idsOf, liveObject, liveObjectOfId, numberOf, valueOf, visit } from './object';
import type { OwnTrack } from './track';
import { Refusal } from '../../protocol/refusal';

const ARRANGER = 'Arranger';

export function isArrangementFocused(): boolean {
  return valueOf(liveObject('live_app view'), 'focused_document_view') === ARRANGER;
}

/** The playhead in beats; while Live plays, the next bar line: a clip at the playhead would start too late. */
export function playheadBeats(): number {
  const song = liveObject('live_set');
  const beats = Math.max(0, numberOf(song, 'current_song_time'));
  if (numberOf(song, 'is_playing') !== 1) return beats;
  const barBeats = (numberOf(song, 'signature_numerator') * 4) / numberOf(song, 'signature_denominator');
  return Math.ceil(beats / barBeats) * barBeats;
}

/** @throws Refusal if a clip overlaps the stretch: Live would cut it. */
export function requireRoom(track: OwnTrack, startBeats: number, endBeats: number): void {
  const ids = idsOf(liveObjectOfId(track.id), 'arrangement_clips');
  const taken = visit(ids, (clip) => {
    return numberOf(clip, 'start_time') < endBeats && numberOf(clip, 'end_time') > startBeats;
  });
  if (taken.includes(true)) {
    throw new Refusal(
      'no_room',
      `A clip on “${track.name}” is in the way. Move the playhead to an empty spot in the Arrangement.`,
    );
  }
}
