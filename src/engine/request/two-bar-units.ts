// Fits a pattern to a number of bars and cuts it into two-bar units, all that the network knows.
// Used by `make`, `locks` and encoding.

import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, concatPatterns, sliceBars } from '../../rhythm/pattern';

/** A pattern repeated from its first bar over so many bars, and cut off there. */
export function repeatedTo(pattern: Pattern, bars: number): Pattern {
  if (pattern.bars === bars) return pattern;
  return concatPatterns(Array.from({ length: bars }, (_, bar) => sliceBars(pattern, bar % pattern.bars, 1)));
}

/** The two-bar units of a pattern; an odd bar at the end is looped. */
export function unitsOf(pattern: Pattern): Pattern[] {
  const count = Math.ceil(pattern.bars / UNIT_BARS);
  const whole = repeatedTo(pattern, count * UNIT_BARS);
  return Array.from({ length: count }, (_, unit) => sliceBars(whole, unit * UNIT_BARS, UNIT_BARS));
}
