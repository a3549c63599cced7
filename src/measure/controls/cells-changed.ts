// How far two rhythms of the same length are apart, as measured-controls.ts and measure-morph.ts count it.
// It knows nothing of velocity and timing.

import { hammingDistance, packHits } from '../../rhythm/distance';
import type { Pattern } from '../../rhythm/pattern';

/** In how many cells exactly one of two patterns hits. */
export function cellsChanged(a: Pattern, b: Pattern): number {
  return hammingDistance(packHits(a), packHits(b));
}
