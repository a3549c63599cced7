// What the last bar of four-bar rhythms has that the others have not: how loud a fill is. Called by
// keepers-figures.ts.

import { STEPS_PER_BAR } from '../../rhythm/grid';
import { hitsOf, type Pattern } from '../../rhythm/pattern';
import { mean } from '../../rhythm/statistics';
import { voiceIndex } from '../../rhythm/voices';

const BARS = 4;
/** So many hits more than the mean of the other bars are no pick-up any more. */
const MANY_MORE_HITS = 4;

/** Shares of four-bar rhythms, each 0–1. */
export interface LastBarFigures {
  /** With more than four hits more in bar 4 than bars 1 to 3 have in the mean. */
  readonly manyMoreHits: number;
  /** With a voice in bar 4 that is nowhere else. */
  readonly newVoice: number;
  /** With either. */
  readonly either: number;
  /** With toms in bar 4 and nowhere else. */
  readonly tomsOnly: number;
}

/** Null where rhythms have another number of bars. */
export function lastBarFigures(patterns: readonly Pattern[]): LastBarFigures | null {
  const fours = patterns.filter(({ bars }) => bars === BARS);
  if (fours.length === 0) return null;
  const found = fours.map(lastBarOf);
  const shareOf = (is: (one: LastBar) => boolean): number => found.filter(is).length / found.length;
  return {
    manyMoreHits: shareOf((one) => one.hasManyMoreHits),
    newVoice: shareOf((one) => one.hasNewVoice),
    either: shareOf((one) => one.hasManyMoreHits || one.hasNewVoice),
    tomsOnly: shareOf((one) => one.hasTomsOnly),
  };
}

interface LastBar {
  readonly hasManyMoreHits: boolean;
  readonly hasNewVoice: boolean;
  readonly hasTomsOnly: boolean;
}

const TOMS = new Set([voiceIndex('low-tom'), voiceIndex('mid-tom'), voiceIndex('high-tom')]);

function lastBarOf(pattern: Pattern): LastBar {
  const voicesByBar = Array.from({ length: BARS }, (): number[] => []);
  for (const { step, voice } of hitsOf(pattern)) voicesByBar[Math.floor(step / STEPS_PER_BAR)]!.push(voice);
  const last = voicesByBar[BARS - 1]!;
  const others = voicesByBar.slice(0, BARS - 1);
  const before = new Set(others.flat());
  const isTom = (voice: number): boolean => TOMS.has(voice);
  return {
    hasManyMoreHits: last.length > mean(others.map(({ length }) => length)) + MANY_MORE_HITS,
    hasNewVoice: last.some((voice) => !before.has(voice)),
    hasTomsOnly: last.some(isTom) && ![...before].some(isTom),
  };
}
