// Rules of how hits stand to each other: how many at once, how long a run, how alike the two bars. Part of
// the rules in rule.ts; only second-opinion.ts has such rules.

import { cellIndex, STEPS_PER_BAR, UNIT_STEPS } from '../grid';
import type { PlacedHit } from '../pattern';
import { voiceIndex, type VoiceId } from '../voices';

/** No step of two bars has more than `most` voices. */
export interface ThicknessRule {
  readonly kind: 'thickness';
  readonly name: string;
  readonly most: number;
}

/** These voices are never on more than `most` neighbouring steps, those over the end of the loop included. */
export interface RunRule {
  readonly kind: 'run';
  readonly name: string;
  readonly voices: readonly VoiceId[];
  readonly most: number;
}

/** The F-measure of the hits of the first bar against the second's is at least `least`, 0–1. */
export interface LikenessRule {
  readonly kind: 'likeness';
  readonly name: string;
  readonly least: number;
}

export type ShapeRule = ThicknessRule | RunRule | LikenessRule;

type ShapeHit = Pick<PlacedHit, 'step' | 'voice'>;

/** By how many hits two bars miss a rule; 0 where they keep it. */
export function shapeBreakOf(rule: ShapeRule, hits: readonly ShapeHit[]): number {
  switch (rule.kind) {
    case 'thickness':
      return Math.max(0, thickest(hits) - rule.most);
    case 'run': {
      const voices = new Set(rule.voices.map(voiceIndex));
      const steps = new Set(hits.filter(({ voice }) => voices.has(voice)).map(({ step }) => step));
      return Math.max(0, longestRun(steps) - rule.most);
    }
    case 'likeness':
      return Math.max(0, Math.ceil((rule.least * hits.length) / 2) - sharedByBars(hits));
  }
}

function thickest(hits: readonly ShapeHit[]): number {
  const counts = new Array<number>(UNIT_STEPS).fill(0);
  for (const { step } of hits) counts[step]!++;
  return Math.max(...counts);
}

/** The longest run of neighbouring steps while two bars loop. */
export function longestRun(steps: ReadonlySet<number>): number {
  if (steps.size === UNIT_STEPS) return UNIT_STEPS;
  let longest = 0;
  let run = 0;
  for (let at = 0; at < 2 * UNIT_STEPS; at++) {
    run = steps.has(at % UNIT_STEPS) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** How many cells of a bar both bars hit. */
function sharedByBars(hits: readonly ShapeHit[]): number {
  const first = new Set(
    hits.filter(({ step }) => step < STEPS_PER_BAR).map(({ step, voice }) => cellIndex(step, voice)),
  );
  return hits.filter(
    ({ step, voice }) => step >= STEPS_PER_BAR && first.has(cellIndex(step - STEPS_PER_BAR, voice)),
  ).length;
}
