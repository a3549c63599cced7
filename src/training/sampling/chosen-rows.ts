// Draws one of the candidates of each request by their density ratios, as the engine does but for its aims
// and core parts, which also rank candidates there. Used by draw-played and choose-decoding.

import { CANDIDATES } from '../../model/candidate-count';
import type { Random } from '../../rhythm/random';

/**
 * The row that is taken of every CANDIDATES rows, drawn in proportion to the power `strength` of their density ratios
 * (the Gumbel-max trick).
 * @param logRatios one number per row
 */
export function chosenRows(logRatios: Float64Array, strength: number, random: Random): number[] {
  return Array.from({ length: logRatios.length / CANDIDATES }, (_, request) => {
    let chosen = request * CANDIDATES;
    let best = -Infinity;
    for (let row = chosen; row < (request + 1) * CANDIDATES; row++) {
      const score = strength * logRatios[row]! + random.gumbel();
      if (score > best) [best, chosen] = [score, row];
    }
    return chosen;
  });
}
