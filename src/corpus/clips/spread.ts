// Tells whether a pattern is far enough from those before it: a catalogue gives the same rhythm over and over
// with a stroke more or less, and a model that learns it so repeats it so. Used by clips-source.ts.

import { hammingDistance, packHits } from '../../rhythm/distance';
import { mapHits, type Pattern } from '../../rhythm/pattern';
import { isPulse } from '../../rhythm/rules/commonplace';

/** Cells of two bars in which a pattern differs from every other one of its style and split. */
export const LEAST_APART = 4;

export class Spread {
  private readonly kept: Uint32Array[] = [];

  isApart(pattern: Pattern): boolean {
    const packed = packedFreeHits(pattern);
    return this.kept.every((other) => hammingDistance(packed, other) >= LEAST_APART);
  }

  add(pattern: Pattern): void {
    this.kept.push(packedFreeHits(pattern));
  }
}

/** Without the kick on the beat and the backbeat: else a pattern would be apart for lacking what a style is known by. */
function packedFreeHits(pattern: Pattern): Uint32Array {
  return packHits(mapHits(pattern, (hit) => (isPulse(hit) ? undefined : hit)));
}
