// Which rules of its style a rhythm is held to when candidates are ranked, and how far a two-bar unit is from
// them. Made by `make`; asked by `candidates`, `unit`, `varied` and `fill`.

import type { ModelStyle } from '../../model/card';
import { STEPS_PER_BAR, UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import { type Pattern, type PlacedHit, hitsOf } from '../../rhythm/pattern';
import { type Rule, breakOf, breaksOf } from '../../rhythm/rules/rule';
import { rulesOf } from '../../rhythm/rules/style-rules';
import { voiceIndex } from '../../rhythm/voices';
import { type Kept, isKept, keptHits } from '../network/kept';
import type { GenerationRequest } from '../request/request';

export interface StyleCheck {
  readonly rules: readonly Rule[];
  /** Whether the unit's first bar alone is heard, over and over. */
  readonly isOneBar: boolean;
}

/** Below this strength of its style a rhythm is not held to the style's rules. */
const LEAST_STRENGTH = 0.5;

/**
 * The rules of a request: those that the card says its style keeps, without any that a pattern it is to be like breaks; none
 * where parts may be left out.
 */
export function styleCheckOf(
  { bars, mayOmitParts, styleStrength }: GenerationRequest,
  { name, keptRules = [] }: ModelStyle,
  like: readonly Pattern[],
): StyleCheck {
  const isHeld = !mayOmitParts && styleStrength >= LEAST_STRENGTH;
  const rules = isHeld ? rulesOf(name).filter((rule) => keptRules.includes(rule.name)) : [];
  const liked = like.map(hitsOf);
  return {
    rules: rules.filter((rule) => liked.every((hits) => breakOf(rule, hits) === 0)),
    isOneBar: bars < UNIT_BARS,
  };
}

/** The same without the rules that nothing around the kept cells could keep. */
export function withinReach(check: StyleCheck, kept: Kept | undefined): StyleCheck {
  if (!kept) return check;
  const given = keptHits(kept);
  return { ...check, rules: check.rules.filter((rule) => isWithinReach(rule, given, kept.mask)) };
}

function isWithinReach(rule: Rule, given: readonly PlacedHit[], mask: Float32Array): boolean {
  const isFree = (step: number, voice: number): boolean => !isKept(mask, step, voice);
  if (rule.kind !== 'presence' && rule.kind !== 'count') return breakOf(rule, given) === 0;
  const voices = rule.voices.map(voiceIndex);
  const all = rule.steps ?? Array.from({ length: UNIT_STEPS }, (_, step) => step);
  // Everything that is free may be hit, or nothing of it.
  const free = voices.flatMap((voice) =>
    all.filter((step) => isFree(step, voice)).map((step) => ({ step, voice, velocity: 1, offset: 0 })),
  );
  if (rule.kind === 'presence') return breakOf(rule, [...given, ...free]) === 0;
  const fewest = breakOf({ ...rule, least: 0 }, given);
  return fewest === 0 && breakOf({ ...rule, most: Infinity }, [...given, ...free]) === 0;
}

/**
 * Penalty for each broken rule, beside that for how far it is broken: a user who gets no backbeat presses again, and among
 * the candidates there is nearly always one that has it.
 */
const BREAK_PENALTY = 10;
/** So that among candidates that all break it those come first that are nearer. */
const PENALTY_BY_HIT = 0.5;

/** The penalty of a unit's hits: 0 where every rule is kept. */
export function breakPenalty(check: StyleCheck, hits: readonly PlacedHit[]): number {
  const { rules } = check;
  if (rules.length === 0) return 0;
  return breaksOf(rules, heardHits(check, hits)).reduce(
    (sum, { by }) => sum + BREAK_PENALTY + PENALTY_BY_HIT * by,
    0,
  );
}

/** The two bars that are heard of a unit. */
export function heardHits({ isOneBar }: StyleCheck, hits: readonly PlacedHit[]): readonly PlacedHit[] {
  if (!isOneBar) return hits;
  const first = hits.filter(({ step }) => step < STEPS_PER_BAR);
  return [...first, ...first.map((hit) => ({ ...hit, step: hit.step + STEPS_PER_BAR }))];
}
