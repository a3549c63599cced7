import { BEATS_PER_BAR } from '../../../rhythm/grid';
import { kitOf, type Kit } from '../../notes/kit';
import { clipName, readNotes } from '../lom/clip';
import { readPads } from '../lom/drum-rack';
import { idOf, isTrue, liveObjectOfId, nameOf, NO_ID, numberOf } from '../lom/object';
import { detailClipId, trackAbove } from '../lom/track';
import { lengthOf, type Region } from '../../notes/clip-notes';
import type { Rhythm } from '../../protocol/messages';
import { Refusal } from '../../protocol/refusal';
import { barChoiceOf, eachHit, inBars, rhythmOfNotes } from '../../notes/wire-rhythm';

/** Loops that miss whole bars by less are whole: Live rounds what a hand has dragged. */
const WHOLE_WITHIN_BEATS = 0.01;

/** Among notes of which more than this share stand on no drum, there is no drum rhythm to read. */
const MOST_FOREIGN = 0.5;

/** The rhythm of a clip, and what it is called. */
export interface ReadClip {
  readonly name: string;
  readonly rhythm: Rhythm;
}

/**
 * Reads the clip in Live's detail view by the pads of its track, in the longest length that a rhythm can have.
 * @param own the id of the device's own track and its kit, which goes for clips there
 * @throws Refusal that says why there is no rhythm to read
 */
export function readSelectedClip(own: { readonly trackId: number; readonly kit: Kit }): ReadClip {
  const clipId = detailClipId();
  if (clipId === NO_ID) {
    throw new Refusal('no_clip', 'No clip is selected. Select the clip that you want a rhythm like.');
  }
  const clip = liveObjectOfId(clipId);
  const name = clipName(clipId);
  if (!isTrue(clip, 'is_midi_clip')) {
    throw new Refusal('not_midi', 'The selected clip holds audio. Select a MIDI clip.');
  }
  const region = { startBeats: numberOf(clip, 'loop_start'), endBeats: numberOf(clip, 'loop_end') };
  requireFourFour(clip, region, name);
  const notes = readNotes(clipId, region);
  if (notes.length === 0) throw new Refusal('no_rhythm', `“${name}” holds no notes in its loop.`);
  const { rhythm, foreign } = rhythmOfNotes(notes, region, kitFor(clip, own));
  if (foreign > MOST_FOREIGN * notes.length || rhythm.hits.length === 0) {
    throw new Refusal(
      'no_drums',
      `Most notes of “${name}” stand on no drum of its kit. Select a clip that plays drums.`,
    );
  }
  const bars = barChoiceOf(rhythm);
  const read = inBars(rhythm, bars);
  if (eachHit(read).length === 0)
    throw new Refusal('no_rhythm', `“${name}” holds no notes in its first ${bars} bars.`);
  return { name, rhythm: read };
}

function requireFourFour(clip: LiveAPI, region: Region, name: string): void {
  const signature = [numberOf(clip, 'signature_numerator'), numberOf(clip, 'signature_denominator')];
  const bars = lengthOf(region) / BEATS_PER_BAR;
  const isWhole = Math.abs(bars - Math.round(bars)) < WHOLE_WITHIN_BEATS && Math.round(bars) >= 1;
  if (signature.join('/') !== '4/4') {
    throw new Refusal('not_four_four', `“${name}” is in ${signature.join('/')}; the model plays 4/4 alone.`);
  }
  if (!isWhole) {
    throw new Refusal(
      'not_four_four',
      `The loop of “${name}” is no whole number of 4/4 bars. Set it to 1, 2, 4 or 8.`,
    );
  }
}

function kitFor(clip: LiveAPI, own: { readonly trackId: number; readonly kit: Kit }): Kit {
  const track = trackAbove(clip);
  if (!track || idOf(track) === own.trackId) return own.kit;
  return kitOf(readPads({ id: idOf(track), name: nameOf(track) }));
}
