import type { ModelCard, ModelStyle } from '../model/card';
import { CONTROL_NAMES, type ControlName, type Controls } from '../rhythm/controls';
import type { Random } from '../rhythm/random';
import type { GenerationRequest } from './request';

/** What a rhythm should measure, and how much each figure counts. */
export interface Target {
  readonly controls: Controls;
  readonly weights: Controls;
}

/** A density of 0 or 1 asks for this many standard deviations below or above the style's mean. */
const DENSITY_RANGE = 2;
/** Controls nobody asked for are drawn from the style, but not from its outskirts. */
const DRAWN_RANGE = 1.5;
const ASKED_WEIGHT = 1;
const DRAWN_WEIGHT = 0.1;

/** The controls that a request asks for; what it leaves open is drawn from the style's own patterns. */
export function targetOf(
  request: GenerationRequest,
  style: ModelStyle,
  card: ModelCard,
  random: Random,
): Target {
  const drawn = record((name) => {
    const { mean, standardDeviation } = style.controls[name];
    const score = Math.min(DRAWN_RANGE, Math.max(-DRAWN_RANGE, request.temperature * random.normal()));
    return mean + standardDeviation * score;
  });
  const asked: Partial<Controls> = {
    ...(request.density === undefined ? {} : { density: densityOf(request.density, style) }),
    ...(request.swing === undefined ? {} : { swing: request.swing }),
  };
  return {
    controls: within({ ...drawn, ...asked }, card),
    weights: record((name) => (name in asked ? ASKED_WEIGHT : DRAWN_WEIGHT)),
  };
}

/** Hits per bar that a density of 0–1 means in a style. */
function densityOf(density: number, style: ModelStyle): number {
  const { mean, standardDeviation } = style.controls.density;
  return Math.max(1, mean + (2 * density - 1) * DENSITY_RANGE * standardDeviation);
}

/** A target with another density: `scores` standard deviations of the whole corpus more hits. */
export function denser(target: Target, scores: number, card: ModelCard): Target {
  const density = target.controls.density + scores * card.controlScales.density.standardDeviation;
  return { ...target, controls: { ...target.controls, density } };
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

function record(value: (name: ControlName) => number): Controls {
  return Object.fromEntries(CONTROL_NAMES.map((name) => [name, value(name)])) as unknown as Controls;
}
