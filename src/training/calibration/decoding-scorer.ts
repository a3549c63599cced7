// Scores ways of decoding a generator by the rhythms that each gives, and tells which of them copy. Called by
// choose-decoding.

import { fidelity } from '../../evaluation/metrics/fidelity';
import { SHARES_OF_CEILING } from '../../evaluation/goals';
import { nearestDistances, packedSet, type PackedSet } from '../../evaluation/metrics/neighbours';
import { mannWhitneyZ } from '../../evaluation/metrics/novelty';
import { packHits } from '../../rhythm/distance';
import type { Random } from '../../rhythm/random';
import { leastDataCopying } from '../watch/keep-best';
import type { Dataset } from '../data/dataset';
import { patternAt } from '../data/packed-patterns';
import { mean } from '../../rhythm/statistics';

/** Sets whose figures are averaged: one alone is off by a hundredth. */
export const CHOICES = 3;

export interface DecodingScorer {
  /**
   * How much of the goals for coverage, recall and precision is reached, 0–1, by the mean figures of some sets.
   * Exceeding one goal does not make up for another.
   */
  score(sets: readonly PackedSet[]): number;
  /** Whether a set is no nearer to the training patterns than held-out ones allow. */
  isOriginal(set: PackedSet): boolean;
}

const FIGURES = ['coverage', 'recall', 'precision'] as const;
type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;

/** @param heldOut validation patterns; a set has one rhythm of the same style for each */
export function createDecodingScorer(
  { train, validation }: Dataset,
  heldOut: readonly number[],
  random: Random,
): DecodingScorer {
  const real = packedSet(heldOut.map((index) => packHits(patternAt(validation, index))));
  const members = new Map<number, number[]>();
  train.styles.forEach((style, index) => {
    const known = members.get(style);
    if (known) known.push(index);
    else members.set(style, [index]);
  });
  const alike = (): PackedSet =>
    packedSet(
      heldOut.map((index) =>
        packHits(patternAt(train, random.choice(members.get(validation.styles[index]!)!))),
      ),
    );
  const ceiling = meanFigures(real, Array.from({ length: CHOICES }, alike));
  let known: { readonly training: PackedSet; readonly unseen: Uint16Array } | undefined;
  return {
    score: (sets) => {
      const found = meanFigures(real, sets);
      const reached = FIGURES.map((name) =>
        Math.min(1, found[name] / Math.max(SHARES_OF_CEILING[name] * ceiling[name], Number.EPSILON)),
      );
      return mean(reached);
    },
    isOriginal: (set) => {
      if (!known) {
        const all = Array.from({ length: train.count }, (_, index) => packHits(patternAt(train, index)));
        const training = packedSet(all);
        known = { training, unseen: nearestDistances(real, training) };
      }
      const distances = nearestDistances(set, known.training);
      return mannWhitneyZ(distances, known.unseen) >= leastDataCopying(set.count);
    },
  };
}

function meanFigures(real: PackedSet, sets: readonly PackedSet[]): Figures {
  const all = sets.map((set) => fidelity(real, set));
  const meanOf = (name: keyof Figures): number => mean(all.map((figures) => figures[name]));
  return { coverage: meanOf('coverage'), recall: meanOf('recall'), precision: meanOf('precision') };
}
