import { BEATS_PER_BAR } from '../../rhythm/grid';
import type { Take } from './history';
import { GENERAL_MIDI_KIT, type Kit } from '../notes/kit';
import { notesOfRhythm, type ClipNote, type Region } from '../notes/clip-notes';
import type { Rhythm } from '../protocol/messages';
import type { State } from './state';

/** A take that is not in a clip yet, as its maker describes it. */
export type Fresh = Pick<Take, 'origin' | 'seed' | 'style' | 'part' | 'recipe'> & { readonly rhythm: Rhythm };

/** What a rhythm is played by. */
type Playing = Pick<State, 'kit' | 'voices'>;

/** The pads as they were last read; before that those of General MIDI. */
export function kitInUse({ kit }: Pick<State, 'kit'>): Kit {
  return kit ?? GENERAL_MIDI_KIT;
}

/** The notes of a rhythm with the voices as they are set. */
export function playedNotes(rhythm: Rhythm, playing: Playing): ClipNote[] {
  return notesOfRhythm(rhythm, kitInUse(playing), playing.voices);
}

/** What was made, as a take. */
export function takeOf(made: Fresh, playing: Playing): Take {
  const { rhythm } = made;
  return { ...made, region: wholeOf(rhythm), notes: playedNotes(rhythm, playing), isStarred: false };
}

/** A take as it sounds with the voices as they are set; notes that were found stay as they are. */
export function playedTake(take: Take, playing: Playing): Take {
  const { rhythm } = take;
  if (!rhythm) return take;
  return { ...take, region: wholeOf(rhythm), notes: playedNotes(rhythm, playing) };
}

function wholeOf({ bars }: Rhythm): Region {
  return { startBeats: 0, endBeats: bars * BEATS_PER_BAR };
}
