// The rules of house and techno, from what is published of real house and techno, fixed before the model that
// is judged by them was trained. Collected by style-rules.ts, whose version says when one of them changed.

import { VOICE_IDS } from '../voices';
import type { Rule, StyleRules } from './rule';
import { BACKBEATS, BEATS, NOT_BEATS, OFF_BEATS } from './steps';

const SOURCE =
  'Step profiles and counts of house and techno sets that others measured, by two-bar windows: kick on every beat .90 and .76, backbeat .92 and .99, percussion at most 24 hits .89 and 1.00, toms at most 6 .96 and 1.00, at most 4 kicks off the beat 1.00 and 1.00.';

const KICK_ON_THE_BEAT: Rule = {
  name: 'kick on every beat',
  kind: 'presence',
  voices: ['kick'],
  steps: BEATS,
  leastShare: 1,
};

const BACKBEAT: Rule = {
  name: 'clap, snare or rim on 2 and 4',
  kind: 'presence',
  voices: ['clap', 'snare', 'rim'],
  steps: BACKBEATS,
  leastShare: 1,
};

const COMMON: readonly Rule[] = [
  { name: 'percussion at most 24', kind: 'count', voices: ['percussion'], least: 0, most: 24 },
  { name: 'toms at most 6', kind: 'count', voices: ['low-tom', 'mid-tom', 'high-tom'], least: 0, most: 6 },
  {
    name: 'kicks off the beat at most 4',
    kind: 'count',
    voices: ['kick'],
    steps: NOT_BEATS,
    least: 0,
    most: 4,
  },
  { name: '10 to 72 hits', kind: 'count', voices: VOICE_IDS, least: 10, most: 72 },
  {
    name: 'hats or percussion on half of the off-beats',
    kind: 'presence',
    voices: ['closed-hat', 'open-hat', 'percussion'],
    steps: OFF_BEATS,
    leastShare: 0.5,
  },
  { name: 'even kicks', kind: 'evenness', voice: 'kick', steps: BEATS, mostDeviation: 0.15 },
];

export const HOUSE_RULES: StyleRules = {
  style: 'house',
  source: SOURCE,
  rules: [KICK_ON_THE_BEAT, BACKBEAT, ...COMMON],
};

/** Without a backbeat: fewer than half of held-out techno rhythms have one. */
export const TECHNO_RULES: StyleRules = {
  style: 'techno',
  source: SOURCE,
  rules: [KICK_ON_THE_BEAT, ...COMMON],
};
