import { freshMoments, type AdamMoments } from '../gan/adam';
import { discriminatorSpecs } from '../gan/discriminator';
import { generatorSpecs } from '../gan/generator';
import { shapesFor } from '../gan/sizes';
import type { Networks } from '../gan/step';
import { disposeWeights, drawWeights, toVariables, type HostWeights, type Variables } from '../gan/weights';
import { Random } from '../rhythm/random';
import type { TrainingConfig } from './config';
import type { History } from './history';

/** The generator that scored best so far. */
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

/** A run in progress: all that the next step depends on. */
export interface RunState {
  /** Steps done. */
  step: number;
  random: Random;
  readonly networks: Networks;
  /** Moving average of the generator's weights: what is evaluated and exported. */
  readonly average: Variables;
  readonly moments: { readonly generator: AdamMoments; readonly discriminator: AdamMoments };
  best: Best | undefined;
  /** Undefined where the networks were drawn. */
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

/** Gives the backend's memory back. */
export function disposeState({ networks, average, moments }: RunState): void {
  for (const weights of [
    networks.generator,
    networks.discriminator,
    average,
    ...[moments.generator, moments.discriminator].flatMap(({ first, second }) => [first, second]),
  ])
    disposeWeights(weights);
}
