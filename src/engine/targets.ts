import type { ModelCard, ModelStyle } from '../model/card';
import { controlsFrom } from '../model/control-draws';
import { CONTROL_NAMES, type ControlName, type Controls } from '../rhythm/controls';
import type { Random } from '../rhythm/random';
import type { GenerationRequest } from './request';

/** What a rhythm should measure. */
export interface Target {
  readonly controls: Controls;
  /** The controls by which candidates are judged: what was drawn and not asked for only sets the network going. */
  readonly asked: readonly ControlName[];
}

/** A density of 0 or 1 asks for the value this many standard deviations below or above the style's middle. */
const DENSITY_RANGE = 2;

/** The controls that a request asks for; what it leaves open is drawn as the style's own patterns have it. */
export function targetOf(
  request: GenerationRequest,
  style: ModelStyle,
  card: ModelCard,
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
  const controls = request.swing === undefined ? drawn : { ...drawn, swing: request.swing };
  const asked = (['density', 'swing'] as const).filter((name) => request[name] !== undefined);
  return { controls: within(controls, card), asked };
}

/** A target with another density: `scores` standard deviations of the whole corpus more hits. */
export function denser(target: Target, scores: number, card: ModelCard): Target {
  const density = target.controls.density + scores * card.controlScales.density.standardDeviation;
  const asked = [...new Set<ControlName>([...target.asked, 'density'])];
  return { controls: { ...target.controls, density }, asked };
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
