// The floor of every evaluation: patterns whose cells are drawn independently. Offered by index.ts, also to
// training's evaluator.ts; nearest.ts and the page's hit maps count cells with it.

import { UNIT_BARS, UNIT_CELLS, cellIndex } from '../../rhythm/grid';
import { type Pattern, hitsOf, patternFromHits } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { VOICE_COUNT } from '../../rhythm/voices';
import { byStyle, ofStyle, type Baseline } from './baseline';

/**
 * Patterns whose cells are drawn one by one with the probabilities of the real ones: right in every marginal and wrong
 * in everything else. A model that scores no better has learned no rhythm.
 */
export function independentPatterns(real: readonly Pattern[], count: number, random: Random): Pattern[] {
  const probabilities = hitProbabilities(real);
  return Array.from({ length: count }, () => drawCells(probabilities, random));
}

/** The same style by style. */
export const independentCells: Baseline = {
  name: 'independent cells (floor)',
  isTrained: false,
  learn: (training) => {
    const styles = new Map([...byStyle(training)].map(([style, real]) => [style, hitProbabilities(real)]));
    return (wanted, random) =>
      Promise.resolve(wanted.map((style) => drawCells(ofStyle(styles, style), random)));
  },
};

/** How often each cell is hit, [UNIT_CELLS]. */
export function hitProbabilities(patterns: readonly Pattern[]): Float64Array {
  const counts = new Float64Array(UNIT_CELLS);
  for (const pattern of patterns)
    for (const { step, voice } of hitsOf(pattern)) counts[cellIndex(step, voice)]!++;
  return counts.map((count) => count / patterns.length);
}

function drawCells(probabilities: Float64Array, random: Random): Pattern {
  const hits = Array.from(probabilities, (probability, cell) => ({ cell, probability }))
    .filter(({ probability }) => random.chance(probability))
    .map(({ cell }) => ({
      step: Math.floor(cell / VOICE_COUNT),
      voice: cell % VOICE_COUNT,
      velocity: 0.8,
      offset: 0,
    }));
  return patternFromHits(UNIT_BARS, hits);
}
