// Where new clips go in the Arrangement: whether it has the focus, at which bar line they begin, and whether
// there is room. Used by clips/write-takes.ts.

import { applicationView, idsOf, isTrue, numberOf, song, valueOf } from './object';
import { signatureOf } from './set-time';
import type { OwnTrack } from './track';
import { Refusal } from '../../protocol/refusal';

const ARRANGER = 'Arranger';

export function isArrangementFocused(): boolean {
  return valueOf(applicationView(), 'focused_document_view') === ARRANGER;
}

/**
 * Where Live starts to play, which is where the user put the insert marker; undefined where Live does not tell it.
 * `start_time` is documented without the version that brought it; Live's Python interface has it from 11.1 on.
 */
export function insertMarkerBeats(): number | undefined {
  const beats = valueOf(song(), 'start_time');
  return typeof beats === 'number' && beats >= 0 ? beats : undefined;
}

/** A position read from Live is this far off a bar line at most when it stands on one. */
const ON_THE_LINE_BEATS = 1e-3;

/**
 * Where new clips begin: on the first bar line from the insert marker on or, where Live does not tell it or plays, from
 * the playhead on. A clip at the playhead of a running song would start too late, and one at that of a stopped song in
 * mid-bar. The bars are those of the Set's present signature: Live does not tell where another begins.
 */
export function newClipBeats(): number {
  const set = song();
  const isPlaying = isTrue(set, 'is_playing');
  const marker = isPlaying ? undefined : insertMarkerBeats();
  const beats = marker ?? Math.max(0, numberOf(set, 'current_song_time'));
  const { barBeats } = signatureOf(set);
  return Math.max(0, Math.ceil((beats - ON_THE_LINE_BEATS) / barBeats)) * barBeats;
}

/** @throws Refusal if a clip overlaps the stretch: Live would cut it. */
export function requireRoom(track: OwnTrack, startBeats: number, endBeats: number): void {
  const isTaken = idsOf(track.id, 'arrangement_clips').some(
    (clip) => numberOf(clip, 'start_time') < endBeats && numberOf(clip, 'end_time') > startBeats,
  );
  if (isTaken) {
    throw new Refusal(
      'no_room',
      `A clip on “${track.name}” is in the way. Stop Live, click an empty spot in the Arrangement and try again.`,
    );
  }
}
