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

/** The same, told by the backbeat and all other steps. */
export function backbeat(
  percent: number,
  elsewhere: number,
  single: Readonly<Record<number, number>> = {},
): PerStep {
  return at(elsewhere, elsewhere, elsewhere, { 4: percent, 12: percent, ...single });
}
