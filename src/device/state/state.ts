import { KIT_SOURCES, type Kit } from '../notes/kit';
import { EMPTY_HISTORY, MAX_TAKES, type History, type Take } from './history';
import type { Rhythm } from '../protocol/messages';
import { EMPTY_CORNERS, type Corners } from './morph-corners';
import { packedHits, rhythmOfPacked } from '../notes/wire-rhythm';
import { takeFromNumbers, takeToNumbers } from './packed-notes';
import { MAX_VELOCITY_PERCENT, PLAIN_VOICES, type VoiceSettings } from '../notes/voice-settings';
import { asNumber, asNumbers, asWord, type DictionaryReader, type FlatDictionary } from '../protocol/wire';
import type { Atom } from '../protocol/messages';
import { VOICE_COUNT } from '../../rhythm/voices';

/** What the Set keeps besides the parameters. */
export interface State {
  readonly history: History;
  /** The pads as they were last read; undefined before the first reading. */
  readonly kit: Kit | undefined;
  readonly voices: VoiceSettings;
  readonly corners: Corners;
  /** Folder of the model in use; empty for the one frozen into the device. */
  readonly modelPath: string;
  /** Folders that the model menu offers beside the one inside, in its order. */
  readonly modelPaths: readonly string[];
}

export const EMPTY_STATE: State = {
  history: EMPTY_HISTORY,
  kit: undefined,
  voices: PLAIN_VOICES,
  corners: EMPTY_CORNERS,
  modelPath: '',
  modelPaths: [],
};

/**
 * Bumped when a reader of the old form would go wrong. A newer state is left alone and read as empty; version 1, which
 * knew notes but no rhythms, no voices and one folder, is read without loss.
 */
export const STATE_SCHEMA_VERSION = 2;
const FIRST_SCHEMA_VERSION = 1;

/** Folders of models that are kept: more would not be found again in a menu. */
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

/** The state in a dictionary; whatever is missing, damaged or of another version is read as not there. */
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
  };
}

function readHistory(read: DictionaryReader): History {
  const count = Math.min(MAX_TAKES, asNumber(read('takes')) ?? 0);
  const takes: Take[] = [];
  const order = asNumbers(read('order'));
  for (let index = 0; index < count; index++) {
    const slot = order[index] ?? index; // version 1 has them in their order
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
    });
  }
  const position = Math.round(asNumber(read('position')) ?? -1);
  return { takes, position: Math.min(takes.length - 1, Math.max(takes.length > 0 ? 0 : -1, position)) };
}

/** The slot that a take has among the keys, by its notes: starred or not, they are the same. */
const SLOT_OF_NOTES = new WeakMap<Take['notes'], number>();

/**
 * A number for each take that stays its own while others come and go: a rhythm in the middle of the history then
 * changes its own keys and no other's.
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

/** Rhythms never change, so each is put into numbers once; the same list says that there is nothing new to write. */
const NUMBERS_OF_TAKE = new WeakMap<Take, readonly number[]>();
const NUMBERS_OF_RHYTHM = new WeakMap<Rhythm, readonly number[]>();

function takeHits(take: Take): readonly number[] {
  const known = NUMBERS_OF_TAKE.get(take);
  if (known) return known;
  const rhythm = take.rhythm ? rhythmToNumbers(take.rhythm) : [0];
  const numbers = [take.part, take.isStarred ? 1 : 0, ...rhythm];
  NUMBERS_OF_TAKE.set(take, numbers);
  return numbers;
}

function rhythmToNumbers(rhythm: Rhythm): readonly number[] {
  const known = NUMBERS_OF_RHYTHM.get(rhythm);
  if (known) return known;
  const numbers = [rhythm.bars, ...packedHits(rhythm)];
  NUMBERS_OF_RHYTHM.set(rhythm, numbers);
  return numbers;
}

function cornerFromNumbers([bars = 0, ...packed]: readonly number[]): Rhythm | undefined {
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

/** The menu's folders; the one in use is always among them, also where version 1 kept that alone. */
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
