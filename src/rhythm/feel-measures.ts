// The feel of a rhythm as numbers: syncopation, open hats, energy on the beats. The engine aims for every
// measure in FEEL_MEASURES; description.ts takes the metrical weights from here. Works on hits alone, because
// most candidates never become a pattern.

import { STEPS_PER_BAR, STEPS_PER_BEAT } from './grid';
import type { PlacedHit } from './pattern';
import { CLOSED_HAT, OPEN_HAT } from './voices';

/** Metrical weight of the 16ths of a 4/4 bar, after Longuet-Higgins & Lee (1984) as rhythmtoolbox has it. */
export const SALIENCE = [5, 1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1] as const;

/**
 * How syncopated a rhythm is on the whole: the mean over its hits of how far each anticipates a stronger place.
 *
 * Voice by voice, a hit whose next 16th is metrically stronger and silent counts by how much stronger it is (Longuet-
 * Higgins & Lee 1984); otherwise one whose next 8th is, with the 16th between silent, counts so. Only rising weights
 * count and both distances do, as in GrooveToolbox (Bruford 2019); the mean over hits, where that sums, so that a
 * busy rhythm is not syncopated for being busy. 0 is all on strong places; anticipated beats count 2 to 4 each.
 */
export function syncopationPerHit(hits: readonly PlacedHit[], bars: number): number {
  if (hits.length === 0) return 0;
  const steps = bars * STEPS_PER_BAR;
  const sounding = new Set(hits.map(({ step, voice }) => step + steps * voice));
  let sum = 0;
  for (const { step, voice } of hits) {
    for (const ahead of [1, 2]) {
      const next = (step + ahead) % steps; // rhythms loop
      if (sounding.has(next + steps * voice)) break;
      const rise = SALIENCE[next % STEPS_PER_BAR]! - SALIENCE[step % STEPS_PER_BAR]!;
      if (rise <= 0) continue;
      sum += rise;
      break;
    }
  }
  return sum / hits.length;
}

/** Share of the hat strokes that are open, 0–1; undefined where no hat sounds. */
export function hatOpenness(hits: readonly PlacedHit[]): number | undefined {
  const open = hits.filter(({ voice }) => voice === OPEN_HAT).length;
  const closed = hits.filter(({ voice }) => voice === CLOSED_HAT).length;
  return open + closed === 0 ? undefined : open / (open + closed);
}

/**
 * How hard the beats are hit: the velocities of all hits on the four quarter-note beats, summed, a bar. A kick alone at
 * full velocity gives 4, with clap and hats on the beats it is 8 and more.
 */
export function beatEnergy(hits: readonly PlacedHit[], bars: number): number {
  let sum = 0;
  for (const { step, velocity } of hits) if (step % STEPS_PER_BEAT === 0) sum += velocity;
  return sum / bars;
}

/** A property of a rhythm that its feel can be asked for by. */
export interface FeelMeasure {
  /** What is measured, in words and units. */
  readonly measure: string;
  /** The measure of a rhythm; undefined where there is nothing to measure. */
  readonly of: (hits: readonly PlacedHit[], bars: number) => number | undefined;
  /** A style's range is never narrower: where a style has no open hats there is nothing between closed and closed. */
  readonly leastWidth: number;
}

/** By the name of the value in a request. Their order is that in which they act on a target. */
export const FEEL_MEASURES = {
  syncopation: { measure: 'anticipation a hit', of: syncopationPerHit, leastWidth: 0.1 },
  hatOpenness: { measure: 'open share of the hats', of: hatOpenness, leastWidth: 0.1 },
  energy: { measure: 'velocity on the beats a bar', of: beatEnergy, leastWidth: 0.5 },
} as const satisfies Readonly<Record<string, FeelMeasure>>;

export type FeelName = keyof typeof FEEL_MEASURES;

export const FEEL_NAMES = Object.keys(FEEL_MEASURES) as readonly FeelName[];
