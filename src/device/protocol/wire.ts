// How requests, hits and answers become Max messages and dictionaries, and are read back. The v8 and Node
// programs use it towards each other; state/ and display/ use it for their own dictionaries.
// Whatever comes from Max is `unknown` until asNumber, asWord or asNumbers has checked it.

import { hitsOf, patternFromHits, type Pattern } from '../../rhythm/pattern';
import {
  ANSWER_KEYS,
  ATOMS_PER_HIT,
  OFFSET_UNITS,
  VELOCITY_UNITS,
  type Answer,
  type GenerateCommand,
  type WireRhythm,
  type GeneratedWireRhythm,
} from './payloads';
import type { Atom } from './selectors';

/** What a Max dictionary keeps without loss: words, numbers and flat lists of numbers. */
export type FlatDictionary = Readonly<Record<string, Atom | readonly Atom[]>>;

/** Reads one key of a dictionary; null or undefined when it is missing. */
export type DictionaryReader = (key: string) => unknown;

/** A command as `<key> <value> …`: named, so that no two numbers can be mixed up. */
export function commandToAtoms(command: GenerateCommand): Atom[] {
  return Object.entries(command).flatMap(([key, value]: [string, Atom | undefined]) =>
    value === undefined ? [] : [key, value],
  );
}

/** `<key> <value> …` as a record, unchecked; a key without a value at the end is dropped. */
export function atomsToRecord(atoms: readonly unknown[]): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (let at = 0; at + 1 < atoms.length; at += 2) record[String(atoms[at])] = atoms[at + 1];
  return record;
}

/** The hits of a pattern as the flat list of a {@link WireRhythm}. */
export function hitsToWire(pattern: Pattern): number[] {
  return hitsOf(pattern).flatMap(({ step, voice, velocity, offset }) => [
    step,
    voice,
    Math.round(velocity * VELOCITY_UNITS),
    Math.round(offset * OFFSET_UNITS),
  ]);
}

/** The pattern of a rhythm on the wire. @throws RangeError for a hit outside its bars */
export function patternFromWire({ bars, hits }: WireRhythm): Pattern {
  const placed = Array.from({ length: Math.floor(hits.length / ATOMS_PER_HIT) }, (_, index) => {
    const [step = 0, voice = 0, velocity = 0, offset = 0] = hits.slice(index * ATOMS_PER_HIT);
    return { step, voice, velocity: velocity / VELOCITY_UNITS, offset: offset / OFFSET_UNITS };
  });
  return patternFromHits(bars, placed);
}

/** The content of the notes dictionary for an answer. */
export function answerToDictionary(answer: Answer): FlatDictionary {
  const dictionary: Record<string, Atom | readonly Atom[]> = {
    [ANSWER_KEYS.id]: answer.id,
    [ANSWER_KEYS.count]: answer.rhythms.length,
  };
  answer.rhythms.forEach((rhythm, index) => {
    dictionary[`${ANSWER_KEYS.seed}${index}`] = rhythm.seed;
    dictionary[`${ANSWER_KEYS.style}${index}`] = rhythm.style;
    dictionary[`${ANSWER_KEYS.bars}${index}`] = rhythm.bars;
    dictionary[`${ANSWER_KEYS.tempo}${index}`] = rhythm.tempo;
    if (rhythm.hits.length > 0) dictionary[`${ANSWER_KEYS.hits}${index}`] = rhythm.hits;
    if (rhythm.nearestDistance !== undefined)
      dictionary[`${ANSWER_KEYS.nearestDistance}${index}`] = rhythm.nearestDistance;
  });
  return dictionary;
}

/** The answer in a notes dictionary, or undefined for anything else. */
export function answerFromDictionary(read: DictionaryReader): Answer | undefined {
  const id = asNumber(read(ANSWER_KEYS.id));
  const count = asNumber(read(ANSWER_KEYS.count));
  if (id === undefined || count === undefined || count < 1) return undefined;
  const rhythms: GeneratedWireRhythm[] = [];
  for (let index = 0; index < count; index++) {
    const seed = asNumber(read(`${ANSWER_KEYS.seed}${index}`));
    const style = asWord(read(`${ANSWER_KEYS.style}${index}`));
    const bars = asNumber(read(`${ANSWER_KEYS.bars}${index}`));
    const tempo = asNumber(read(`${ANSWER_KEYS.tempo}${index}`));
    const hits = asNumbers(read(`${ANSWER_KEYS.hits}${index}`));
    const nearestDistance = asNumber(read(`${ANSWER_KEYS.nearestDistance}${index}`));
    if (seed === undefined || style === undefined || bars === undefined || tempo === undefined)
      return undefined;
    if (bars < 1 || hits.length % ATOMS_PER_HIT !== 0) return undefined;
    rhythms.push({
      seed,
      style,
      bars,
      tempo,
      hits,
      ...(nearestDistance === undefined ? {} : { nearestDistance }),
    });
  }
  return { id, rhythms };
}

/** A finite number, also as a list of one; undefined for anything else. */
export function asNumber(value: unknown): number | undefined {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return typeof single === 'number' && Number.isFinite(single) ? single : undefined;
}

/** A word, also as a list of one; undefined for anything else. Max turns a word of digits into a number. */
export function asWord(value: unknown): string | undefined {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof single === 'string') return single;
  return typeof single === 'number' ? String(single) : undefined;
}

/** A list of finite numbers; Max returns a list of one as the number itself. Empty for anything else. */
export function asNumbers(value: unknown): number[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const numbers = list.filter((item): item is number => typeof item === 'number' && Number.isFinite(item));
  return numbers.length === list.length ? numbers : [];
}
