// Rules of house and techno that no rhythm is chosen by: they show whether choosing by the others made
// rhythms better or only good at rules. Asked by `npm run keepers` alone; the engine must not know them.

import type { Rule, StyleRules } from './rule';
import { BESIDE_BACKBEATS, NOT_BACKBEATS } from './steps';

/** Increase when a rule changes: figures by different versions are not to be compared. */
export const SECOND_OPINION_VERSION = 1;

const SOURCE =
  'What sounded odd in rhythms of version 0.1.0, put into numbers before the next model was trained; not published anywhere.';

const RULES: readonly Rule[] = [
  {
    name: 'no clap a 16th beside the backbeat',
    kind: 'count',
    voices: ['clap'],
    steps: BESIDE_BACKBEATS,
    least: 0,
    most: 0,
  },
  {
    name: 'snare and rim off the backbeat at most 12',
    kind: 'count',
    voices: ['snare', 'rim'],
    steps: NOT_BACKBEATS,
    least: 0,
    most: 12,
  },
  { name: 'hats 4 to 36', kind: 'count', voices: ['closed-hat', 'open-hat'], least: 4, most: 36 },
  { name: 'open hats at most 16', kind: 'count', voices: ['open-hat'], least: 0, most: 16 },
  { name: 'crashes at most 2', kind: 'count', voices: ['crash'], least: 0, most: 2 },
  { name: 'rides at most 18', kind: 'count', voices: ['ride'], least: 0, most: 18 },
  { name: 'at most 5 voices at once', kind: 'thickness', most: 5 },
  { name: 'two bars alike by half', kind: 'likeness', least: 0.5 },
  { name: 'at most 7 percussion in a row', kind: 'run', voices: ['percussion'], most: 7 },
];

export const SECOND_OPINION: readonly StyleRules[] = ['house', 'techno'].map((style) => ({
  style,
  source: SOURCE,
  rules: RULES,
}));

/** The second opinion on a style; no rules for a style that has none. */
export function secondOpinionOn(style: string): readonly Rule[] {
  return SECOND_OPINION.find((known) => known.style === style)?.rules ?? [];
}
