// From a request to numbers: the values that condition the network and the aims that candidates are judged
// by. Called by `make`; `fill` asks for a denser target.

import type { ModelCard, ModelStyle } from '../../model/card';
import { conditionValuesFrom } from '../../model/control-draws';
import { CONDITION_NAMES, type ConditionValues } from '../../rhythm/condition-values';
import { FEEL_NAMES } from '../../rhythm/feel-measures';
import type { Random } from '../../rhythm/random';
import type { Aim } from './aims';
import type { GenerationRequest } from '../request/request';
import type { StyleProfile } from './style-profile';

export interface Target {
  readonly conditionValues: ConditionValues;
  /** Only what was asked for, to judge candidates by; the values drawn besides only condition the network. */
  readonly aims: readonly Aim[];
}

/** A density of 0 or 1 asks for the value this many standard deviations below or above the style's middle. */
const DENSITY_RANGE = 2;

/** A range is so many steps wide, as a density's is. */
const RANGE_STEPS = 2 * DENSITY_RANGE;

/** Normal score of the 5th and 95th percentile, which 0 and 1 of a feel control stand for. */
const FEEL_SCORES = 1.64;

/** The condition values that a request asks for; what it leaves open is drawn as the style's own patterns have it. */
export function targetOf(
  request: GenerationRequest,
  style: ModelStyle,
  { card, profile }: TargetInputs,
  random: Random,
): Target {
  const drawn = CONDITION_NAMES.map(() => request.temperature * random.normal());
  const normals = FEEL_NAMES.reduce<readonly number[]>((before, name) => {
    const amount = request[name];
    return amount === undefined ? before : tied(before, FEEL_SCORES * (2 * amount - 1), profile().ties[name]);
  }, drawn);
  // The first of the normals is the density's own: what else is drawn goes with the density that was asked for.
  const scores =
    request.density === undefined ? normals : normals.with(0, DENSITY_RANGE * (2 * request.density - 1));
  const played = conditionValuesFrom(scores, style.controlDraws);
  const conditionValues = within(
    request.swing === undefined ? played : { ...played, swing: request.swing },
    card,
  );
  const byControls = (['density', 'swing'] as const)
    .filter((name) => request[name] !== undefined)
    .map((name): Aim => ({
      name,
      value: conditionValues[name],
      scale: card.controlScales[name].standardDeviation,
    }));
  const byFeel = FEEL_NAMES.flatMap((name): Aim[] => {
    const amount = request[name];
    if (amount === undefined) return [];
    const { least, most } = profile().ranges[name];
    return [{ name, value: least + amount * (most - least), scale: (most - least) / RANGE_STEPS }];
  });
  return { conditionValues, aims: [...byControls, ...byFeel] };
}

/** Normal numbers conditioned on a score that each is correlated with. */
function tied(normals: readonly number[], score: number, ties: readonly number[]): number[] {
  return normals.map((normal, at) => {
    const tie = ties[at]!;
    return tie * score + Math.sqrt(1 - tie * tie) * normal;
  });
}

/** What a density from 0 to 1 asks for in a style, in hits a bar. */
export function densityAt(amount: number, { controlDraws }: ModelStyle, card: ModelCard): number {
  const scores = CONDITION_NAMES.map((_, at) => (at === 0 ? DENSITY_RANGE * (2 * amount - 1) : 0));
  return within(conditionValuesFrom(scores, controlDraws), card).density;
}

export interface TargetInputs {
  readonly card: ModelCard;
  /** Taken when it is needed: it costs a forward pass. */
  readonly profile: () => StyleProfile;
}

/** A target with another density: `scores` standard deviations of the whole corpus more hits. */
export function denser({ conditionValues, aims }: Target, scores: number, card: ModelCard): Target {
  const density = conditionValues.density + scores * card.controlScales.density.standardDeviation;
  return { conditionValues: within({ ...conditionValues, density }, card), aims };
}

/** Clamps condition values to what a rhythm can have; the upper bound of the density is loose, a whole unit's cells. */
function within(conditionValues: ConditionValues, card: ModelCard): ConditionValues {
  return {
    density: Math.min(card.voices.length * card.steps, Math.max(1, conditionValues.density)),
    offBeatWeight: Math.min(1, Math.max(0, conditionValues.offBeatWeight)),
    swing: Math.min(1, Math.max(-1, conditionValues.swing)),
    velocitySpread: Math.max(0, conditionValues.velocitySpread),
  };
}
