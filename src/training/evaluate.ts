import { hitsOf, type Pattern } from '../rhythm/pattern';
import { Random } from '../rhythm/random';
import type { HostWeights } from '../gan/weights';
import { toHost } from '../gan/weights';
import type { ConditionLayout } from './batches';
import type { Dataset } from './dataset';
import { patternAt, type PackedPatterns } from './patterns';
import { conditionsOf, drawSamples, hardPatterns } from './sample';
import type { RunState } from './state';
import { calibrateThresholds } from './thresholds';

/**
 * Measures generated patterns against real ones. `coverage`, where given, is the score by which the best generator
 * of a run is kept.
 */
export type Evaluate = (
  samples: readonly Pattern[],
  held: { readonly train: readonly Pattern[]; readonly validation: readonly Pattern[] },
) => Readonly<Record<string, number>>;

/** The measures of a generator, its score and a few of its patterns to look at. */
export interface Evaluation {
  readonly metrics: Readonly<Record<string, number>>;
  readonly examples: readonly Pattern[];
}

const SAMPLE_COUNT = 512;
const EXAMPLE_COUNT = 6;
/** Keeps the draws of evaluations apart from those of training. */
const EVALUATION_SEED = 7_919;

/**
 * Measures the averaged generator on a fixed draw: conditions of validation patterns, or of training patterns where
 * there are none. The same weights give the same measures, and training's own draws are not touched.
 */
export async function evaluateState(
  state: RunState,
  dataset: Dataset,
  layout: ConditionLayout,
  evaluate: Evaluate | undefined,
): Promise<Evaluation> {
  const random = Random.fromSeed(EVALUATION_SEED);
  const held = dataset.validation.count > 0 ? dataset.validation : dataset.train;
  const indices = someIndices(held, SAMPLE_COUNT, random);
  const samples = await drawSamples(
    state.average,
    state.networks.shapes.generator,
    conditionsOf(held, indices, layout),
    random,
  );
  const patterns = hardPatterns(samples, calibrateThresholds(samples, held, indices));
  const real = indices.map((index) => patternAt(held, index));
  const train = someIndices(dataset.train, SAMPLE_COUNT, random).map((index) =>
    patternAt(dataset.train, index),
  );
  const metrics = {
    distinct: distinctShare(patterns),
    hitsPerBar: meanHits(patterns) / 2,
    ...evaluate?.(patterns, { train, validation: real }),
  };
  return { metrics, examples: patterns.slice(0, EXAMPLE_COUNT) };
}

/** Keeps the averaged weights when they score better than all before. */
export async function keepBest(state: RunState, { metrics }: Evaluation): Promise<void> {
  const score = metrics.coverage;
  if (score === undefined || (state.best && score <= state.best.score)) return;
  const weights: HostWeights = await toHost(state.average);
  state.best = { step: state.step, score, weights };
}

/** Indices drawn with replacement. */
export function someIndices(packed: PackedPatterns, count: number, random: Random): number[] {
  return Array.from({ length: count }, () => random.integer(packed.count));
}

/** Share of the patterns whose hits no earlier one has. */
export function distinctShare(patterns: readonly Pattern[]): number {
  const keys = patterns.map((pattern) =>
    hitsOf(pattern)
      .map(({ step, voice }) => `${step}.${voice}`)
      .join(),
  );
  return new Set(keys).size / patterns.length;
}

function meanHits(patterns: readonly Pattern[]): number {
  return patterns.reduce((sum, pattern) => sum + hitsOf(pattern).length, 0) / patterns.length;
}
