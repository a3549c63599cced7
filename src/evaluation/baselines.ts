import { UNIT_BARS, UNIT_CELLS, cellIndex } from '../rhythm/grid';
import { type Pattern, hitsOf, patternFromHits } from '../rhythm/pattern';
import { VOICE_COUNT } from '../rhythm/voices';
import type { Random } from '../rhythm/random';

/**
 * Patterns whose cells are drawn one by one with the probabilities of the real ones: right in every marginal and wrong
 * in everything else. A model that scores no better has learned no rhythm.
 */
export function independentPatterns(real: readonly Pattern[], count: number, random: Random): Pattern[] {
  const counts = new Float64Array(UNIT_CELLS);
  for (const pattern of real)
    for (const { step, voice } of hitsOf(pattern)) counts[cellIndex(step, voice)]!++;
  return Array.from({ length: count }, () => {
    const hits = Array.from(counts, (hitCount, cell) => ({ cell, probability: hitCount / real.length }))
      .filter(({ probability }) => random.chance(probability))
      .map(({ cell }) => ({
        step: Math.floor(cell / VOICE_COUNT),
        voice: cell % VOICE_COUNT,
        velocity: 0.8,
        offset: 0,
      }));
    return patternFromHits(UNIT_BARS, hits);
  });
}
