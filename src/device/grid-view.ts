import { BEATS_PER_BAR, STEPS_PER_BEAT } from '../rhythm/grid';
import { VOICES } from '../rhythm/voices';
import type { Take } from './history';
import { GENERAL_MIDI_KIT, voiceOfNote, type Kit, type KitSource, type KitVoice } from './kit';
import { lengthOf } from './notes';
import { VELOCITY_UNITS, type Atom } from './protocol';
import { asNumber, asNumbers, asWord, type DictionaryReader, type FlatDictionary } from './wire';

/** A hit as it is drawn. */
export interface ViewHit {
  readonly step: number;
  readonly voice: number;
  /** Above 0 and at most 1. */
  readonly velocity01: number;
  /** −0.5…0.5 of a step. */
  readonly offsetSteps: number;
}

/** A row of the grid. */
export interface ViewRow {
  readonly label: string;
  /** Where the voice sounds: a pad's name, an arrow and the pad it borrows, a note name, or a dash. */
  readonly pad: string;
  readonly source: KitSource;
}

/** What the grid shows. */
export interface GridView {
  /** 0 while there is nothing to show. */
  readonly bars: number;
  /** Twelve, in grid order: the kick first. */
  readonly rows: readonly ViewRow[];
  readonly hits: readonly ViewHit[];
  /** What stands in the corner: style and seed, or that the notes were found. */
  readonly title: string;
  /** Place in the history, such as "3/7", or nothing. */
  readonly place: string;
}

/** Bars that the grid has room for; of longer stretches it shows the first ones. */
export const MAX_VIEW_BARS = 8;

const OFFSET_PARTS = 1000;
const SOURCES: readonly KitSource[] = ['name', 'note', 'neighbour', 'general-midi', 'silent'];

/** Nothing yet, on General MIDI notes. */
export function emptyView(): GridView {
  return viewOf(undefined, GENERAL_MIDI_KIT, { title: '', place: '' });
}

/** The view of a take's own notes, so that the grid shows what stands in the clip. */
export function viewOf(
  take: Take | undefined,
  kit: Kit,
  words: { readonly title: string; readonly place: string },
): GridView {
  const bars = take
    ? Math.min(MAX_VIEW_BARS, Math.max(1, Math.ceil(lengthOf(take.region) / BEATS_PER_BAR - 1e-6)))
    : 0;
  const rows = VOICES.map(({ label }, voice): ViewRow => {
    const place = kit[voice]!;
    return { label, source: place.source, pad: padWords(place) };
  });
  const hits = (take?.notes ?? []).flatMap((note): ViewHit[] => {
    const voice = voiceOfNote(kit, note.pitch);
    const steps = (note.startBeats - take!.region.startBeats) * STEPS_PER_BEAT;
    const step = Math.round(steps);
    if (voice === undefined || step < 0 || step >= bars * BEATS_PER_BAR * STEPS_PER_BEAT) return [];
    return [{ step, voice, velocity01: note.velocity / VELOCITY_UNITS, offsetSteps: steps - step }];
  });
  return { bars, rows, hits, ...words };
}

function padWords({ note, padName, source }: KitVoice): string {
  if (note === undefined) return '–';
  if (source === 'general-midi') return noteName(note);
  return source === 'neighbour' ? `→ ${padName}` : padName;
}

/** A note as Live writes it: 60 is C3. */
function noteName(note: number): string {
  return `${NOTE_NAMES[note % 12]!}${Math.floor(note / 12) - 2}`;
}

const NOTE_NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;

/** The view as the view dictionary holds it. */
export function viewToDictionary(view: GridView): FlatDictionary {
  const dictionary: Record<string, Atom | readonly Atom[]> = {
    bars: view.bars,
    title: view.title,
    place: view.place,
    sources: view.rows.map(({ source }) => SOURCES.indexOf(source)),
  };
  view.rows.forEach(({ pad }, voice) => (dictionary[`pad${voice}`] = pad));
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

/** The view in a dictionary; what is missing is read as not there. */
export function viewFromDictionary(read: DictionaryReader): GridView {
  const sources = asNumbers(read('sources'));
  const numbers = asNumbers(read('hits'));
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
      source: SOURCES[sources[voice] ?? -1] ?? 'general-midi',
    })),
    hits,
    title: asWord(read('title')) ?? '',
    place: asWord(read('place')) ?? '',
  };
}
