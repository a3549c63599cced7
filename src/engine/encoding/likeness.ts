// What a rhythm near a given pattern is made around: the pattern's latents and its fading corrections.
// `make` and `form` use it for `like`; `morph` takes the units of its corners from here.

import type { ModelStyle } from '../../model/card';
import type { Pattern } from '../../rhythm/pattern';
import { type Correction, correctionOf, weighted } from '../network/correction';
import type { Generator } from '../network/generator';
import { headsOf } from '../network/heads';
import { rotated } from '../network/latents';
import { type Reading, readCondition } from './inversion';
import { styleOf } from '../request/request';
import { unitsOf } from '../request/two-bar-units';

export interface Likeness {
  readonly reading: Reading;
  readonly units: readonly ReadUnit[];
  /** The unit at a place of the rhythm, the pattern being repeated as often as it fits; its correction faded. */
  readonly unitAt: (at: number) => Pick<ReadUnit, 'condition' | 'correction'>;
  /** Turns what is drawn around that unit's latent. */
  readonly placeAt: (at: number) => (drawn: Float32Array) => Float32Array;
}

export interface ReadUnit {
  readonly pattern: Pattern;
  readonly latent: Float32Array;
  readonly condition: Float32Array;
  readonly correction: Correction;
}

export interface MakingOf {
  /** The style whose thresholds they are read by. */
  readonly style: ModelStyle;
  /** Hit noise that they will be made with, so that the corrections take it into account. */
  readonly hitNoise?: Float32Array | undefined;
}

/** The units of a reading with what the network's recovery of them lacks. */
export function readUnits(
  generator: Generator,
  { pattern, latents, style: readIn }: Reading,
  { style: { calibration }, hitNoise }: MakingOf,
): ReadUnit[] {
  const condition = readCondition(generator, pattern, readIn);
  const heads = headsOf(generator, latents, condition);
  if (hitNoise) {
    for (let at = 0; at < heads.hitLogits.length; at++)
      heads.hitLogits[at]! += hitNoise[at % hitNoise.length]!;
  }
  return unitsOf(pattern).map((unit, row) => ({
    pattern: unit,
    latent: latents[row]!,
    condition,
    correction: correctionOf(heads, row, { calibration, unit }),
  }));
}

/** @param share how far from the pattern: 0 is the pattern itself, 1 far */
export function likenessOf(generator: Generator, reading: Reading, share: number): Likeness {
  const { style } = styleOf(reading.style, generator.card);
  const units = readUnits(generator, reading, { style });
  const unitAt = (at: number): ReadUnit => units[at % units.length]!;
  const fading = units.map(({ condition, correction }) => ({
    condition,
    correction: weighted([correction], [1 - share]),
  }));
  return {
    reading,
    units,
    unitAt: (at) => fading[at % units.length]!,
    placeAt: (at) => (drawn) => rotated(unitAt(at).latent, drawn, share),
  };
}
