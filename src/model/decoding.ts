// Decodes the generator's heads into hits, and defines the calibration by which that is done. The engine
// plays with it; training calibrates and measures with it. Exponentials only from exact-math.ts: a seed has
// to give the same rhythm on every machine.

import { logit, sigmoid } from '../rhythm/exact-math';
import { UNIT_BARS, UNIT_CELLS, UNIT_STEPS, cellIndex } from '../rhythm/grid';
import { type Pattern, type PlacedHit, patternFromHits } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import { CLOSED_HAT, OPEN_HAT, VOICE_COUNT } from '../rhythm/voices';

/** A generator's output for every cell, row after row of UNIT_CELLS values in `cellIndex` order, before any squashing. */
export interface Heads {
  readonly hitLogits: Float32Array;
  readonly velocityLogits: Float32Array;
  readonly offsetLogits: Float32Array;
}

/** How logits are changed before they are decoded: `scale · logit + shift`. */
export interface LogitFit {
  readonly scale: number;
  readonly shift: number;
}

/**
 * How the heads are decoded for one style. In training a hit is soft, and the generator may write a doubtful hit as a
 * soft one or as a quiet one; made hard, voices would sound too often or too rarely, too loud or too even. So
 * decoding is fitted, style by style, to the real rhythms of the style.
 */
export interface Calibration {
  /** Scale of the noise that decides doubtful cells, see {@link addHitNoise}; at 0 the latent alone decides. */
  readonly hitNoise: number;
  /** Per voice: the hit probability above which a cell sounds. */
  readonly thresholds: readonly number[];
  /** By {@link calibrationGroup}. */
  readonly velocity: readonly LogitFit[];
  readonly offset: readonly LogitFit[];
}

/** Voice by voice, the odd 16ths apart from the even ones: between those two lie accents and swing. */
export const CALIBRATION_GROUPS = 2 * VOICE_COUNT;

export function calibrationGroup(cell: number): number {
  const step = Math.floor(cell / VOICE_COUNT);
  return (cell % VOICE_COUNT) + VOICE_COUNT * (step % 2);
}

export const UNCHANGED: LogitFit = { scale: 1, shift: 0 };

/** Heads as they are, even odds for every cell. */
export const UNCALIBRATED: Calibration = {
  hitNoise: 0,
  thresholds: new Array<number>(VOICE_COUNT).fill(0.5),
  velocity: new Array<LogitFit>(CALIBRATION_GROUPS).fill(UNCHANGED),
  offset: new Array<LogitFit>(CALIBRATION_GROUPS).fill(UNCHANGED),
};

/**
 * Adds logistic noise to hit logits in place, so that a cell of logit l sounds with probability σ(l/scale) at even
 * odds: a stroke that drummers sometimes play is sometimes played, whatever the latent. Without it one latent stands
 * for one rhythm, and the rarer strokes of a style are made less often than they are played.
 */
export function addHitNoise(hitLogits: Float32Array, scale: number, random: Random): void {
  if (scale === 0) return;
  for (let cell = 0; cell < hitLogits.length; cell++) hitLogits[cell]! += scale * random.logistic();
}

/** The two-bar pattern that one row of the heads stands for. */
export function decodePattern(heads: Heads, row: number, calibration: Calibration): Pattern {
  return patternFromHits(UNIT_BARS, decodeHits(heads, row, calibration));
}

/** The hits of that pattern, by step and then by voice. @param options see {@link soundingCells} */
export function decodeHits(
  heads: Heads,
  row: number,
  calibration: Calibration,
  options: SoundingOptions = {},
): PlacedHit[] {
  return soundingCells(heads.hitLogits, row, calibration, options).map((cell) => {
    const at = row * UNIT_CELLS + cell;
    const group = calibrationGroup(cell);
    const voice = cell % VOICE_COUNT;
    const velocity = sigmoid(fitted(heads.velocityLogits[at]!, calibration.velocity[group]!));
    const offset = halfTanh(fitted(heads.offsetLogits[at]!, calibration.offset[group]!));
    return { step: (cell - voice) / VOICE_COUNT, voice, velocity, offset };
  });
}

export interface SoundingOptions {
  /**
   * Closed and open hat are one pair of cymbals: where both would sound on a step, the one farther above its threshold
   * does.
   */
  readonly oneHat?: boolean;
}

/** The cells of one row that are hit, by step and then by voice. */
export function soundingCells(
  hitLogits: Float32Array,
  row: number,
  { thresholds }: Pick<Calibration, 'thresholds'>,
  { oneHat = false }: SoundingOptions = {},
): number[] {
  const least = thresholds.map(logit);
  const cells: number[] = [];
  for (let step = 0; step < UNIT_STEPS; step++) {
    const margin = (voice: number): number =>
      hitLogits[row * UNIT_CELLS + cellIndex(step, voice)]! - least[voice]!;
    const silentHat = margin(OPEN_HAT) >= margin(CLOSED_HAT) ? CLOSED_HAT : OPEN_HAT;
    const isOneHat = oneHat && margin(OPEN_HAT) > 0 && margin(CLOSED_HAT) > 0;
    for (let voice = 0; voice < VOICE_COUNT; voice++)
      if (margin(voice) > 0 && !(isOneHat && voice === silentHat)) cells.push(cellIndex(step, voice));
  }
  return cells;
}

/** ½·tanh(x), as the offset is read from its logit. */
export function halfTanh(x: number): number {
  return sigmoid(2 * x) - 0.5;
}

function fitted(value: number, { scale, shift }: LogitFit): number {
  return scale * value + shift;
}
