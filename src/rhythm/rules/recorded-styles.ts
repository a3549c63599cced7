// The rules of the styles that drummers were recorded in, counted once over the training split of the Groove
// MIDI Dataset and not again when a corpus is made anew. Collected by style-rules.ts; `npm run keepers --
// --count-rules` prints this table from a corpus.

import { VOICE_IDS, type VoiceId } from '../voices';
import type { Rule, StyleRules } from './rule';

/** What was counted over the two-bar windows of a style. */
export interface CountedStyle {
  readonly style: string;
  /** Windows that it was counted over. */
  readonly rhythms: number;
  /** The steps, 0–31, that a voice hits in at least {@link CELL_SHARE} of them. */
  readonly cells: Readonly<Partial<Record<VoiceId, readonly number[]>>>;
  /** The {@link QUANTILES} of a voice's hits in two bars; a voice that the recorded kit lacks is not judged. */
  readonly hits: Readonly<Partial<Record<VoiceId, readonly [least: number, most: number]>>>;
}

export const CELL_SHARE = 0.9;
export const QUANTILES = [0.025, 0.975] as const;
/** Fewer takes say how a drummer or two played a piece, not what a style is: disco has five, reggae three, breakbeat two. */
export const LEAST_TAKES = 6;

const SOURCE = `Groove MIDI Dataset 1.0.0 (CC BY 4.0), 4/4 takes of the training split in two-bar windows: cells that ${CELL_SHARE} of them hit, and hits by voice between their ${QUANTILES[0]} and ${QUANTILES[1]} quantiles.`;

export function rulesOfCounted({ style, cells, hits }: CountedStyle): StyleRules {
  const rules = VOICE_IDS.flatMap((voice): Rule[] => {
    const steps = cells[voice];
    const bounds = hits[voice];
    return [
      ...(steps
        ? [
            {
              name: `${voice} on ${steps.map((step) => step + 1).join(', ')}`,
              kind: 'presence' as const,
              voices: [voice],
              steps,
              leastShare: 1,
            },
          ]
        : []),
      ...(bounds
        ? [
            {
              name: `${voice} ${bounds[0]} to ${bounds[1]}`,
              kind: 'count' as const,
              voices: [voice],
              least: bounds[0],
              most: bounds[1],
            },
          ]
        : []),
    ];
  });
  return { style, source: SOURCE, rules };
}

const COUNTED: readonly CountedStyle[] = [
  {
    style: 'afrobeat',
    rhythms: 757,
    cells: { kick: [0, 16] },
    hits: {
      kick: [6, 15],
      snare: [0, 21],
      rim: [0, 16],
      'closed-hat': [6, 24],
      'open-hat': [0, 9],
      'low-tom': [0, 2],
      'mid-tom': [0, 3],
      'high-tom': [0, 6],
      crash: [0, 14],
      ride: [0, 24],
    },
  },
  {
    style: 'afrocuban',
    rhythms: 756,
    cells: {},
    hits: {
      kick: [0, 15],
      snare: [0, 18],
      rim: [0, 10],
      'closed-hat': [2, 24],
      'open-hat': [0, 7],
      'low-tom': [0, 5],
      'mid-tom': [0, 4],
      'high-tom': [0, 8],
      crash: [0, 1],
      ride: [0, 24],
    },
  },
  {
    style: 'funk',
    rhythms: 1483,
    cells: {},
    hits: {
      kick: [4, 13],
      snare: [3, 23],
      rim: [0, 3],
      'closed-hat': [2, 30],
      'open-hat': [0, 6],
      'low-tom': [0, 3],
      'mid-tom': [0, 3],
      'high-tom': [0, 4],
      crash: [0, 3],
      ride: [0, 19],
    },
  },
  {
    style: 'hiphop',
    rhythms: 706,
    cells: {},
    hits: {
      kick: [2, 15],
      snare: [2, 19],
      rim: [0, 1],
      'closed-hat': [0, 30],
      'open-hat': [0, 27],
      'low-tom': [0, 4],
      'mid-tom': [0, 3],
      'high-tom': [0, 4],
      crash: [0, 3],
      ride: [0, 16],
    },
  },
  {
    style: 'jazz',
    rhythms: 2025,
    cells: {},
    hits: {
      kick: [0, 11],
      snare: [0, 26],
      rim: [0, 2],
      'closed-hat': [0, 13],
      'open-hat': [0, 7],
      'low-tom': [0, 13],
      'mid-tom': [0, 3],
      'high-tom': [0, 6],
      crash: [0, 2],
      ride: [0, 24],
    },
  },
  {
    style: 'latin',
    rhythms: 2739,
    cells: {},
    hits: {
      kick: [2, 16],
      snare: [0, 29],
      rim: [0, 13],
      'closed-hat': [3, 22],
      'open-hat': [0, 4],
      'low-tom': [0, 6],
      'mid-tom': [0, 8],
      'high-tom': [0, 9],
      crash: [0, 1],
      ride: [0, 22],
    },
  },
  {
    style: 'neworleans',
    rhythms: 724,
    cells: {},
    hits: {
      kick: [3, 17],
      snare: [5, 31],
      rim: [0, 8],
      'closed-hat': [4, 23],
      'open-hat': [0, 7],
      'low-tom': [0, 6],
      'mid-tom': [0, 3],
      'high-tom': [0, 6],
      crash: [0, 1],
      ride: [0, 17],
    },
  },
  {
    style: 'rock',
    rhythms: 5096,
    cells: {},
    hits: {
      kick: [1, 14],
      snare: [2, 23],
      rim: [0, 2],
      'closed-hat': [0, 27],
      'open-hat': [0, 9],
      'low-tom': [0, 8],
      'mid-tom': [0, 3],
      'high-tom': [0, 8],
      crash: [0, 13],
      ride: [0, 20],
    },
  },
  {
    style: 'soul',
    rhythms: 286,
    cells: {},
    hits: {
      kick: [2, 13],
      snare: [1, 18],
      rim: [0, 2],
      'closed-hat': [1, 20],
      'open-hat': [0, 6],
      'low-tom': [0, 3],
      'mid-tom': [0, 2],
      'high-tom': [0, 4],
      crash: [0, 3],
      ride: [0, 17],
    },
  },
];

export const RECORDED_STYLE_RULES: readonly StyleRules[] = COUNTED.map(rulesOfCounted);
