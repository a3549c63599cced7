// A rhythm as a take that can be written: its notes on the kit as last read, with the voices as they are set;
// and what of a take without a rhythm, the user's own notes, is written. Used by live/.

import { BEATS_PER_BAR } from '../../rhythm/grid';
import type { Take } from './history';
import { GENERAL_MIDI_KIT, type Kit } from '../notes/drum-rack-kit';
import { fitted, notesOfRhythm, type ClipNote, type Playing, type Region } from '../notes/clip-notes';
import { withVoicesReplaced, withVoicesSet } from '../notes/own-notes';
import { PLAIN_VOICES } from '../notes/voice-settings';
import { eachHit, rhythmOfHits } from '../notes/wire-rhythm';
import type { WireRhythm } from '../protocol/payloads';
import type { State } from './state';

/** What a take is named by and made again from. */
export type TakeDescription = Pick<Take, 'origin' | 'seed' | 'style' | 'part' | 'recipe'>;

/** What the notes of a rhythm depend on besides the rhythm. */
export interface PlayingNow extends Playing {
  /** Undefined before it was first read. */
  readonly kit: Kit | undefined;
}

/** The kit as last read; General MIDI before the first time. */
export function kitInUse({ kit }: Pick<State, 'kit'>): Kit {
  return kit ?? GENERAL_MIDI_KIT;
}

export function playedNotes(rhythm: WireRhythm, playing: PlayingNow): ClipNote[] {
  return notesOfRhythm(rhythm, kitInUse(playing), playing);
}

/** A new take of a rhythm, its notes laid out for the kit and voices. */
export function takeOf(rhythm: WireRhythm, description: TakeDescription, playing: PlayingNow): Take {
  return {
    ...description,
    rhythm,
    region: wholeOf(rhythm),
    notes: playedNotes(rhythm, playing),
    isStarred: false,
  };
}

/** A take with its notes laid out again for the current kit and voices; without a rhythm it stays as it is. */
export function playedTake(take: Take, playing: PlayingNow): Take {
  const { rhythm } = take;
  if (!rhythm) return take;
  return { ...take, region: wholeOf(rhythm), notes: playedNotes(rhythm, playing) };
}

/** A take of the user's own notes after a change of some: nothing is laid out again. */
export function ownTake(from: Take, notes: readonly ClipNote[]): Take {
  return { ...from, origin: 'drawn', notes, recipe: '', isStarred: false };
}

/** A take of the user's own notes with some voices as a rhythm has them, which is repeated to the end of their region. */
export function ownTakeWith(
  from: Take,
  { voices, rhythm }: { readonly voices: readonly number[]; readonly rhythm: WireRhythm },
  playing: PlayingNow,
): Take {
  const kit = kitInUse(playing);
  const hits = eachHit(rhythm).filter(({ voice }) => voices.includes(voice));
  // Mutes and loudness are left to {@link notesToWrite}, or they could not be taken back.
  const unset = playing.voices.map(({ note }, voice) => ({
    ...PLAIN_VOICES[voice]!,
    ...(note === undefined ? {} : { note }),
  }));
  const laid = playedNotes(rhythmOfHits(rhythm.bars, hits), { ...playing, voices: unset });
  const notes = withVoicesReplaced(from.notes, voices, {
    ...playing,
    kit,
    notes: fitted(laid, wholeOf(rhythm), from.region),
  });
  return { ...ownTake(from, notes), voicesSet: union(from.voicesSet, voices) };
}

/** A take without a rhythm whose notes follow the settings of these voices from now on. */
export function withVoicesFollowed(take: Take, voices: readonly number[]): Take {
  return { ...take, voicesSet: union(take.voicesSet, voices) };
}

/** A take as it is brought back: the user's own notes as they were written, whatever has been set since. */
export function asWritten(take: Take): Take {
  const { voicesSet, ...written } = take;
  return voicesSet ? written : take;
}

function union(one: readonly number[] = [], other: readonly number[]): number[] {
  return [...new Set([...one, ...other])];
}

/** The notes of a take as they are written: those without a rhythm sound as the user has set voices since. */
export function notesToWrite(
  { rhythm, notes, voicesSet = [] }: Take,
  playing: PlayingNow,
): readonly ClipNote[] {
  if (rhythm || voicesSet.length === 0) return notes;
  return withVoicesSet(notes, voicesSet, { ...playing, kit: kitInUse(playing) });
}

/** A take after it was written into a region, where Live took these notes. */
export function writtenTake(take: Take, taken: readonly ClipNote[], region: Region): Take {
  const { rhythm, notes, voicesSet = [] } = take;
  // What is muted in the clip is not lost: the take keeps the notes that the user wrote.
  const isSet = !rhythm && voicesSet.length > 0;
  return { ...take, region, notes: isSet ? fitted(notes, take.region, region) : taken };
}

function wholeOf({ bars }: WireRhythm): Region {
  return { startBeats: 0, endBeats: bars * BEATS_PER_BAR };
}
