// Reads the selected clip as a rhythm, for "like this clip" and the morph corners. Called by buttons.ts;
// changes nothing in Live.

import { BEATS_PER_BAR } from '../../../rhythm/grid';
import { kitOf, type Kit } from '../../notes/drum-rack-kit';
import { readNotes } from '../lom/clip';
import { readPads } from '../lom/drum-rack-pads';
import { isTrue, nameOf, NO_ID, numberOf } from '../lom/object';
import { detailClipId, trackAbove } from '../lom/track';
import { lengthOf, type Region } from '../../notes/clip-notes';
import type { WireRhythm } from '../../protocol/payloads';
import { Refusal } from '../../protocol/refusal';
import { barChoiceOf, eachHit, inBars, rhythmOfNotes } from '../../notes/wire-rhythm';

/** Tolerance for a loop of whole bars: Live rounds what was dragged by hand. */
const WHOLE_WITHIN_BEATS = 0.01;

/** Largest share of notes without a voice; beyond it the clip is not a drum rhythm. */
const MOST_FOREIGN = 0.5;

export interface ReadClip {
  readonly name: string;
  readonly rhythm: WireRhythm;
}

/**
 * Reads the clip in Live's detail view by the pads of its track, cut to the longest length that can be requested.
 * @param own the device's own track and its kit, used for clips on that track
 * @throws Refusal that says why there is no rhythm to read
 */
export function readSelectedClip(own: { readonly trackId: number; readonly kit: Kit }): ReadClip {
  const clipId = detailClipId();
  if (clipId === NO_ID) {
    throw new Refusal('no_clip', 'No clip is selected. Select a drum clip.');
  }
  const name = nameOf(clipId);
  if (!isTrue(clipId, 'is_midi_clip')) {
    throw new Refusal('not_midi', 'The selected clip holds audio. Select a MIDI clip.');
  }
  const region = { startBeats: numberOf(clipId, 'loop_start'), endBeats: numberOf(clipId, 'loop_end') };
  requireFourFour(clipId, region, name);
  const notes = readNotes(clipId, region);
  if (notes.length === 0) throw new Refusal('no_rhythm', `“${name}” has no notes in its loop.`);
  const { rhythm, foreign } = rhythmOfNotes(notes, region, kitFor(clipId, own));
  if (foreign > MOST_FOREIGN * notes.length || rhythm.hits.length === 0) {
    throw new Refusal(
      'no_drums',
      `Most notes in “${name}” do not match a drum in its kit. Select a drum clip.`,
    );
  }
  const bars = barChoiceOf(rhythm);
  const read = inBars(rhythm, bars);
  if (eachHit(read).length === 0)
    throw new Refusal('no_rhythm', `“${name}” has no notes in its first ${bars} bars.`);
  return { name, rhythm: read };
}

function requireFourFour(clipId: number, region: Region, name: string): void {
  const signature = [numberOf(clipId, 'signature_numerator'), numberOf(clipId, 'signature_denominator')];
  const bars = lengthOf(region) / BEATS_PER_BAR;
  const isWhole = Math.abs(bars - Math.round(bars)) < WHOLE_WITHIN_BEATS && Math.round(bars) >= 1;
  if (signature.join('/') !== '4/4') {
    throw new Refusal('not_four_four', `“${name}” is in ${signature.join('/')}; the model only plays 4/4.`);
  }
  if (!isWhole) {
    throw new Refusal(
      'not_four_four',
      `The loop of “${name}” is not a whole number of bars. Set it to 1, 2, 4 or 8.`,
    );
  }
}

function kitFor(clipId: number, own: { readonly trackId: number; readonly kit: Kit }): Kit {
  const trackId = trackAbove(clipId);
  return trackId === NO_ID || trackId === own.trackId ? own.kit : kitOf(readPads(trackId));
}
