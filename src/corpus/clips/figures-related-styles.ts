// The figures of disco, breakbeat, electro and garage, for clips-source.ts. figures.ts says what the numbers
// mean.

import { at, backbeat, type StyleFigures } from './figures';

/** Four-on-the-floor with a played backbeat. */
export const DISCO: StyleFigures = {
  style: 'disco',
  share: 0.2,
  genres: ['disco'],
  relatedGenres: ['house', 'pop', 'funk'],
  tempoBpm: [110, 126],
  straight: 0.5,
  swing: [0.05, 0.3],
  looseness: 1.5,
  fills: 0.12,
  ghostsOnSnare: 0.85,
  kinds: [
    {
      share: 1,
      layers: [
        { role: 'kick', probability: 1, constant: 0.7, target: at(94, 4, 3) },
        {
          role: 'snare',
          probability: 0.85,
          constant: 0.35,
          target: backbeat(95, 4, { 7: 10, 9: 8, 15: 12 }),
        },
        { role: 'clap', probability: 0.4, constant: 0.85, target: backbeat(96, 1) },
        { role: 'percussion', probability: 0.65, target: at(40, 55, 34) },
        { role: 'toms', probability: 0.1, target: at(3, 8, 10, { 14: 20, 15: 20 }) },
        { role: 'crash', probability: 0.06, target: at(0, 0, 0, { 0: 50 }) },
      ],
      choices: [
        [
          {
            share: 0.62,
            layers: [
              { role: 'open', probability: 1, constant: 0.5, target: at(8, 96, 4) },
              { role: 'closed', probability: 0.8, target: at(72, 50, 50) },
            ],
          },
          {
            share: 0.38,
            layers: [
              { role: 'closed', probability: 1, target: at(82, 92, 48) },
              { role: 'open', probability: 0.3, target: at(3, 25, 4) },
            ],
          },
        ],
      ],
    },
  ],
  velocity: { snare: [98, 13] },
};

/** Broken kicks around a backbeat with ghosts. */
export const BREAKBEAT: StyleFigures = {
  style: 'breakbeat',
  share: 0.2,
  genres: ['breakbeat'],
  relatedGenres: ['funk', 'hip-hop', 'dnb', 'electro'],
  tempoBpm: [124, 172],
  straight: 0.4,
  swing: [0.05, 0.5],
  looseness: 1.6,
  fills: 0.1,
  ghostsOnSnare: 0.9,
  kinds: [
    {
      share: 1,
      layers: [
        {
          role: 'kick',
          probability: 1,
          target: at(4, 20, 9, { 0: 95, 2: 30, 3: 14, 7: 22, 8: 22, 10: 66, 11: 20 }),
        },
        {
          role: 'snare',
          probability: 1,
          constant: 0.12,
          target: backbeat(94, 4, { 1: 10, 7: 28, 9: 30, 14: 10, 15: 24 }),
        },
        { role: 'clap', probability: 0.1, constant: 0.7, target: backbeat(90, 2) },
        { role: 'percussion', probability: 0.35, target: at(38, 52, 34) },
        { role: 'toms', probability: 0.08, target: at(3, 8, 10, { 14: 20, 15: 20 }) },
        { role: 'crash', probability: 0.05, target: at(0, 0, 0, { 0: 50 }) },
      ],
      choices: [
        [
          {
            share: 0.85,
            layers: [
              { role: 'closed', probability: 1, target: at(88, 84, 22) },
              { role: 'open', probability: 0.4, target: at(3, 20, 5, { 14: 35 }) },
            ],
          },
          {
            share: 0.15,
            layers: [
              { role: 'ride', probability: 1, target: at(80, 75, 10) },
              { role: 'closed', probability: 0.3, target: at(20, 40, 15) },
            ],
          },
        ],
      ],
    },
  ],
  velocity: { kick: [96, 13], snare: [100, 14] },
};

/** Machine syncopation after the 808. */
export const ELECTRO: StyleFigures = {
  style: 'electro',
  share: 0.2,
  genres: ['electro'],
  relatedGenres: ['miami-bass', 'techno', 'breakbeat', 'synthwave'],
  tempoBpm: [118, 136],
  straight: 0.85,
  swing: [0.05, 0.3],
  looseness: 0.6,
  fills: 0.05,
  ghostsOnSnare: 0.3,
  kinds: [
    {
      share: 1,
      layers: [
        {
          role: 'kick',
          probability: 1,
          target: at(8, 18, 7, { 0: 97, 3: 28, 6: 48, 7: 24, 8: 26, 10: 54, 14: 18 }),
        },
        { role: 'snare', probability: 0.62, constant: 0.35, target: backbeat(95, 4, { 7: 8, 15: 12 }) },
        { role: 'clap', probability: 0.6, constant: 0.6, target: backbeat(95, 3, { 15: 8 }) },
        { role: 'percussion', probability: 0.6, target: at(30, 42, 36) },
        { role: 'toms', probability: 0.18, target: at(5, 14, 14) },
      ],
      choices: [
        [
          {
            share: 0.7,
            layers: [
              { role: 'closed', probability: 1, target: at(80, 86, 60) },
              { role: 'open', probability: 0.35, target: at(3, 22, 5, { 14: 35 }) },
            ],
          },
          {
            share: 0.3,
            layers: [
              { role: 'open', probability: 1, constant: 0.3, target: at(4, 85, 4) },
              { role: 'closed', probability: 0.8, target: at(60, 50, 50) },
            ],
          },
        ],
      ],
    },
  ],
  velocity: { kick: [102, 10] },
};

/** Two-step: swung, with the kick off the second and fourth beat. */
export const GARAGE: StyleFigures = {
  style: 'garage',
  share: 0.2,
  genres: ['garage'],
  relatedGenres: ['house', 'rnb', 'breakbeat'],
  tempoBpm: [126, 138],
  straight: 0.05,
  swing: [0.3, 0.85],
  looseness: 1.1,
  fills: 0.05,
  ghostsOnSnare: 0.5,
  kinds: [
    {
      share: 1,
      layers: [
        {
          role: 'kick',
          probability: 1,
          constant: 0.22,
          target: at(30, 14, 7, { 0: 96, 3: 12, 7: 18, 8: 40, 10: 46, 13: 14 }),
        },
        {
          role: 'snare',
          probability: 0.7,
          constant: 0.2,
          target: backbeat(86, 5, { 7: 20, 9: 14, 15: 20, 14: 10, 11: 12 }),
        },
        { role: 'clap', probability: 0.6, constant: 0.7, target: backbeat(96, 2) },
        { role: 'percussion', probability: 0.7, target: at(36, 52, 40) },
        { role: 'toms', probability: 0.05, target: at(3, 8, 10) },
      ],
      choices: [
        [
          {
            share: 0.4,
            layers: [
              { role: 'open', probability: 1, constant: 0.4, target: at(6, 92, 5) },
              { role: 'closed', probability: 0.85, target: at(34, 35, 48) },
            ],
          },
          {
            share: 0.6,
            layers: [
              { role: 'closed', probability: 1, constant: 0.06, target: at(36, 84, 46) },
              { role: 'open', probability: 0.35, target: at(4, 22, 5, { 14: 35 }) },
            ],
          },
        ],
      ],
    },
  ],
};
