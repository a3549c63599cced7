// The changing state of a run: networks, Adam moments, averaged weights, random numbers and history. Made and
// disposed of by train, the comparison and the benchmarks. Everything that the next step depends on
// belongs in here, and with it in the checkpoint.

import { freshMoments, type AdamMoments } from '../gan/adam';
import { discriminatorSpecs } from '../gan/discriminator';
import { generatorSpecs } from '../gan/generator';
import { shapesFor } from '../gan/sizes';
import type { Networks } from '../gan/step';
import { disposeWeights, drawWeights, toVariables, type HostWeights, type Variables } from '../gan/weights';
import { Random } from '../rhythm/random';
import type { TrainingConfig } from './config';
import type { History } from './run-history';

export interface Best {
  readonly step: number;
  readonly score: number;
  readonly weights: HostWeights;
}

/** Another run whose networks a run started from. */
export interface Origin {
  readonly steps: number;
  readonly backend: string;
  readonly config: TrainingConfig;
}

export interface RunState {
  /** Steps done. */
  step: number;
  random: Random;
  readonly networks: Networks;
  /** Moving average of the generator's weights: what is evaluated and exported. */
  readonly average: Variables;
  readonly moments: { readonly generator: AdamMoments; readonly discriminator: AdamMoments };
  best: Best | undefined;
  /** Undefined when the networks were drawn at random. */
  origin: Origin | undefined;
  history: History;
}

/** A run before its first step. */
export function createState(config: TrainingConfig, styleCount: number): RunState {
  const shapes = shapesFor(config.network, styleCount);
  const specs = {
    generator: generatorSpecs(shapes.generator),
    discriminator: discriminatorSpecs(shapes.discriminator),
  };
  const random = Random.fromSeed(config.seed);
  const start = drawWeights(specs.generator, random);
  return {
    step: 0,
    networks: {
      shapes,
      generator: toVariables(specs.generator, start),
      discriminator: toVariables(specs.discriminator, drawWeights(specs.discriminator, random)),
    },
    average: toVariables(specs.generator, start),
    moments: {
      generator: freshMoments(specs.generator, config),
      discriminator: freshMoments(specs.discriminator, config),
    },
    random,
    best: undefined,
    origin: undefined,
    history: { losses: [], evaluations: [], snapshots: [] },
  };
}

/** Disposes of all variables of the run. */
export function disposeState({ networks, average, moments }: RunState): void {
  for (const weights of [
    networks.generator,
    networks.discriminator,
    average,
    ...[moments.generator, moments.discriminator].flatMap(({ first, second }) => [first, second]),
  ])
    disposeWeights(weights);
}
