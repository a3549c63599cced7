// What the messages carry: a request with the rhythms that it starts from, and the answer. Node and v8 write
// and read it by wire.ts. Flat and in whole numbers, because Max knows nothing else without loss.

import type { LeaningName, ValueName } from '../../engine/request/request-values';
import { TICKS_PER_STEP, VELOCITY_LEVELS } from '../../rhythm/resolution';

/** Sent after the keys of a request: the dictionary with the rhythms that it starts from. */
export const STARTING_RHYTHMS_KEY = 'startingRhythms';

/** The values of a request; one whose dial leans is absent while that is in the middle. */
export type CommandValues = Readonly<Record<Exclude<ValueName, LeaningName>, number>> &
  Readonly<Partial<Record<LeaningName, number>>>;

/** `count` related rhythms from one seed. All that is not absent is sent, by key and in the order it is put together. */
export interface GenerateCommand extends CommandValues {
  readonly seed: number;
  readonly count: number;
  readonly style: string;
  readonly bars: number;
  /** Only this one of the variations, counted from 0. */
  readonly only?: number;
}

/** Most rhythms per request. */
export const MAX_COUNT = 16;

/** A rhythm on the wire: whole numbers only, because Max rounds fractions in dictionaries. */
export interface WireRhythm {
  readonly bars: number;
  /** Flat, four per hit: step, voice, velocity × 127, offset × {@link OFFSET_UNITS}. Max has no nested lists. */
  readonly hits: readonly number[];
}

/** A generated rhythm on the wire, with what it was made from. */
export interface GeneratedWireRhythm extends WireRhythm {
  readonly seed: number;
  readonly style: string;
  readonly tempo: number;
  /** In how many cells it differs from the nearest training rhythm; absent when the model cannot tell. */
  readonly nearestDistance?: number;
}

/** The rhythms that a request starts from. */
export interface StartingRhythms {
  /** Voices, by grid index, that stay as this rhythm has them. */
  readonly locks?: { readonly voices: readonly number[]; readonly rhythm: WireRhythm };
  /** The rhythm that new ones stay close to. */
  readonly like?: WireRhythm;
  /** Four rhythms (lower left, lower right, upper left, upper right) and a place between them, 0–1. */
  readonly morph?: { readonly corners: readonly WireRhythm[]; readonly x: number; readonly y: number };
}

/** The answer to a request; `id` repeats the request's, so that a stale answer is recognised. */
export interface Answer {
  readonly id: number;
  readonly rhythms: readonly GeneratedWireRhythm[];
}

/**
 * The keys of an {@link Answer} in the notes dictionary: `id`, `count`, and per rhythm `seed0`, `style0`, `bars0`,
 * `tempo0`, `hits0`, `distance0`. Flat, because v8 reads numbers and lists of numbers from a dictionary without loss.
 */
export const ANSWER_KEYS = {
  id: 'id',
  count: 'count',
  seed: 'seed',
  style: 'style',
  bars: 'bars',
  tempo: 'tempo',
  hits: 'hits',
  nearestDistance: 'distance',
} as const;

/** Parts of a step in which offsets are sent, and levels of velocity: as fine as a rhythm is written. */
export const OFFSET_UNITS = TICKS_PER_STEP;
export const VELOCITY_UNITS = VELOCITY_LEVELS;
export const ATOMS_PER_HIT = 4;

/** The longest symbol that Max keeps whole. */
export const MAX_SYMBOL_LENGTH = 32_767;
