// The figures of house and techno, for clips-source.ts. figures.ts says what the numbers mean.

import { at, backbeat, type Kind, type StyleFigures, type Way } from './figures';

/** A clap a 16th beside its beat sounds like a mistake. */
const NOT_BESIDE = { 3: 0, 5: 0, 11: 0, 13: 0 } as const;

/** Who plays the backbeat, which .92 and .99 of the rhythms of two real sets have: the clap in most, or the snare. */
const BACKBEAT_WAYS: readonly Way[] = [
  {
    share: 0.66,
    layers: [
      {
        role: 'clap',
        probability: 1,
        constant: 0.9,
        target: backbeat(99.7, 1, { ...NOT_BESIDE, 7: 4, 15: 5 }),
        most: 10,
      },
    ],
  },
  {
    share: 0.16,
    layers: [
      {
        role: 'clap',
        probability: 1,
        constant: 0.92,
        target: backbeat(99.7, 1, { ...NOT_BESIDE, 15: 4 }),
        most: 8,
      },
      {
        role: 'snare',
        probability: 1,
        constant: 0.6,
        target: backbeat(98, 2, { 0: 0, 8: 0, 7: 8, 15: 10 }),
        most: 8,
        mostInRow: 2,
      },
    ],
  },
  {
    share: 0.15,
    layers: [
      {
        role: 'snare',
        probability: 1,
        constant: 0.75,
        target: backbeat(99.7, 3, { 0: 0, 8: 0, 7: 14, 15: 14 }),
        most: 9,
        mostInRow: 2,
      },
    ],
  },
  { share: 0.01, layers: [] },
];

/** Of three sets of real house that were counted, two have about 20 hits a bar. */
const FULL: Kind = {
  share: 0.62,
  layers: [
    { role: 'kick', probability: 1, constant: 0.95, target: at(99.6, 1.5, 0.8), most: 12 },
    {
      role: 'snare',
      probability: 0.4,
      target: backbeat(16, 6, { 0: 0, 1: 5, 2: 6, 3: 12, 6: 14, 7: 30, 8: 0, 9: 9, 11: 26, 14: 16, 15: 16 }),
      most: 8,
      mostInRow: 2,
    },
    {
      role: 'percussion',
      probability: 0.72,
      target: at(30, 56, 34, { 3: 46, 7: 46, 11: 46, 15: 46 }),
      most: 20,
    },
    {
      role: 'percussion',
      probability: 0.26,
      target: at(12, 34, 24, { 3: 30, 7: 30, 11: 30, 15: 30 }),
      most: 12,
    },
    { role: 'toms', probability: 0.1, target: at(4, 9, 11, { 14: 18, 15: 18 }), most: 6 },
    { role: 'crash', probability: 0.03, target: at(0, 0, 0, { 0: 50 }) },
  ],
  choices: [
    [
      {
        share: 0.55,
        layers: [
          { role: 'open', probability: 1, constant: 0.5, target: at(4, 97, 4), most: 12 },
          { role: 'closed', probability: 0.8, target: at(28, 30, 29) },
        ],
      },
      {
        share: 0.41,
        layers: [
          { role: 'closed', probability: 1, constant: 0.25, target: at(26, 97, 26) },
          { role: 'open', probability: 0.2, target: at(5, 12, 5, { 14: 40 }) },
        ],
      },
      {
        share: 0.04,
        layers: [
          { role: 'ride', probability: 1, target: at(40, 80, 10) },
          { role: 'closed', probability: 0.6, target: at(25, 60, 25) },
        ],
      },
    ],
    BACKBEAT_WAYS,
  ],
  hitsPerBar: [13, 36],
};

