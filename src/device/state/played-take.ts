// A rhythm as a take that can be written: its notes on the kit as last read, with the voices as they are set.
// Used by live/clips.

import { BEATS_PER_BAR } from '../../rhythm/grid';
import type { Take } from './history';
import { GENERAL_MIDI_KIT, type Kit } from '../notes/drum-rack-kit';
import { notesOfRhythm, type ClipNote, type Region } from '../notes/clip-notes';
import type { WireRhythm } from '../protocol/payloads';
import type { State } from './state';

/** What a take is named by and made again from. */
export type TakeDescription = Pick<Take, 'origin' | 'seed' | 'style' | 'part' | 'recipe'>;

type Playing = Pick<State, 'kit' | 'voices'>;

/** The kit as last read; General MIDI before the first time. */
export function kitInUse({ kit }: Pick<State, 'kit'>): Kit {
  return kit ?? GENERAL_MIDI_KIT;
}

export function playedNotes(rhythm: WireRhythm, playing: Playing): ClipNote[] {
  return notesOfRhythm(rhythm, kitInUse(playing), playing.voices);
}

/** A new take of a rhythm, its notes laid out for the kit and voices. */
export function takeOf(rhythm: WireRhythm, description: TakeDescription, playing: Playing): Take {
  return {
    ...description,
    rhythm,
    region: wholeOf(rhythm),
    notes: playedNotes(rhythm, playing),
    isStarred: false,
  };
}

/** A take with its notes laid out again for the current kit and voices; without a rhythm it stays as it is. */
export function playedTake(take: Take, playing: Playing): Take {
  const { rhythm } = take;
  if (!rhythm) return take;
  return { ...take, region: wholeOf(rhythm), notes: playedNotes(rhythm, playing) };
}

function wholeOf({ bars }: WireRhythm): Region {
  return { startBeats: 0, endBeats: bars * BEATS_PER_BAR };
}
