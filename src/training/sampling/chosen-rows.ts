import { CANDIDATES } from '../../model/candidates';
import type { Random } from '../../rhythm/random';

/**
 * The row that is taken of every CANDIDATES rows, drawn in proportion to a power of their density ratios as the engine
 * draws it (the Gumbel-max trick).
 * @param logRatios a number a row
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
