// The four corners of the morph pad: which rhythms they hold, and what stands in for an empty one. The Morph
// page (live/pages/morph-page.ts) fills them, state.ts saves them.

import type { WireRhythm } from '../protocol/payloads';

/** Lower left, lower right, upper left, upper right; undefined where no rhythm was captured. */
export type Corners = readonly (WireRhythm | undefined)[];

export const CORNER_NAMES = ['A', 'B', 'C', 'D'] as const;

export const EMPTY_CORNERS: Corners = [undefined, undefined, undefined, undefined];

/** Where an empty corner takes a rhythm from: the corner above or below, then beside, then diagonally opposite. */
const LOOKED_AT: readonly (readonly number[])[] = [
  [0, 2, 1, 3],
  [1, 3, 0, 2],
  [2, 0, 3, 1],
  [3, 1, 2, 0],
];

/**
 * The corners with the empty ones filled from their neighbours, so that two captured rhythms already make a path: A and
 * B make one from left to right. Undefined with fewer than two.
 */
export function filledCorners(corners: Corners): readonly WireRhythm[] | undefined {
  if (corners.filter((corner) => corner !== undefined).length < 2) return undefined;
  return LOOKED_AT.map((places) => {
    const place = places.find((index) => corners[index] !== undefined)!;
    return corners[place]!;
  });
}

/** The place to ask for between filled corners: an axis along which nothing changes is 0. */
export function placeBetween(
  [a, b, c, d]: readonly WireRhythm[],
  { x, y }: { readonly x: number; readonly y: number },
): { readonly x: number; readonly y: number } {
  return { x: a === b && c === d ? 0 : x, y: a === c && b === d ? 0 : y };
}

export function withCorner(corners: Corners, index: number, rhythm: WireRhythm): Corners {
  return corners.map((corner, at) => (at === index ? rhythm : corner));
}
