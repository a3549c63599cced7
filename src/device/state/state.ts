// What the Set keeps besides the parameters, and its form in the state dictionary. live/ holds the current
// state (clips/kept-state.ts) and reads and writes the dictionary (host/dictionaries.ts).
// Saved Sets hold this form: versions 1 and 2 must stay readable.

import { KIT_SOURCES, type Kit } from '../notes/drum-rack-kit';
import { EMPTY_HISTORY, MAX_TAKES, type History, type Take } from './history';
import type { WireRhythm } from '../protocol/payloads';
import { EMPTY_CORNERS, type Corners } from './morph-corners';
import { packedHits, rhythmOfPacked } from '../notes/wire-rhythm';
import { takeFromNumbers, takeToNumbers } from './packed-notes';
import { MAX_VELOCITY_PERCENT, PLAIN_VOICES, type VoiceSettings } from '../notes/voice-settings';
import { asNumber, asNumbers, asWord, type DictionaryReader, type FlatDictionary } from '../protocol/wire';
import type { Atom } from '../protocol/selectors';
import { VOICE_COUNT } from '../../rhythm/voices';

export interface State {
  readonly history: History;
  /** The kit as last read; undefined before the first time. */
  readonly kit: Kit | undefined;
  readonly voices: VoiceSettings;
  readonly corners: Corners;
  /** Folder of the chosen model; empty for the one frozen into the device. */
  readonly modelPath: string;
  /** Folders in the model menu, in its order, without the model inside the device. */
  readonly modelPaths: readonly string[];
  /**
   * The name of the chosen style; empty where none is known. Its parameter holds a place, which Live cuts to the menu
   * that the device is built with: a model from a folder may have more styles.
   */
  readonly style: string;
}

export const EMPTY_STATE: State = {
  history: EMPTY_HISTORY,
  kit: undefined,
  voices: PLAIN_VOICES,
  corners: EMPTY_CORNERS,
  modelPath: '',
  modelPaths: [],
  style: '',
};

/**
 * Increase when old readers would misread the new form. A newer state is read as empty, and stays in the Set until
 * there is something to save. Version 1, with notes but no rhythms, only the locks of the voices and one folder, is
 * read in full.
 */
export const STATE_SCHEMA_VERSION = 2;
const FIRST_SCHEMA_VERSION = 1;

/** Folders in the model menu: more would be hard to find in it. */
export const MAX_MODELS = 12;

const SILENT = -1;

/** The state as flat lists of whole numbers: a symbol holds 32,767 characters, a dictionary has no such limit. */
export function stateToDictionary(state: State): FlatDictionary {
  const { history, kit, voices, corners, modelPaths } = state;
  const dictionary: Record<string, Atom | readonly Atom[]> = {
    schemaVersion: STATE_SCHEMA_VERSION,
    modelPath: state.modelPath,
    position: history.position,
    takes: history.takes.length,
    voices: voicesToNumbers(voices),
    models: modelPaths.length,
    style: state.style,
  };
  modelPaths.forEach((path, index) => (dictionary[`model${index}`] = path));
  corners.forEach((corner, index) => {
    if (corner) dictionary[`corner${index}`] = rhythmToNumbers(corner);
  });
  if (kit) {
    dictionary.kitNotes = kit.map(({ note }) => note ?? SILENT);
    dictionary.kitSources = kit.map(({ source }) => KIT_SOURCES.indexOf(source));
    kit.forEach(({ padName }, voice) => (dictionary[`kitName${voice}`] = padName));
  }
  const slots = slotsOf(history.takes);
  if (slots.length > 0) dictionary.order = slots;
  history.takes.forEach((take, index) => {
    const slot = slots[index]!;
    dictionary[`take${slot}`] = takeToNumbers(take);
    dictionary[`takeStyle${slot}`] = take.style;
    dictionary[`takeHits${slot}`] = takeHits(take);
    dictionary[`takeText${slot}`] = take.recipe;
  });
  return dictionary;
}

/** The state in a dictionary; what is missing or damaged is read as absent, an unknown version as the empty state. */
export function stateFromDictionary(read: DictionaryReader): State {
  const version = asNumber(read('schemaVersion'));
  if (version !== STATE_SCHEMA_VERSION && version !== FIRST_SCHEMA_VERSION) return EMPTY_STATE;
  const modelPath = asWord(read('modelPath')) ?? '';
  return {
    history: readHistory(read),
    kit: readKit(read),
    voices: readVoices(read),
    corners: EMPTY_CORNERS.map((_, index) => cornerFromNumbers(asNumbers(read(`corner${index}`)))),
    modelPath,
    modelPaths: readModels(read, modelPath),
    style: asWord(read('style')) ?? '',
  };
}

