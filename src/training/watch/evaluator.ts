// Measures a generator against held-out patterns. Used by the follower, the export and the comparison. Every
// evaluation draws from the same seed of its own, never from the run's random numbers: equal weights get
// equal measures, and evaluating more often does not change the training.

import { independentPatterns } from '../../evaluation/baselines';
import { characterOf, type Character } from '../../evaluation/descriptors/character';
import {
  evaluatePatterns,
  referenceOf,
  type Evaluation,
  type Reference,
} from '../../evaluation/evaluate-patterns';
import { fidelity } from '../../evaluation/metrics/fidelity';
import { packedSet } from '../../evaluation/metrics/neighbours';
import type { GeneratorShape } from '../../gan/generator';
import type { Weights } from '../../gan/weights';
import { UNCALIBRATED, addHitNoise } from '../../model/decoding';
import { packHits } from '../../rhythm/distance';
import type { Pattern } from '../../rhythm/pattern';
import { Random } from '../../rhythm/random';
import type { ConditionLayout } from '../data/batches';
import type { Decoding } from '../sampling/generator-decoding';
import { isMeasuredOnHeldOut, LEAST_OF_STYLE } from '../data/cautions';
import { UNLEARNED, type Dataset } from '../data/dataset';
import { drawPlayed } from '../sampling/draw-played';
import { patternAt, type PackedPatterns } from '../data/packed-patterns';
import { conditionsOf, drawSamples, decodeSamples } from '../sampling/draw-samples';
import { calibrateThresholds } from '../sampling/thresholds';

export interface Evaluator {
  /** `training` where too few patterns are held out to measure on. */
  readonly measuredOn: 'training' | undefined;
  /** @param decoding how to decode; without it, thresholds are fitted to the samples themselves */
  evaluate(weights: Weights, shape: GeneratorShape, decoding?: Decoding): Promise<Measured>;
  /** The character of what {@link evaluate} generated beside that of the held-out patterns, style by style. */
  byStyle(patterns: readonly Pattern[]): Readonly<Record<string, StyleCharacters>>;
  /** The same measures of training patterns (a ceiling) and of patterns with independent cells (a floor). */
  baselines(): { readonly ceiling: Evaluation; readonly floor: Evaluation };
  /** The style that each generated pattern is asked for. */
  readonly styles: readonly string[];
  /** Share of the held-out patterns that are in the training set hit for hit, 0–1. */
  heldOutCopies(): number;
}

export interface StyleCharacters {
  readonly patterns: number;
  readonly generated: Character;
  readonly heldOut: Character;
}

export interface Measured {
  readonly evaluation: Evaluation;
  /** What was generated, each under the condition of the held-out pattern at the same place. */
  readonly patterns: readonly Pattern[];
}

/** The condition of a pattern whose style has no training pattern. */
const ANY_STYLE = 'any style';
const EVALUATION_SEED = 7_919;

export interface EvaluatorOptions {
  readonly hitNoise?: number;
  readonly heldOutHoweverFew?: boolean;
}

/**
 * Prepares measuring against held-out patterns, or against training patterns where too few are held out; every
 * generated pattern gets the condition of one of them.
 * @param options.hitNoise scale of the noise where `evaluate` gets no decoding: that of the training
 * @param options.heldOutHoweverFew measures as 0.1.0 did, on what is held out even if its figures say nothing
 */
export function createEvaluator(
  dataset: Dataset,
  layout: ConditionLayout,
  count: number,
  { hitNoise = 0, heldOutHoweverFew = false }: EvaluatorOptions = {},
): Evaluator {
  const isOnHeldOut = heldOutHoweverFew ? dataset.validation.count > 0 : isMeasuredOnHeldOut(dataset);
  const held = isOnHeldOut ? dataset.validation : dataset.train;
  const drawn = Random.fromSeed(EVALUATION_SEED);
  const indices = distinctIndices(held, count, drawn);
  const heldOut = indices.map((index) => patternAt(held, index));
  const conditions = conditionsOf(held, indices, layout);
  const latentSeed = drawn.state;
  const styles = indices.map((index) => held.styles[index]!);
  const drawFreely = async (weights: Weights, shape: GeneratorShape, random: Random): Promise<Pattern[]> => {
    const samples = await drawSamples(weights, shape, conditions, random);
    addHitNoise(samples.hitLogits, hitNoise, random);
    const ofAll = { ...UNCALIBRATED, thresholds: calibrateThresholds(samples, held, indices) };
    return decodeSamples(samples, () => ofAll);
  };
  let packed: Reference | undefined;
  // Packed at the first use, so that runs that are stopped before that need not wait for it.
  const reference = (): Reference => (packed ??= referenceOf(heldOut, allPatterns(dataset.train)));

  const measured = (patterns: readonly Pattern[]): Evaluation => ({
    ...evaluatePatterns(patterns, reference()),
    ...(heldOutHoweverFew && fidelity(reference().heldOutHits, packedSet(patterns.map(packHits)))),
  });

  return {
    measuredOn: isOnHeldOut ? undefined : 'training',
    async evaluate(weights, shape, decoding) {
      const random = Random.fromState(latentSeed);
      const patterns = decoding
        ? await drawPlayed({ weights, shape, conditions, styles, decoding }, random)
        : await drawFreely(weights, shape, random);
      return { evaluation: measured(patterns), patterns };
    },
    byStyle(patterns) {
      return Object.fromEntries(
        dataset.styles.flatMap((name, style) => {
          const rows = indices.flatMap((index, row) => (held.styles[index] === style ? [row] : []));
          if (rows.length < LEAST_OF_STYLE) return [];
          const generated = characterOf(rows.map((row) => patterns[row]!));
          const real = characterOf(rows.map((row) => heldOut[row]!));
          return [[name, { patterns: rows.length, generated, heldOut: real }]];
        }),
      );
    },
    baselines() {
      const random = Random.fromState(latentSeed);
      const known = distinctIndices(dataset.train, count, random).map((index) =>
        patternAt(dataset.train, index),
      );
      const unrelated = independentPatterns(known, known.length, random);
      return {
        ceiling: measured(known),
        floor: measured(unrelated),
      };
    },
    styles: styles.map((style) => (style === UNLEARNED ? ANY_STYLE : dataset.styles[style]!)),
    heldOutCopies() {
      const { unseenDistances } = reference();
      return unseenDistances.filter((distance) => distance === 0).length / unseenDistances.length;
    },
  };
}

/** Those measures that a run is followed by; some are absent where there are too few patterns to take them. */
export function followedMetrics(evaluation: Evaluation): Record<string, number> {
  const { precision, recall, coverage, distinct, copies, marginalError, dataCopying, character } = evaluation;
  const { density: hitsPerBar } = character;
  return {
    ...(precision !== null && { precision }),
    ...(recall !== null && { recall }),
    ...(coverage !== null && { coverage }),
    distinct,
    copies,
    marginalError,
    dataCopying,
    hitsPerBar,
  };
}

/** Up to `count` different indices. */
function distinctIndices(packed: PackedPatterns, count: number, random: Random): number[] {
  return random.shuffled(Array.from({ length: packed.count }, (_, index) => index)).slice(0, count);
}

function* allPatterns(packed: PackedPatterns): Generator<Pattern> {
  for (let index = 0; index < packed.count; index++) yield patternAt(packed, index);
}
