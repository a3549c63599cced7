import type { Kit, KitSource } from './kit';
import { EMPTY_HISTORY, MAX_TAKES, type History, type Take } from './history';
import { NOTE_DEFAULTS, type ClipNote } from './notes';
import { asNumber, asNumbers, asWord, type DictionaryReader, type FlatDictionary } from './wire';
import type { Atom } from './protocol';
import { VOICE_COUNT } from '../rhythm/voices';

/** What the Set keeps besides the parameters. */
export interface State {
  readonly history: History;
  /** The pads as they were last read; undefined before the first reading. */
  readonly kit: Kit | undefined;
  /** Reserved: voices that Generate leaves alone, by grid index. */
  readonly locks: readonly number[];
  /** Folder of the model in use; empty for the one frozen into the device. */
  readonly modelPath: string;
}

export const EMPTY_STATE: State = { history: EMPTY_HISTORY, kit: undefined, locks: [], modelPath: '' };

/** Bumped when a reader of the old form would go wrong. A newer state is left alone and read as empty. */
export const STATE_SCHEMA_VERSION = 1;

const KIT_SOURCES: readonly KitSource[] = ['name', 'note', 'neighbour', 'general-midi', 'silent'];
const SILENT = -1;

/** Beats are kept as whole beats and 2³⁰ths: both stay whole numbers in Max, which prints fractions rounded. */
const BEAT_PARTS = 2 ** 30;
const FINE_PARTS = 2 ** 20;

/** Numbers per note: pitch, start (2), duration (2), velocity; a full one also mute, probability, deviation, release. */
const PLAIN_WIDTH = 6;
const FULL_WIDTH = 10;

/** Numbers before the notes of a take: origin, seed, region start (2), region end (2), width. */
const HEAD = 7;

/** The state as flat lists of whole numbers: a symbol holds 32,767 characters, a dictionary has no such limit. */
export function stateToDictionary(state: State): FlatDictionary {
  const dictionary: Record<string, Atom | readonly Atom[]> = {
    schemaVersion: STATE_SCHEMA_VERSION,
    modelPath: state.modelPath,
    position: state.history.position,
    takes: state.history.takes.length,
  };
  if (state.locks.length > 0) dictionary.locks = state.locks;
  if (state.kit) {
    dictionary.kitNotes = state.kit.map(({ note }) => note ?? SILENT);
    dictionary.kitSources = state.kit.map(({ source }) => KIT_SOURCES.indexOf(source));
    state.kit.forEach(({ padName }, voice) => (dictionary[`kitName${voice}`] = padName));
  }
  state.history.takes.forEach((take, index) => {
    dictionary[`take${index}`] = takeToNumbers(take);
    dictionary[`takeStyle${index}`] = take.style;
  });
  return dictionary;
}

/** The state in a dictionary; whatever is missing, damaged or of another version is read as not there. */
export function stateFromDictionary(read: DictionaryReader): State {
  if (asNumber(read('schemaVersion')) !== STATE_SCHEMA_VERSION) return EMPTY_STATE;
  return {
    history: readHistory(read),
    kit: readKit(read),
    locks: asNumbers(read('locks')).filter((voice) => voice >= 0 && voice < VOICE_COUNT),
    modelPath: asWord(read('modelPath')) ?? '',
  };
}

