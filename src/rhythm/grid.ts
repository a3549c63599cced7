// The layout of the grid: steps, bars, two-bar units, and where each cell lies in flat arrays. Used by every
// room that handles rhythms. The weights of existing models depend on the order of the cells.

import { VOICE_COUNT } from './voices';

export const STEPS_PER_BEAT = 4;
export const BEATS_PER_BAR = 4;
export const STEPS_PER_BAR = STEPS_PER_BEAT * BEATS_PER_BAR;

/** The model's unit: two 4/4 bars. */
export const UNIT_BARS = 2;
export const UNIT_STEPS = UNIT_BARS * STEPS_PER_BAR;

/** Lengths in bars that a rhythm can be asked for in. */
export const BAR_CHOICES = [1, 2, 4, 8] as const;
export type BarChoice = (typeof BAR_CHOICES)[number];

/** What a cell holds: whether it is hit, how hard (0–1) and how far off the grid (−0.5…0.5 of a step). */
export const CHANNEL_COUNT = 3;
export const HIT = 0;
export const VELOCITY = 1;
export const OFFSET = 2;
export type Channel = typeof HIT | typeof VELOCITY | typeof OFFSET;

export const CELLS_PER_BAR = STEPS_PER_BAR * VOICE_COUNT;
export const UNIT_CELLS = UNIT_STEPS * VOICE_COUNT;

/** Position of a cell among all cells: step-major, voices within a step. */
export function cellIndex(step: number, voice: number): number {
  return step * VOICE_COUNT + voice;
}

/** Position of a channel of a cell in a pattern's array: step-major, then voice, then channel. */
export function gridIndex(step: number, voice: number, channel: Channel): number {
  return cellIndex(step, voice) * CHANNEL_COUNT + channel;
}

/** Steps (16ths) to beats (quarter notes), the unit of Live and of MIDI files. */
export function stepsToBeats(steps: number): number {
  return steps / STEPS_PER_BEAT;
}

export function beatsToSteps(beats: number): number {
  return beats * STEPS_PER_BEAT;
}
