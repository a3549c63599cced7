// Deals out real patterns in the styles asked for. Used by assess.ts and by-provenance.ts.

import type { Pattern } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import type { StyledPattern } from './baselines';

/** A pattern for each style asked for, none twice while there are others. @throws Error for a style without patterns */
export function ofSameStyles(
  patterns: readonly StyledPattern[],
  styles: readonly string[],
  random: Random,
): Pattern[] {
  const decks = new Map<string, Pattern[]>();
  const dealt = new Map<string, number>();
  for (const { style, pattern } of random.shuffled(patterns)) {
    const deck = decks.get(style);
    if (deck) deck.push(pattern);
    else decks.set(style, [pattern]);
  }
  return styles.map((style) => {
    const deck = decks.get(style);
    if (!deck) throw new Error(`There are no patterns in the style ${style}.`);
    const turn = dealt.get(style) ?? 0;
    dealt.set(style, turn + 1);
    return deck[turn % deck.length]!;
  });
}
