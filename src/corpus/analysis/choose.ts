// Chooses the windows of a track that go into the corpus: the most repeated and the most varied.
// Called by rhythm.ts.

import { UNIT_BARS } from '../../rhythm/grid';
import { hammingDistance, packHits } from '../../rhythm/distance';
import { patternFromHits } from '../../rhythm/pattern';
import type { RhythmWindow } from '../windows/windows';

/** How many windows of a track are kept at most, of either kind: a track's groove, and what it makes of it. */
export const MOST_REPEATED = 4;
export const MOST_VARIED = 4;

/** Windows that differ in so few cells are the same groove, heard twice. */
const SAME_GROOVE_CELLS = 3;

/**
 * The windows to keep, in their order: of those most often repeated each groove once, and of the rest those
 * furthest from all that is kept (farthest-point sampling, Gonzalez 1985). All, where there are no more than
 * both kinds may have.
 */
export function chooseWindows(windows: readonly RhythmWindow[]): RhythmWindow[] {
  if (windows.length <= MOST_REPEATED + MOST_VARIED) return [...windows];
  const packed = windows.map(({ hits }) => packHits(patternFromHits(UNIT_BARS, hits)));
  const distance = (a: number, b: number): number => hammingDistance(packed[a]!, packed[b]!);
  const all = windows.map((_, at) => at);
  const repeats = all.map((a) => all.filter((b) => distance(a, b) <= SAME_GROOVE_CELLS).length);
  const kept: number[] = [];
  const isNew = (at: number): boolean => kept.every((other) => distance(at, other) > SAME_GROOVE_CELLS);
  for (const at of [...all].sort((a, b) => repeats[b]! - repeats[a]! || a - b)) {
    if (kept.length === MOST_REPEATED) break;
    if (isNew(at)) kept.push(at);
  }
  const nearest = (at: number): number => Math.min(...kept.map((other) => distance(at, other)));
  for (let varied = 0; varied < MOST_VARIED; varied++) {
    const furthest = all.reduce((best, at) => (nearest(at) > nearest(best) ? at : best));
    if (!isNew(furthest)) break;
    kept.push(furthest);
  }
  return kept.sort((a, b) => a - b).map((at) => windows[at]!);
}
