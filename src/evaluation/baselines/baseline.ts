// What a baseline is, and training patterns sorted by style. Used by the files of this folder; other rooms
// get the types from index.ts.

import type { Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';

/** A two-bar pattern and the style it is of. */
export interface StyledPattern {
  readonly style: string;
  readonly pattern: Pattern;
}

/** Draws one new pattern for every style asked for. */
export type Draw = (styles: readonly string[], random: Random) => Promise<Pattern[]>;

/** A simple way to make rhythms, which a model has to beat. It is told the style, as the model is. */
export interface Baseline {
  readonly name: string;
  /** Whether a network has to be trained first, about a minute on one core. */
  readonly isTrained: boolean;
  /** Learns from training patterns. @param options.onProgress told what share is done, 0–1 */
  readonly learn: (
    training: readonly StyledPattern[],
    options: { readonly onProgress?: (share: number) => void },
    random: Random,
  ) => Draw | Promise<Draw>;
}

export function byStyle(training: readonly StyledPattern[]): Map<string, Pattern[]> {
  const styles = new Map<string, Pattern[]>();
  for (const { style, pattern } of training) {
    const members = styles.get(style);
    if (members) members.push(pattern);
    else styles.set(style, [pattern]);
  }
  return styles;
}

/** What was kept for a style. @throws Error when no training pattern is of it */
export function ofStyle<T>(styles: ReadonlyMap<string, T>, style: string): T {
  const found = styles.get(style);
  if (found === undefined) throw new Error(`There are no training patterns in the style ${style}.`);
  return found;
}
