// What a rhythm near a given pattern is made around: the pattern's latents and its fading corrections.
// `make` and `form` use it for `like`; `morph` takes the units of its corners from here.

import type { ModelStyle } from '../../model/card';
import type { Pattern } from '../../rhythm/pattern';
import { type Correction, correctionOf, weighted } from '../network/correction';
import type { Generator } from '../network/generator';
import { headsOf } from '../network/heads';
import { rotated } from '../network/latents';
import { type Inversion, inversionCondition } from './inversion';
import { styleOf } from '../request/request';
import { unitsOf } from '../request/two-bar-units';

export interface Likeness {
  readonly inversion: Inversion;
  readonly units: readonly InvertedUnit[];
  /** The unit at a place of the rhythm, the pattern being repeated as often as it fits; its correction faded. */
  readonly unitAt: (at: number) => Pick<InvertedUnit, 'condition' | 'correction'>;
  /** Turns what is drawn around that unit's latent. */
  readonly placeAt: (at: number) => (drawn: Float32Array) => Float32Array;
}

export interface InvertedUnit {
  readonly pattern: Pattern;
  readonly latent: Float32Array;
  readonly condition: Float32Array;
  readonly correction: Correction;
}

export interface MakingOf {
  /** The style whose thresholds they are decoded by. */
  readonly style: ModelStyle;
  /** Hit noise that they will be made with, so that the corrections take it into account. */
  readonly hitNoise?: Float32Array | undefined;
}

/** The units of an inversion with what the network's recovery of them lacks. */
export function invertedUnits(
  generator: Generator,
  { pattern, latents, style: ownStyle }: Inversion,
  { style: { calibration }, hitNoise }: MakingOf,
): InvertedUnit[] {
  const condition = inversionCondition(generator, pattern, ownStyle);
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
export function likenessOf(generator: Generator, inversion: Inversion, share: number): Likeness {
  const { style } = styleOf(inversion.style, generator.card);
  const units = invertedUnits(generator, inversion, { style });
  const unitAt = (at: number): InvertedUnit => units[at % units.length]!;
  const fading = units.map(({ condition, correction }) => ({
    condition,
    correction: weighted([correction], [1 - share]),
  }));
  return {
    inversion,
    units,
    unitAt: (at) => fading[at % units.length]!,
    placeAt: (at) => (drawn) => rotated(unitAt(at).latent, drawn, share),
  };
}
