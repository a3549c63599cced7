// What a rule of a style is, and how far a rhythm is from keeping it. The rules themselves are data, in
// club-styles.ts, recorded-styles.ts and second-opinion.ts. Used by the engine's choice, by evaluation and by
// `npm run keepers`.

import { UNIT_BARS } from '../grid';
import { hitsOf, concatPatterns, sliceBars, type Pattern, type PlacedHit } from '../pattern';
import { standardDeviation } from '../statistics';
import { voiceIndex, type VoiceId } from '../voices';
import { shapeBreakOf, type ShapeRule } from './shape-rules';

interface Named {
  /** Short and unique within a style: the name of a row in tables. */
  readonly name: string;
}

/** At least `leastShare` of some steps of two bars are hit by one of these voices. */
export interface PresenceRule extends Named {
  readonly kind: 'presence';
  readonly voices: readonly VoiceId[];
  /** 0–31. */
  readonly steps: readonly number[];
  /** 0–1. */
  readonly leastShare: number;
}

/** The hits of these voices in two bars are so many, on all steps or on some. */
export interface CountRule extends Named {
  readonly kind: 'count';
  readonly voices: readonly VoiceId[];
  /** 0–31; all of them when absent. */
  readonly steps?: readonly number[];
  readonly least: number;
  readonly most: number;
}

/** The hits of a voice on these steps are about equally loud. */
export interface EvennessRule extends Named {
  readonly kind: 'evenness';
  readonly voice: VoiceId;
  readonly steps: readonly number[];
  /** Standard deviation of their velocities, 0–1. */
  readonly mostDeviation: number;
}

export type Rule = PresenceRule | CountRule | EvennessRule | ShapeRule;

/** The rules of a style, with where they are from. */
export interface StyleRules {
  readonly style: string;
  readonly source: string;
  readonly rules: readonly Rule[];
}

/** A broken rule. */
export interface Break {
  readonly rule: Rule;
  /** How many hits more or fewer would keep it; of a deviation, in units of the largest that does. */
  readonly by: number;
}

type RuleHit = Pick<PlacedHit, 'step' | 'voice' | 'velocity'>;

/** The rules that the hits of two bars break. */
export function breaksOf(rules: readonly Rule[], hits: readonly RuleHit[]): Break[] {
  return rules.flatMap((rule) => {
    const by = breakOf(rule, hits);
    return by > 0 ? [{ rule, by }] : [];
  });
}

/** How far two bars are from keeping a rule; 0 where they keep it. */
export function breakOf(rule: Rule, hits: readonly RuleHit[]): number {
  if (rule.kind === 'evenness') {
    const voice = voiceIndex(rule.voice);
    const velocities = hits
      .filter((hit) => hit.voice === voice && rule.steps.includes(hit.step))
      .map(({ velocity }) => velocity);
    const deviation = velocities.length > 1 ? standardDeviation(velocities) : 0;
    return deviation > rule.mostDeviation ? deviation / rule.mostDeviation : 0;
  }
  if (rule.kind !== 'presence' && rule.kind !== 'count') return shapeBreakOf(rule, hits);
  const voices = new Set(rule.voices.map(voiceIndex));
  if (rule.kind === 'presence') {
    const sounding = new Set(hits.filter(({ voice }) => voices.has(voice)).map(({ step }) => step));
    const hit = rule.steps.filter((step) => sounding.has(step)).length;
    return Math.max(0, Math.ceil(rule.leastShare * rule.steps.length) - hit);
  }
  const { steps, least, most } = rule;
  const count = hits.filter(({ step, voice }) => voices.has(voice) && (steps?.includes(step) ?? true)).length;
  return Math.max(0, least - count, count - most);
}

/** The two-bar units that a rhythm is made of, as they are heard: a single bar is its own second one. */
export function heardUnits(pattern: Pattern): Pattern[] {
  if (pattern.bars < UNIT_BARS) return [concatPatterns([pattern, pattern])];
  return Array.from({ length: Math.floor(pattern.bars / UNIT_BARS) }, (_, unit) =>
    sliceBars(pattern, unit * UNIT_BARS, UNIT_BARS),
  );
}

/** Whether every two bars of a rhythm keep every rule. */
export function keepsRules(rules: readonly Rule[], pattern: Pattern): boolean {
  return heardUnits(pattern).every((unit) => breaksOf(rules, hitsOf(unit)).length === 0);
}
