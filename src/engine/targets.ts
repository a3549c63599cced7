import type { ModelCard, ModelStyle } from '../model/card';
import { controlsFrom } from '../model/control-draws';
import { CONTROL_NAMES, type Controls } from '../rhythm/controls';
import type { Random } from '../rhythm/random';
import type { Aim } from './aims';
import type { GenerationRequest } from './request';
import type { FeelName, Range } from './style-profile';

const FEEL_NAMES = ['syncopation', 'hatOpenness', 'energy'] as const satisfies readonly FeelName[];

/** What a rhythm should measure. */
export interface Target {
  readonly controls: Controls;
  /** What candidates are judged by: what was drawn and not asked for only sets the network going. */
  readonly aims: readonly Aim[];
}

/** A density of 0 or 1 asks for the value this many standard deviations below or above the style's middle. */
const DENSITY_RANGE = 2;

/** A range is so many steps wide, as a density's is. */
const RANGE_STEPS = 2 * DENSITY_RANGE;

/** The controls that a request asks for; what it leaves open is drawn as the style's own patterns have it. */
export function targetOf(
  request: GenerationRequest,
  style: ModelStyle,
  { card, rangeOf }: TargetMaterial,
  random: Random,
): Target {
  const normals = CONTROL_NAMES.map((name) => {
    const drawn = request.temperature * random.normal();
    // The first of the normals is the density's own: what else is drawn goes with the density that was asked for.
    return name === 'density' && request.density !== undefined
      ? DENSITY_RANGE * (2 * request.density - 1)
      : drawn;
  });
  const drawn = controlsFrom(normals, style.controlDraws);
  const controls = within(request.swing === undefined ? drawn : { ...drawn, swing: request.swing }, card);
  const byControls = (['density', 'swing'] as const)
    .filter((name) => request[name] !== undefined)
    .map((name) => aimAt(name, controls, card));
  const byFeel = FEEL_NAMES.flatMap((name): Aim[] => {
    const amount = request[name];
    if (amount === undefined) return [];
    const { least, most } = rangeOf(name);
    return [{ name, value: least + amount * (most - least), scale: (most - least) / RANGE_STEPS }];
  });
  return { controls, aims: [...byControls, ...byFeel] };
}

/** What a target is made of besides the request. */
export interface TargetMaterial {
  readonly card: ModelCard;
  readonly rangeOf: (name: FeelName) => Range;
}

/** A target with another density: `scores` standard deviations of the whole corpus more hits. */
export function denser({ controls, aims }: Target, scores: number, card: ModelCard): Target {
  const density = controls.density + scores * card.controlScales.density.standardDeviation;
  return { controls: within({ ...controls, density }, card), aims };
}

function aimAt(name: 'density' | 'swing', controls: Controls, card: ModelCard): Aim {
  return { name, value: controls[name], scale: card.controlScales[name].standardDeviation };
}

/** Controls outside what a rhythm can have are moved to the nearest that it can. */
function within(controls: Controls, card: ModelCard): Controls {
  return {
    density: Math.min(card.voices.length * card.steps, Math.max(1, controls.density)),
    offBeatWeight: Math.min(1, Math.max(0, controls.offBeatWeight)),
    swing: Math.min(1, Math.max(-1, controls.swing)),
    velocitySpread: Math.max(0, controls.velocitySpread),
  };
}
