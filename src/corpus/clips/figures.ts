// The figures of a style: which layers sound how often, where they fall, and how they are played. Given in
// figures-club.ts and figures-related-styles.ts; pool.ts, recombine.ts and perform.ts draw by them.

import type { Layer, PerStep } from './layer';

export interface StyleFigures {
  readonly style: string;
  /** How many patterns there are for each one of house. */
  readonly share: number;
  /** Words that mark a clip as of this style's genre, or of a related one. */
  readonly genres: readonly string[];
  readonly relatedGenres: readonly string[];
  readonly tempoBpm: readonly [number, number];
  /** Share of patterns without swing; the others lie evenly in the range, 1 being a full triplet. */
  readonly straight: number;
  readonly swing: readonly [number, number];
  /** Timing deviations, as a multiple of those measured in house. */
  readonly looseness: number;
  /** Share of patterns that end in a fill. */
  readonly fills: number;
  /** Share of patterns in which the snare plays the ghosts, which are soft rim hits otherwise. */
  readonly ghostsOnSnare: number;
  /** What its rhythms are like, one of these each: a style may be played full or sparse. */
  readonly kinds: readonly Kind[];
  /** Velocity mean and standard deviation of 127 where they differ from measured house. */
  readonly velocity?: Readonly<Partial<Record<string, readonly [number, number]>>>;
}

export interface Kind {
  /** Share of the patterns. */
  readonly share: number;
  readonly layers: readonly Layer[];
  /**
   * Parts that go one way or another, one way of each drawn for a pattern: an off-beat open hat leaves no room for a closed
   * one, and a backbeat is a clap's or a snare's.
   */
  readonly choices: readonly (readonly Way[])[];
  /** Hits a bar, mean of two; the bounds of any rhythm unless given. */
  readonly hitsPerBar?: readonly [least: number, most: number];
}

export interface Way {
  readonly share: number;
  readonly layers: readonly Layer[];
}

/** Percent by kind of step: on the beat, on the off-beat 8th, on the odd 16ths; then single steps. */
export function at(
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

/** The same by backbeat (steps 4 and 12) and all other steps. */
export function backbeat(
  percent: number,
  elsewhere: number,
  single: Readonly<Record<number, number>> = {},
): PerStep {
  return at(elsewhere, elsewhere, elsewhere, { 4: percent, 12: percent, ...single });
}
