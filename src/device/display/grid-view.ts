// What the grid shows: the v8 program makes it of the state (live/host/panel.ts), the grid's script reads it
// back from the view dictionary and draws it. The preview in src/amxd draws one of its own.
// Both ends are here, so it runs in v8 and in v8ui: nothing of Live, no Node modules.

import { BEATS_PER_BAR, STEPS_PER_BEAT } from '../../rhythm/grid';
import { VOICES } from '../../rhythm/voices';
import { currentTake, takeName, type Take } from '../state/history';
import {
  GENERAL_MIDI_KIT,
  KIT_SOURCES,
  type Kit,
  type KitSource,
  type KitVoice,
} from '../notes/drum-rack-kit';
import { lengthOf } from '../notes/clip-notes';
import { OFFSET_UNITS, VELOCITY_UNITS } from '../protocol/payloads';
import type { Atom } from '../protocol/selectors';
import { eachHit, rhythmOfNotes } from '../notes/wire-rhythm';
import { EMPTY_STATE, type State } from '../state/state';
import { playedKit, type VoiceSettings } from '../notes/voice-settings';
import { asNumber, asNumbers, asWord, type DictionaryReader, type FlatDictionary } from '../protocol/wire';

export interface ViewHit {
  readonly step: number;
  readonly voice: number;
  /** Above 0 and at most 1. */
  readonly velocity01: number;
  /** −0.5…0.5 of a step. */
  readonly offsetSteps: number;
}

export interface ViewRow {
  readonly label: string;
  /** What plays the voice: a pad's name, an arrow and a borrowed pad's name, a note name, or a dash for none. */
  readonly pad: string;
  readonly source: KitSource;
  readonly isLocked: boolean;
  readonly isMuted: boolean;
  /** Whether the Voice page shows it. */
  readonly isChosen: boolean;
}

export interface GridView {
  /** 0 when there is nothing to show. */
  readonly bars: number;
  /** One per voice, in grid order: the kick first. */
  readonly rows: readonly ViewRow[];
  readonly hits: readonly ViewHit[];
  /** The name of the take, see `takeName`; empty without one. */
  readonly title: string;
  /** One per take of the history: whether it is starred. */
  readonly stars: readonly boolean[];
  /** Index of the current take; −1 for none. */
  readonly position: number;
}

/** Bars that the grid has room for; of a longer take it shows the first ones. */
export const MAX_VIEW_BARS = 8;

/** Bars of an empty grid, and of a rhythm drawn into it. */
export const EMPTY_BARS = 4;

const OFFSET_PARTS = 1000;

/** The view before anything is known: no take, General MIDI notes. */
export function emptyView(): GridView {
  return viewOf(EMPTY_STATE, GENERAL_MIDI_KIT, -1);
}

/**
 * The view of the current take: its rhythm, muted voices included, or without one its notes as the kit reads them.
 * @param chosen the voice of the Voice page by grid index, −1 for none
 */
export function viewOf({ history, voices }: State, kit: Kit, chosen: number): GridView {
  const take = currentTake(history);
  const played = playedKit(kit, voices);
  const rows = VOICES.map(({ label }, voice): ViewRow => {
    const place = played[voice]!;
    const { isLocked, isMuted } = voices[voice]!;
    const pad = padWords(place);
    return { label, source: place.source, pad, isLocked, isMuted, isChosen: voice === chosen };
  });
  return {
    bars: take ? barsOf(take) : 0,
    rows,
    hits: take ? hitsOf(take, kit, voices) : [],
    title: take ? takeName(take) : '',
    stars: history.takes.map(({ isStarred }) => isStarred),
    position: history.position,
  };
}

function barsOf({ rhythm, region }: Take): number {
  const bars = rhythm?.bars ?? Math.ceil(lengthOf(region) / BEATS_PER_BAR - 1e-6);
  return Math.min(MAX_VIEW_BARS, Math.max(1, bars));
}

/** Notes are read as the pen reads them (notes/own-notes.ts): a click must find what is shown. */
function hitsOf(take: Take, kit: Kit, voices: VoiceSettings): ViewHit[] {
  const steps = barsOf(take) * BEATS_PER_BAR * STEPS_PER_BEAT;
  const rhythm = take.rhythm ?? rhythmOfNotes(take.notes, take.region, kit, voices).rhythm;
  return eachHit(rhythm)
    .filter(({ step }) => step < steps)
    .map(({ step, voice, velocity, offset }) => ({
      step,
      voice,
      velocity01: velocity / VELOCITY_UNITS,
      offsetSteps: offset / OFFSET_UNITS,
    }));
}

function padWords({ note, padName, source }: KitVoice): string {
  if (note === undefined) return '–';
  if (source === 'general-midi' || source === 'chosen') return noteName(note);
  return source === 'neighbour' ? `→ ${padName}` : padName;
}

/** A note as Live writes it: 60 is C3. */
export function noteName(note: number): string {
  return `${NOTE_NAMES[note % 12]!}${Math.floor(note / 12) - 2}`;
}

const NOTE_NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;

/** Flags of a row, added up in one number. */
const LOCKED = 1;
const MUTED = 2;
const CHOSEN = 4;

export function viewToDictionary(view: GridView): FlatDictionary {
  const dictionary: Record<string, Atom | readonly Atom[]> = {
    bars: view.bars,
    title: view.title,
    position: view.position,
    sources: view.rows.map(({ source }) => KIT_SOURCES.indexOf(source)),
    flags: view.rows.map(
      ({ isLocked, isMuted, isChosen }) =>
        (isLocked ? LOCKED : 0) + (isMuted ? MUTED : 0) + (isChosen ? CHOSEN : 0),
    ),
  };
  view.rows.forEach(({ pad }, voice) => (dictionary[`pad${voice}`] = pad));
  if (view.stars.length > 0) dictionary.stars = view.stars.map(Number);
  if (view.hits.length > 0) {
    dictionary.hits = view.hits.flatMap(({ step, voice, velocity01, offsetSteps }) => [
      step,
      voice,
      Math.round(velocity01 * VELOCITY_UNITS),
      Math.round(offsetSteps * OFFSET_PARTS),
    ]);
  }
  return dictionary;
}

/** The view in a dictionary; what is missing is read as absent. */
export function viewFromDictionary(read: DictionaryReader): GridView {
  const sources = asNumbers(read('sources'));
  const flags = asNumbers(read('flags'));
  const numbers = asNumbers(read('hits'));
  const stars = read('stars');
  const hits: ViewHit[] = [];
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const [step = 0, voice = 0, velocity = 0, offset = 0] = numbers.slice(at, at + 4);
    hits.push({
      step,
      voice,
      velocity01: velocity / VELOCITY_UNITS,
      offsetSteps: offset / OFFSET_PARTS,
    });
  }
  return {
    bars: Math.min(MAX_VIEW_BARS, Math.max(0, asNumber(read('bars')) ?? 0)),
    rows: VOICES.map(({ label }, voice) => ({
      label,
      pad: asWord(read(`pad${voice}`)) ?? '',
      source: KIT_SOURCES[sources[voice] ?? -1] ?? 'general-midi',
      isLocked: ((flags[voice] ?? 0) & LOCKED) > 0,
      isMuted: ((flags[voice] ?? 0) & MUTED) > 0,
      isChosen: ((flags[voice] ?? 0) & CHOSEN) > 0,
    })),
    hits,
    title: asWord(read('title')) ?? '',
    stars: stars === undefined || stars === null ? [] : asNumbers(stars).map((star) => star === 1),
    position: asNumber(read('position')) ?? -1,
  };
}
