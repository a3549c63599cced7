import type { Rhythm } from '../protocol/messages';

/** Four places for rhythms: lower left, lower right, upper left, upper right; undefined where none was captured. */
export type Corners = readonly (Rhythm | undefined)[];

export const CORNER_NAMES = ['A', 'B', 'C', 'D'] as const;

export const EMPTY_CORNERS: Corners = [undefined, undefined, undefined, undefined];

/** Where an empty corner looks for a rhythm: across the pad, then along its side, then on the diagonal. */
const LOOKED_AT: readonly (readonly number[])[] = [
  [0, 2, 1, 3],
  [1, 3, 0, 2],
  [2, 0, 3, 1],
  [3, 1, 2, 0],
];

/**
 * The corners with the empty ones filled from their neighbours, so that two captured rhythms already make a path: A
 * and B one from left to right. Undefined with fewer than two.
 */
export function filledCorners(corners: Corners): readonly Rhythm[] | undefined {
  if (corners.filter((corner) => corner !== undefined).length < 2) return undefined;
  return LOOKED_AT.map((places) => {
    const place = places.find((index) => corners[index] !== undefined)!;
    return corners[place]!;
  });
}

/** The place between filled corners: across two that are the same there is nothing to move. */
export function placeBetween(
  [a, b, c, d]: readonly Rhythm[],
  { x, y }: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } {
  return { x: a === b && c === d ? 0 : x, y: a === c && b === d ? 0 : y };
}

/** The corners with one captured. */
export function withCorner(corners: Corners, index: number, rhythm: Rhythm): Corners {
  return corners.map((corner, at) => (at === index ? rhythm : corner));
}