/** The third, 22 tracks by one tech-house act, has 11: kick, clap, a few hats and one thing more. */
const SPARSE: Kind = {
  share: 0.38,
  layers: [
    { role: 'kick', probability: 1, constant: 0.95, target: at(99.6, 1, 0.8, { 14: 4, 15: 3 }), most: 11 },
    {
      role: 'snare',
      probability: 0.25,
      target: backbeat(4, 4, { 0: 0, 8: 0, 3: 14, 6: 14, 7: 26, 11: 22, 14: 20, 15: 20 }),
      most: 5,
      mostInRow: 2,
    },
    {
      role: 'percussion',
      probability: 0.4,
      target: at(4, 20, 12, { 3: 24, 6: 24, 7: 20, 11: 24, 14: 24 }),
      most: 9,
    },
    { role: 'toms', probability: 0.08, target: at(2, 6, 6, { 14: 14, 15: 14 }), most: 4 },
  ],
  choices: [
    [
      {
        share: 0.3,
        layers: [
          { role: 'open', probability: 1, constant: 0.4, target: at(1, 94, 3), most: 10 },
          { role: 'closed', probability: 0.4, target: at(5, 12, 22, { 3: 30, 11: 30 }), most: 9 },
        ],
      },
      {
        share: 0.7,
        layers: [
          {
            role: 'closed',
            probability: 1,
            constant: 0.12,
            target: at(8, 92, 12, { 3: 30, 10: 74, 11: 26 }),
            most: 14,
          },
          { role: 'open', probability: 0.3, target: at(1, 30, 3, { 14: 44 }), most: 5 },
        ],
      },
    ],
    BACKBEAT_WAYS,
  ],
  hitsPerBar: [7, 14],
};

/** The layers add up to what was measured on house sets: P(hit) in percent per step. */
export const HOUSE: StyleFigures = {
  style: 'house',
  share: 1,
  genres: ['house'],
  relatedGenres: ['disco', 'garage', 'techno', 'electro', 'pop'],
  tempoBpm: [118, 128],
  straight: 0.35,
  swing: [0.05, 0.6],
  looseness: 1,
  fills: 0.04,
  ghostsOnSnare: 0.4,
  kinds: [FULL, SPARSE],
};

/** Machine-like and four-on-the-floor: 16th hats or off-beat open hats, few claps, syncopated percussion and toms. */
export const TECHNO: StyleFigures = {
  style: 'techno',
  share: 3500 / 6000,
  genres: ['techno'],
  relatedGenres: ['house', 'electro'],
  tempoBpm: [125, 145],
  straight: 0.75,
  swing: [0.05, 0.35],
  looseness: 0.7,
  fills: 0.03,
  ghostsOnSnare: 0.2,
  kinds: [
    {
      share: 1,
      layers: [
        { role: 'kick', probability: 1, constant: 0.93, target: at(99.4, 2, 1.5), most: 12 },
        { role: 'clap', probability: 0.42, constant: 0.6, target: backbeat(86, 3, { 12: 90 }) },
        {
          role: 'snare',
          probability: 0.34,
          target: backbeat(28, 8, { 3: 20, 6: 22, 7: 22, 10: 22, 11: 22, 14: 24, 15: 16 }),
          most: 12,
          mostInRow: 3,
        },
        {
          role: 'percussion',
          probability: 0.75,
          target: at(18, 34, 30, { 3: 44, 6: 44, 11: 44, 14: 44 }),
          most: 20,
        },
        {
          role: 'percussion',
          probability: 0.3,
          target: at(14, 30, 28, { 3: 40, 6: 40, 11: 40, 14: 40 }),
          most: 14,
        },
        { role: 'toms', probability: 0.34, target: at(4, 12, 8, { 3: 20, 6: 20, 11: 20, 14: 20 }), most: 6 },
        { role: 'crash', probability: 0.02, target: at(0, 0, 0, { 0: 50 }) },
      ],
      choices: [
        [
          {
            share: 0.46,
            layers: [
              { role: 'open', probability: 1, constant: 0.6, target: at(4, 96, 3), most: 16 },
              { role: 'closed', probability: 0.62, target: at(46, 50, 52) },
            ],
          },
          {
            share: 0.34,
            layers: [
              { role: 'closed', probability: 1, target: at(72, 90, 72) },
              { role: 'open', probability: 0.25, target: at(3, 25, 6) },
            ],
          },
          {
            share: 0.08,
            layers: [{ role: 'closed', probability: 1, constant: 0.6, target: at(10, 97, 10) }],
          },
          {
            share: 0.12,
            layers: [
              { role: 'ride', probability: 1, target: at(45, 85, 12) },
              { role: 'closed', probability: 0.5, target: at(40, 60, 50) },
            ],
          },
        ],
      ],
    },
  ],
  velocity: { kick: [104, 8], percussion: [68, 17] },
};
