// Turns independent normal numbers into controls that go together as a style's patterns have them. Fitted by
// training's fit-control-draws.ts and kept on the card; the engine and training draw with it what a request
// leaves open.

import { CONDITION_NAMES, type ConditionValues } from '../rhythm/condition-values';

/**
 * How the controls of a style's patterns go together: a Gaussian copula (Nelsen, An Introduction to Copulas, 2006,
 * §2.3) in the few numbers that a card can hold.
 *
 * Drawn one by one from normal distributions, controls would meet in combinations that no rhythm of the style
 * has (sparse but full of off-beats, for instance) and that the networks were never asked for.
 */
export interface ControlDraws {
  /** Per control in the order of CONDITION_NAMES: its values at {@link KNOT_SCORES}, rising. */
  readonly quantiles: readonly (readonly number[])[];
  /** Lower triangle L, row by row; L·Lᵀ is the correlation of the controls' normal scores. */
  readonly factor: readonly (readonly number[])[];
}

/** The normal scores, in standard deviations, at which quantiles are kept; linear in between. */
export const KNOT_SCORES = [-2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5] as const;

/** The controls that independent standard normal numbers stand for, one per control. */
export function conditionValuesFrom(
  normals: readonly number[],
  { quantiles, factor }: ControlDraws,
): ConditionValues {
  const values = CONDITION_NAMES.map((_, control) => {
    const score = factor[control]!.reduce((sum, weight, at) => sum + weight * normals[at]!, 0);
    return valueAt(score, quantiles[control]!);
  });
  const [density = 0, offBeatWeight = 0, swing = 0, velocitySpread = 0] = values;
  return { density, offBeatWeight, swing, velocitySpread };
}

/** The value at a normal score, clamped to the outermost knots: a style hardly ever has values beyond them. */
function valueAt(score: number, values: readonly number[]): number {
  const least = KNOT_SCORES[0];
  const spacing = KNOT_SCORES[1] - least;
  const place = Math.min(values.length - 1, Math.max(0, (score - least) / spacing));
  const below = Math.min(values.length - 2, Math.floor(place));
  return values[below]! + (place - below) * (values[below + 1]! - values[below]!);
}
