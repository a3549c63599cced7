// How well the network recovers real rhythms that no training has seen. Called by controls-figures.ts for
// --like. It asks the engine as a user would and knows nothing of its insides.

import { mean } from '../../rhythm/statistics';
import type { StyledPattern } from '../../evaluation/baselines';
import { Random } from '../../rhythm/random';
import { quantile } from '../quantile';
import type { MeasuredModel } from './measured-model';

/** How well real rhythms that no training has seen are recovered by the network alone. */
export interface LikenessFigures {
  readonly patterns: number;
  readonly meanFMeasure: number;
  readonly medianFMeasure: number;
  /** Share of them with an F-measure of .9 and more. */
  readonly wellRecovered: number;
  /** Share of them of which the model says that it cannot make them. */
  readonly refused: number;
  /** Median of an inversion. */
  readonly milliseconds: number;
}

export interface LikenessOptions {
  readonly model: MeasuredModel;
  readonly sources: readonly StyledPattern[];
  readonly patterns: number;
  readonly seed: number;
  readonly onPattern: () => void;
}

/** Reads real rhythms and compares what the network makes of their latents with them. */
export function measureLikeness({
  model: { engine },
  sources,
  patterns,
  seed,
  onPattern,
}: LikenessOptions): LikenessFigures {
  const chosen = Random.fromSeed(seed).shuffled(sources).slice(0, patterns);
  const times: number[] = [];
  const inversions = chosen.map(({ pattern, style }) => {
    const started = performance.now();
    const inversion = engine.invert(pattern, style);
    times.push(performance.now() - started);
    onPattern();
    return inversion;
  });
  const measures = inversions.map(({ fMeasure }) => fMeasure);
  return {
    patterns: chosen.length,
    meanFMeasure: mean(measures),
    medianFMeasure: quantile(measures),
    wellRecovered: measures.filter((measure) => measure >= 0.9).length / chosen.length,
    refused: inversions.filter(({ problem }) => problem !== undefined).length / chosen.length,
    milliseconds: quantile(times),
  };
}
