// How much figures from some held-out patterns can tell, and the sentence that says so. Used by
// full-evaluation.ts, notes.ts and training's model page.

import { counted } from '../report/figure-words';

/**
 * With fewer patterns a share says little: its standard error is at most .5 / √n, 5 points for 100, and 5 points are
 * what the goals turn on.
 */
export const TELLING_PATTERNS = 100;
/**
 * Windows of one file are alike, at worst the same: then only files count, and a share over fewer than these may be
 * off by more than 10 points.
 */
export const TELLING_GROUPS = 25;

/** What figures were taken over. */
export interface SampleSize {
  readonly patterns: number;
  /** Files, or combinations of clips, that the patterns are from; undefined where nobody counted them. */
  readonly groups?: number | undefined;
}

/** Whether figures over so few say little. */
export function saysLittle({ patterns, groups = Infinity }: SampleSize): boolean {
  return patterns < TELLING_PATTERNS || groups < TELLING_GROUPS;
}

/** That figures over so few say little, by how much they may be off and what to do; empty where there are enough. */
export function sampleSizeWords(size: SampleSize): string[] {
  if (!saysLittle(size)) return [];
  const { patterns, groups } = size;
  const [from, alike] =
    groups === undefined
      ? ['', '']
      : [
          ` from ${counted(groups, 'file')}`,
          `, and by ${errorPoints(groups)} if the rhythms of one file are alike`,
        ];
  return [
    `${counted(patterns, 'held-out rhythm')}${from} ${patterns === 1 ? 'says' : 'say'} little: by chance alone a share ` +
      `such as coverage may be off by ${errorPoints(patterns)} points${alike}. ` +
      'Build the corpus from more files to hold out more.',
  ];
}

/** The standard error of a share of ½, the least certain, in points. */
function errorPoints(count: number): number {
  return Math.round(50 / Math.sqrt(count));
}