function readHistory(read: DictionaryReader): History {
  const count = Math.min(MAX_TAKES, asNumber(read('takes')) ?? 0);
  const takes: Take[] = [];
  for (let index = 0; index < count; index++) {
    const take = takeFromNumbers(asNumbers(read(`take${index}`)), asWord(read(`takeStyle${index}`)) ?? '');
    if (take) takes.push(take);
  }
  const position = Math.round(asNumber(read('position')) ?? -1);
  return { takes, position: Math.min(takes.length - 1, Math.max(takes.length > 0 ? 0 : -1, position)) };
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

/** Takes never change, so each is put into numbers once; the same list says that there is nothing new to write. */
const NUMBERS_OF_TAKE = new WeakMap<Take, readonly number[]>();

function takeToNumbers(take: Take): readonly number[] {
  const known = NUMBERS_OF_TAKE.get(take);
  if (known) return known;
  const plain = take.notes.every(isPlain);
  const numbers = [
    take.origin === 'generated' ? 0 : 1,
    take.seed,
    ...splitBeats(take.region.startBeats),
    ...splitBeats(take.region.endBeats),
    plain ? PLAIN_WIDTH : FULL_WIDTH,
    ...take.notes.flatMap((note) => [
      note.pitch,
      ...splitBeats(note.startBeats),
      ...splitBeats(note.durationBeats),
      ...(plain ? [note.velocity] : fullTail(note)),
    ]),
  ];
  NUMBERS_OF_TAKE.set(take, numbers);
  return numbers;
}

function fullTail(note: ClipNote): number[] {
  return [
    Math.round(note.velocity * FINE_PARTS),
    note.muted ? 1 : 0,
    Math.round(note.probability * FINE_PARTS),
    Math.round(note.velocityDeviation * FINE_PARTS),
    Math.round(note.releaseVelocity * FINE_PARTS),
  ];
}

function isPlain(note: ClipNote): boolean {
  return (
    Number.isInteger(note.velocity) &&
    !note.muted &&
    note.probability === NOTE_DEFAULTS.probability &&
    note.velocityDeviation === NOTE_DEFAULTS.velocityDeviation &&
    note.releaseVelocity === NOTE_DEFAULTS.releaseVelocity
  );
}

function takeFromNumbers(numbers: readonly number[], style: string): Take | undefined {
  const [origin, seed, startWhole, startPart, endWhole, endPart, width] = numbers;
  if (width !== PLAIN_WIDTH && width !== FULL_WIDTH) return undefined;
  if ((numbers.length - HEAD) % width !== 0) return undefined;
  const region = { startBeats: joinBeats(startWhole, startPart), endBeats: joinBeats(endWhole, endPart) };
  if (!(region.endBeats > region.startBeats)) return undefined;
  const notes: ClipNote[] = [];
  for (let at = HEAD; at < numbers.length; at += width) {
    const note = noteFromNumbers(numbers.slice(at, at + width));
    if (note) notes.push(note);
  }
  return { origin: origin === 0 ? 'generated' : 'found', seed: seed ?? 0, style, region, notes };
}

function noteFromNumbers(numbers: readonly number[]): ClipNote | undefined {
  const [pitch, startWhole, startPart, durationWhole, durationPart, velocity, ...tail] = numbers;
  if (pitch === undefined || pitch < 0 || pitch > 127 || velocity === undefined) return undefined;
  const times = {
    pitch,
    startBeats: joinBeats(startWhole, startPart),
    durationBeats: joinBeats(durationWhole, durationPart),
  };
  const [muted, probability, deviation, release] = tail;
  if (muted === undefined || probability === undefined) return { ...NOTE_DEFAULTS, ...times, velocity };
  return {
    ...times,
    velocity: velocity / FINE_PARTS,
    muted: muted === 1,
    probability: probability / FINE_PARTS,
    velocityDeviation: (deviation ?? 0) / FINE_PARTS,
    releaseVelocity: (release ?? NOTE_DEFAULTS.releaseVelocity * FINE_PARTS) / FINE_PARTS,
  };
}

/** Whole beats (toward −∞) and 2³⁰ths of a beat. */
function splitBeats(beats: number): [whole: number, parts: number] {
  const whole = Math.floor(beats);
  const parts = Math.round((beats - whole) * BEAT_PARTS);
  return parts === BEAT_PARTS ? [whole + 1, 0] : [whole, parts];
}

function joinBeats(whole = 0, parts = 0): number {
  return whole + parts / BEAT_PARTS;
}
