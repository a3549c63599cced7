// The quick measures of a set of patterns: fidelity, novelty, marginals and character. Training follows its
// runs by them; full-evaluation.ts adds the slow ones.

import { packHits } from '../rhythm/distance';
import { type Pattern, hitCount, hitsOf } from '../rhythm/pattern';
import { isCommonplace } from '../rhythm/rules/commonplace';
import { type Character, characterOf, marginalError } from './descriptors/character';
import { measuredFidelity, type MeasuredFidelity } from './metrics/fidelity';
import { type PackedSet, nearestDistances, packedSet } from './metrics/neighbours';
import { type Novelty, novelty } from './metrics/novelty';

export interface Evaluation extends MeasuredFidelity, Novelty {
  /** Mean absolute difference of the cells' hit probabilities from the real ones. */
  readonly marginalError: number;
  /** Share of patterns without a single hit, 0–1. */
  readonly silent: number;
  readonly character: Character;
}

/** The real patterns that generated ones are judged by, packed once. */
export interface Reference {
  readonly heldOut: readonly Pattern[];
  readonly heldOutHits: PackedSet;
  readonly trainingHits: PackedSet;
  /** Distance of each held-out pattern to its nearest training pattern. */
  readonly unseenDistances: Uint16Array;
}

export function referenceOf(heldOut: readonly Pattern[], training: Iterable<Pattern>): Reference {
  const heldOutHits = packedSet(heldOut.map(packHits));
  const trainingHits = packedSet(Array.from(training, packHits));
  return { heldOut, heldOutHits, trainingHits, unseenDistances: nearestDistances(heldOutHits, trainingHits) };
}

/** Scores two-bar patterns against real ones that no training has seen. */
export function evaluatePatterns(patterns: readonly Pattern[], reference: Reference): Evaluation {
  const generated = packedSet(patterns.map(packHits));
  return {
    ...measuredFidelity(reference.heldOutHits, generated),
    ...novelty(generated, reference.trainingHits, reference.unseenDistances, (index) =>
      isCommonplace(hitsOf(patterns[index]!)),
    ),
    marginalError: marginalError(patterns, reference.heldOut),
    silent: patterns.filter((pattern) => hitCount(pattern) === 0).length / patterns.length,
    character: characterOf(patterns),
  };
}
