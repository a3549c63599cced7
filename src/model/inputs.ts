// What goes into the networks: the features of a pattern, keep-masks and condition vectors, as flat arrays.
// Used by gan, training, the engine and evaluation's autoencoder. Every order and scale here is part of a
// trained model: changed, existing models no longer work.

import {
  CHANNEL_COUNT,
  HIT,
  OFFSET,
  STEPS_PER_BAR,
  UNIT_BARS,
  UNIT_CELLS,
  UNIT_STEPS,
  VELOCITY,
  cellIndex,
  gridIndex,
} from '../rhythm/grid';
import { CONDITION_NAMES, type ConditionValues } from '../rhythm/condition-values';
import type { Pattern } from '../rhythm/pattern';
import { VOICE_COUNT } from '../rhythm/voices';

/**
 * What the networks see of a pattern: three planes of UNIT_CELLS values in {@link cellIndex} order,
 * hits h, then h·velocity, then OFFSET_SCALE·h·offset. Gating by h keeps the discriminator from seeing the
 * velocity of a hit that is not there; the scale lets the gradient penalties weigh timing like hits.
 */
export const FEATURE_SIZE = UNIT_CELLS * CHANNEL_COUNT;
export const OFFSET_SCALE = 4;

/** One entry per voice and bar (voice-major: `voice * UNIT_BARS + bar`); 1 keeps the cells as they are. */
export const MASK_SIZE = VOICE_COUNT * UNIT_BARS;

export function maskIndex(voice: number, bar: number): number {
  return voice * UNIT_BARS + bar;
}

/** Writes a two-bar pattern into FEATURE_SIZE values of `target` from `at` on. @throws RangeError for other lengths. */
export function writeFeatures(pattern: Pattern, target: Float32Array, at: number): void {
  if (pattern.bars !== UNIT_BARS)
    throw new RangeError(`The networks take ${UNIT_BARS} bars, not ${pattern.bars}.`);
  for (let step = 0; step < UNIT_STEPS; step++) {
    for (let voice = 0; voice < VOICE_COUNT; voice++) {
      const cell = at + cellIndex(step, voice);
      const hit = pattern.cells[gridIndex(step, voice, HIT)] ?? 0;
      target[cell] = hit;
      target[cell + UNIT_CELLS] = hit * (pattern.cells[gridIndex(step, voice, VELOCITY)] ?? 0);
      target[cell + 2 * UNIT_CELLS] =
        hit * OFFSET_SCALE * (pattern.cells[gridIndex(step, voice, OFFSET)] ?? 0);
    }
  }
}

/** The keep-mask spread over the cells: UNIT_CELLS values of 0 or 1 in {@link cellIndex} order. */
export function maskToCells(mask: ArrayLike<number>): Float32Array {
  const cells = new Float32Array(UNIT_CELLS);
  for (let step = 0; step < UNIT_STEPS; step++) {
    const bar = Math.floor(step / STEPS_PER_BAR);
    for (let voice = 0; voice < VOICE_COUNT; voice++) {
      cells[cellIndex(step, voice)] = mask[maskIndex(voice, bar)] ?? 0;
    }
  }
  return cells;
}

/** Mean and standard deviation of a control over the training patterns. */
export interface Scale {
  readonly mean: number;
  readonly standardDeviation: number;
}

export type ControlScales = Readonly<Record<keyof ConditionValues, Scale>>;

/** Length of a condition vector: one entry per style, then the four controls. */
export function conditionSize(styleCount: number): number {
  return styleCount + CONDITION_NAMES.length;
}

/**
 * Writes a condition vector into `target` from `at` on: style one-hot (all zero means any style), then the controls
 * in z-scores, clamped to ±3.
 * @param style position in the card's list of styles, or undefined for any
 */
export function writeCondition(
  style: number | undefined,
  values: ConditionValues,
  layout: { readonly styleCount: number; readonly scales: ControlScales },
  target: Float32Array,
  at: number,
): void {
  target.fill(0, at, at + conditionSize(layout.styleCount));
  if (style !== undefined) target[at + style] = 1;
  CONDITION_NAMES.forEach((name, index) => {
    const { mean, standardDeviation } = layout.scales[name];
    const score = (values[name] - mean) / standardDeviation;
    target[at + layout.styleCount + index] = Math.min(3, Math.max(-3, score));
  });
}