function readHistory(read: DictionaryReader): History {
  const count = Math.min(MAX_TAKES, asNumber(read('takes')) ?? 0);
  const takes: Take[] = [];
  const order = asNumbers(read('order'));
  for (let index = 0; index < count; index++) {
    const slot = order[index] ?? index; // version 1 kept takes in their order
    const stood = takeFromNumbers(asNumbers(read(`take${slot}`)));
    if (!stood) continue;
    const [part = -1, star = 0, bars = 0, ...packed] = asNumbers(read(`takeHits${slot}`));
    takes.push({
      ...stood,
      style: asWord(read(`takeStyle${slot}`)) ?? '',
      part,
      isStarred: star === 1,
      recipe: asWord(read(`takeText${slot}`)) ?? '',
      ...(bars > 0 ? { rhythm: rhythmOfPacked(bars, packed) } : {}),
      ...(bars === 0 && packed.length > 0 ? { voicesSet: packed } : {}),
    });
  }
  const position = Math.round(asNumber(read('position')) ?? -1);
  return { takes, position: Math.min(takes.length - 1, Math.max(takes.length > 0 ? 0 : -1, position)) };
}

/** The slot of a take in the keys, by its list of notes, which stays the same when the take is starred. */
const SLOT_OF_NOTES = new WeakMap<Take['notes'], number>();

/**
 * A number for each take that it keeps while others come and go: adding a take in the middle of the history then
 * changes no other take's keys.
 */
function slotsOf(takes: readonly Take[]): number[] {
  const taken = new Set<number>();
  const kept = takes.map(({ notes }) => {
    const slot = SLOT_OF_NOTES.get(notes);
    if (slot === undefined || taken.has(slot)) return undefined;
    taken.add(slot);
    return slot;
  });
  let next = 0;
  return takes.map(({ notes }, index) => {
    const slot = kept[index];
    if (slot !== undefined) return slot;
    while (taken.has(next)) next++;
    taken.add(next);
    SLOT_OF_NOTES.set(notes, next);
    return next;
  });
}

/** Rhythms never change, so each is packed once; the same list tells the writer that there is nothing new to write. */
const NUMBERS_OF_TAKE = new WeakMap<Take, readonly number[]>();
const NUMBERS_OF_RHYTHM = new WeakMap<WireRhythm, readonly number[]>();

function takeHits(take: Take): readonly number[] {
  const known = NUMBERS_OF_TAKE.get(take);
  if (known) return known;
  // Version 0.1.0 ignores what stands behind a rhythm of no bars.
  const rhythm = take.rhythm ? rhythmToNumbers(take.rhythm) : [0, ...(take.voicesSet ?? [])];
  const numbers = [take.part, take.isStarred ? 1 : 0, ...rhythm];
  NUMBERS_OF_TAKE.set(take, numbers);
  return numbers;
}

function rhythmToNumbers(rhythm: WireRhythm): readonly number[] {
  const known = NUMBERS_OF_RHYTHM.get(rhythm);
  if (known) return known;
  const numbers = [rhythm.bars, ...packedHits(rhythm)];
  NUMBERS_OF_RHYTHM.set(rhythm, numbers);
  return numbers;
}

function cornerFromNumbers([bars = 0, ...packed]: readonly number[]): WireRhythm | undefined {
  return bars > 0 ? rhythmOfPacked(bars, packed) : undefined;
}

/** Numbers per voice: locked, muted, loudness in percent, note (−1 for the kit's). */
const VOICE_WIDTH = 4;

function voicesToNumbers(voices: VoiceSettings): number[] {
  return voices.flatMap(({ isLocked, isMuted, velocityPercent, note }) => [
    isLocked ? 1 : 0,
    isMuted ? 1 : 0,
    velocityPercent,
    note ?? SILENT,
  ]);
}

function readVoices(read: DictionaryReader): VoiceSettings {
  const numbers = asNumbers(read('voices'));
  if (numbers.length !== VOICE_COUNT * VOICE_WIDTH) {
    const locks = asNumbers(read('locks')); // what version 1 kept of voices
    return PLAIN_VOICES.map((voice, index) => (locks.includes(index) ? { ...voice, isLocked: true } : voice));
  }
  return PLAIN_VOICES.map((_, voice) => {
    const [locked, muted, percent = 100, note = SILENT] = numbers.slice(voice * VOICE_WIDTH);
    return {
      isLocked: locked === 1,
      isMuted: muted === 1,
      velocityPercent: Math.min(MAX_VELOCITY_PERCENT, Math.max(0, percent)),
      ...(note >= 0 && note <= 127 ? { note } : {}),
    };
  });
}

/** The menu's folders; the chosen one is always among them: version 1 saved no others. */
function readModels(read: DictionaryReader, modelPath: string): readonly string[] {
  const count = Math.min(MAX_MODELS, asNumber(read('models')) ?? 0);
  const kept = Array.from({ length: count }, (_, index) => asWord(read(`model${index}`)) ?? '');
  return [...new Set([...kept, modelPath])].filter((path) => path !== '');
}

function readKit(read: DictionaryReader): Kit | undefined {
  const notes = asNumbers(read('kitNotes'));
  const sources = asNumbers(read('kitSources'));
  if (notes.length !== VOICE_COUNT || sources.length !== VOICE_COUNT) return undefined;
  return notes.map((note, voice) => ({
    note: note === SILENT ? undefined : note,
    source: KIT_SOURCES[sources[voice]!] ?? 'silent',
    padName: asWord(read(`kitName${voice}`)) ?? '',
  }));
}
