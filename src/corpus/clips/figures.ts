import type { Layer, PerStep } from './layer';

/** A style as it is put together: which layers sound how often, and where they fall. */
export interface StyleFigures {
  readonly style: string;
  /** Training patterns for each 6,000 of house. */
  readonly share: number;
  /** Genre words that mark a clip as this style's, and as its kin. */
  readonly genres: readonly string[];
  readonly kin: readonly string[];
  readonly tempoBpm: readonly [number, number];
  /** Share of patterns without swing; the others lie evenly in the range, 1 being a full triplet. */
  readonly straight: number;
  readonly swing: readonly [number, number];
  /** How loose the timing is against measured house. */
  readonly looseness: number;
  /** Share of patterns that end in a fill. */
  readonly fills: number;
  /** Share of soft rim hits that a snare plays as ghosts. */
  readonly ghostsOnSnare: number;
  readonly layers: readonly Layer[];
  /** Ways the hats go, one a pattern: an off-beat open hat leaves no room for the same of the closed one. */
  readonly hats: readonly HatWay[];
  /** Velocity mean and standard deviation of 127 where they differ from measured house. */
  readonly velocity?: Readonly<Partial<Record<string, readonly [number, number]>>>;
}

export interface HatWay {
  readonly share: number;
  readonly layers: readonly Layer[];
}

/** Percent by kind of step: on the beat, on the off-beat 8th, on the odd 16ths; then single steps. */
function at(
  beats: number,
  offBeats: number,
  odd: number,
  single: Readonly<Record<number, number>> = {},
): PerStep {
  return Array.from(
    { length: 16 },
    (_, step) => (single[step] ?? (step % 4 === 0 ? beats : step % 4 === 2 ? offBeats : odd)) / 100,
  );
}

function backbeat(
  percent: number,
  elsewhere: number,
  single: Readonly<Record<number, number>> = {},
): PerStep {
  return at(elsewhere, elsewhere, elsewhere, { 4: percent, 12: percent, ...single });
}

/** Measured on house sets: P(hit) in percent per step; what the layers of the house style add up to. */
const HOUSE: StyleFigures = {
  style: 'house',
  share: 1,
  genres: ['house'],
  kin: ['disco', 'garage', 'techno', 'electro', 'pop'],
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

const TECHNO: StyleFigures = {
  style: 'techno',
  share: 3500 / 6000,
  genres: ['techno'],
  kin: ['house', 'electro'],
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

const DISCO: StyleFigures = {
  style: 'disco',
  share: 0.2,
  genres: ['disco'],
  kin: ['house', 'pop', 'funk'],
  tempoBpm: [110, 126],
  straight: 0.5,
  swing: [0.05, 0.3],
  looseness: 1.5,
  fills: 0.12,
  ghostsOnSnare: 0.85,
  layers: [
    { role: 'kick', probability: 1, constant: 0.7, target: at(94, 4, 3) },
    { role: 'snare', probability: 0.85, constant: 0.35, target: backbeat(95, 4, { 7: 10, 9: 8, 15: 12 }) },
    { role: 'clap', probability: 0.4, constant: 0.85, target: backbeat(96, 1) },
    { role: 'percussion', probability: 0.65, target: at(40, 55, 34) },
    { role: 'toms', probability: 0.1, target: at(3, 8, 10, { 14: 20, 15: 20 }) },
    { role: 'crash', probability: 0.06, target: at(0, 0, 0, { 0: 50 }) },
  ],
  hats: [
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
  velocity: { snare: [98, 13] },
};

const BREAKBEAT: StyleFigures = {
  style: 'breakbeat',
  share: 0.2,
  genres: ['breakbeat'],
  kin: ['funk', 'hip-hop', 'dnb', 'electro'],
  tempoBpm: [124, 172],
  straight: 0.4,
  swing: [0.05, 0.5],
  looseness: 1.6,
  fills: 0.1,
  ghostsOnSnare: 0.9,
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
  hats: [
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
  velocity: { kick: [96, 13], snare: [100, 14] },
};

const ELECTRO: StyleFigures = {
  style: 'electro',
  share: 0.2,
  genres: ['electro'],
  kin: ['miami-bass', 'techno', 'breakbeat', 'synthwave'],
  tempoBpm: [118, 136],
  straight: 0.85,
  swing: [0.05, 0.3],
  looseness: 0.6,
  fills: 0.05,
  ghostsOnSnare: 0.3,
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
  hats: [
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
  velocity: { kick: [102, 10] },
};

const GARAGE: StyleFigures = {
  style: 'garage',
  share: 0.2,
  genres: ['garage'],
  kin: ['house', 'rnb', 'breakbeat'],
  tempoBpm: [126, 138],
  straight: 0.05,
  swing: [0.3, 0.85],
  looseness: 1.1,
  fills: 0.05,
  ghostsOnSnare: 0.5,
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
  hats: [
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
};

export const STYLE_FIGURES: readonly StyleFigures[] = [HOUSE, TECHNO, DISCO, BREAKBEAT, ELECTRO, GARAGE];
