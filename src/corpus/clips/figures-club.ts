// The figures of house and techno, for clips-source.ts. figures.ts says what the numbers mean.

import { at, backbeat, type StyleFigures } from './figures';

/** The layers add up to what was measured on house sets: P(hit) in percent per step. */
export const HOUSE: StyleFigures = {
  style: 'house',
  share: 1,
  genres: ['house'],
  relatedGenres: ['disco', 'garage', 'techno', 'electro', 'pop'],
  tempoBpm: [118, 128],
  straight: 0.15,
  swing: [0.1, 0.6],
  looseness: 1,
  fills: 0.06,
  ghostsOnSnare: 0.4,
  layers: [
    { role: 'kick', probability: 1, constant: 0.8, target: at(93, 2, 2) },
    { role: 'clap', probability: 0.76, constant: 0.78, target: backbeat(96, 2, { 7: 4, 15: 4 }) },
    {
      role: 'snare',
      probability: 0.6,
      constant: 0.05,
      target: backbeat(43, 10, {
        0: 4,
        1: 9,
        2: 8,
        8: 6,
        3: 13,
        6: 14,
        7: 27,
        9: 14,
        10: 16,
        11: 25,
        14: 18,
        15: 17,
      }),
    },
    { role: 'percussion', probability: 0.9, target: at(38, 56, 40, { 3: 46, 7: 46, 11: 46, 15: 46 }) },
    { role: 'percussion', probability: 0.5, target: at(34, 56, 38, { 3: 44, 7: 44, 11: 44, 15: 44 }) },
    { role: 'toms', probability: 0.14, target: at(4, 9, 11, { 14: 18, 15: 18 }) },
    { role: 'crash', probability: 0.03, target: at(0, 0, 0, { 0: 50 }) },
  ],
  hats: [
    {
      share: 0.55,
      layers: [
        { role: 'open', probability: 1, constant: 0.55, target: at(9, 97, 6) },
        { role: 'closed', probability: 0.76, target: at(28, 30, 29) },
      ],
    },
    {
      share: 0.41,
      layers: [
        { role: 'closed', probability: 1, constant: 0.4, target: at(20, 97, 21) },
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
  layers: [
    { role: 'kick', probability: 1, constant: 0.85, target: at(98, 2, 2) },
    { role: 'clap', probability: 0.42, constant: 0.6, target: backbeat(86, 3, { 12: 90 }) },
    {
      role: 'snare',
      probability: 0.34,
      target: backbeat(28, 8, { 3: 20, 6: 22, 7: 22, 10: 22, 11: 22, 14: 24, 15: 16 }),
    },
    { role: 'percussion', probability: 0.75, target: at(18, 34, 30, { 3: 44, 6: 44, 11: 44, 14: 44 }) },
    { role: 'percussion', probability: 0.3, target: at(14, 30, 28, { 3: 40, 6: 40, 11: 40, 14: 40 }) },
    { role: 'toms', probability: 0.34, target: at(7, 20, 16, { 3: 28, 6: 28, 11: 28, 14: 28 }) },
    { role: 'crash', probability: 0.02, target: at(0, 0, 0, { 0: 50 }) },
  ],
  hats: [
    {
      share: 0.46,
      layers: [
        { role: 'open', probability: 1, constant: 0.6, target: at(4, 96, 3) },
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
    { share: 0.08, layers: [{ role: 'closed', probability: 1, constant: 0.6, target: at(10, 97, 10) }] },
    {
      share: 0.12,
      layers: [
        { role: 'ride', probability: 1, target: at(45, 85, 12) },
        { role: 'closed', probability: 0.5, target: at(40, 60, 50) },
      ],
    },
  ],
  velocity: { kick: [104, 8], percussion: [68, 17] },
};
