// Compares how a style is played with how its held-out patterns are: rates of a few descriptors, velocity and
// timing of each voice. Used by full-evaluation.ts and draws.ts; goals.ts sets the limit.

import type { Pattern } from '../../rhythm/pattern';
import { mean } from '../../rhythm/statistics';
import { descriptorsOf } from './descriptors';
import { voiceProfiles } from './voice-profile';

const RULES = ['fourOnTheFloor', 'backbeat', 'offBeatHats', 'swing', 'density'] as const;
/** Its deviation is a share of what is expected; that of the others is in points. */
const RELATIVE_RULE: (typeof RULES)[number] = 'density';
const VOICE_RULES = ['velocityMean', 'offsetMeanSteps'] as const;

/** One figure of a style beside the same of the style's own held-out rhythms. */
export interface RuleComparison {
  /** `fourOnTheFloor`, … or `velocityMean of kick`, …. */
  readonly rule: string;
  readonly expected: number;
  readonly found: number;
  /** |found − expected|, of the density in shares of what is expected: .05 is 5 points or 5 %. */
  readonly deviation: number;
}

/** Fewer hits of a voice than this say little about how it is played. */
const LEAST_HITS = 50;

/** Compares rhythms with real ones of the same style, the largest deviation first. */
export function compareRules(found: readonly Pattern[], expected: readonly Pattern[]): RuleComparison[] {
  const [foundRates, expectedRates] = [ratesOf(found), ratesOf(expected)];
  const [foundVoices, expectedVoices] = [voiceProfiles(found), voiceProfiles(expected)];
  const rates = RULES.map((rule) => comparison(rule, foundRates[rule], expectedRates[rule]));
  const voices = expectedVoices.flatMap((profile, at) => {
    const other = foundVoices[at]!;
    if (hitsIn(profile.hitsPerBar, expected) < LEAST_HITS || hitsIn(other.hitsPerBar, found) < LEAST_HITS)
      return [];
    return VOICE_RULES.map((rule) => comparison(`${rule} of ${profile.voice}`, other[rule], profile[rule]));
  });
  return [...rates, ...voices].sort((a, b) => b.deviation - a.deviation);
}

/** One rule from its means over several draws, whose single deviations cancel in part. */
export function meanRule(draws: readonly RuleComparison[]): RuleComparison {
  return comparison(
    draws[0]!.rule,
    mean(draws.map(({ found }) => found)),
    mean(draws.map(({ expected }) => expected)),
  );
}

function comparison(rule: string, found: number, expected: number): RuleComparison {
  const scale = rule === RELATIVE_RULE && expected > 0 ? expected : 1;
  return { rule, expected, found, deviation: Math.abs(found - expected) / scale };
}

function ratesOf(patterns: readonly Pattern[]): Readonly<Record<(typeof RULES)[number], number>> {
  const all = patterns.map(descriptorsOf);
  const rate = (rule: (typeof RULES)[number]): number => mean(all.map((descriptors) => descriptors[rule]));
  return {
    fourOnTheFloor: rate('fourOnTheFloor'),
    backbeat: rate('backbeat'),
    offBeatHats: rate('offBeatHats'),
    swing: rate('swing'),
    density: rate('density'),
  };
}

function hitsIn(hitsPerBar: number, patterns: readonly Pattern[]): number {
  return hitsPerBar * patterns.reduce((sum, { bars }) => sum + bars, 0);
}
