// Slightly changed training patterns as a baseline. Offered by index.ts.

import { packHits } from '../../rhythm/distance';
import { CHANNEL_COUNT, UNIT_BARS, UNIT_CELLS } from '../../rhythm/grid';
import { emptyPattern, type Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { nearestDistances, packedSet } from '../metrics/neighbours';
import { mean } from '../../rhythm/statistics';
import { byStyle, ofStyle, type Baseline } from './baseline';
import { hitProbabilities } from './independent';

/** Patterns of a style that its nearest-neighbour distance is measured on. */
const MEASURED = 256;

interface Neighbourhood {
  readonly patterns: readonly Pattern[];
  /** Probability that a cell is taken from another pattern. */
  readonly mutation: number;
}

/**
 * Real rhythms, a little changed: a training pattern of the style in which cells are replaced by the same cells of
 * other training patterns of the style, so often that on average as many cells change as lie between a training
 * pattern and its nearest neighbour in the style. What memory and noise can do without a model.
 */
export const nearestNeighbour: Baseline = {
  name: 'training patterns, cells mutated',
  isTrained: false,
  learn: (training, _options, random) => {
    const styles = new Map(
      [...byStyle(training)].map(([style, patterns]) => [style, neighbourhoodOf(patterns, random)]),
    );
    return (wanted, draws) => Promise.resolve(wanted.map((style) => mutate(ofStyle(styles, style), draws)));
  },
};

function neighbourhoodOf(patterns: readonly Pattern[], random: Random): Neighbourhood {
  const distance = neighbourDistance(patterns, random);
  // Replacing a cell of probability p by another draw of it changes it with probability 2·p·(1 − p).
  const changesIfAllAreReplaced = hitProbabilities(patterns).reduce((sum, p) => sum + 2 * p * (1 - p), 0);
  const mutation = changesIfAllAreReplaced > 0 ? Math.min(1, distance / changesIfAllAreReplaced) : 0;
  return { patterns, mutation };
}

/** Mean number of cells between a pattern and its nearest other one. */
function neighbourDistance(patterns: readonly Pattern[], random: Random): number {
  const [asked, others] = [random.shuffled(patterns), []] as [Pattern[], Pattern[]];
  others.push(...asked.splice(Math.min(MEASURED, Math.ceil(asked.length / 2))));
  if (others.length === 0) return 0;
  const distances = nearestDistances(packedSet(asked.map(packHits)), packedSet(others.map(packHits)));
  return mean([...distances]);
}

function mutate({ patterns, mutation }: Neighbourhood, random: Random): Pattern {
  const source = random.choice(patterns);
  const mutated = emptyPattern(UNIT_BARS);
  for (let cell = 0; cell < UNIT_CELLS; cell++) {
    const { cells } = random.chance(mutation) ? random.choice(patterns) : source;
    const [from, to] = [cell * CHANNEL_COUNT, (cell + 1) * CHANNEL_COUNT];
    mutated.cells.set(cells.subarray(from, to), from);
  }
  return mutated;
}
