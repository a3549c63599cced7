import * as tf from '@tensorflow/tfjs';
import { applyAdam, freshMoments, type AdamMoments } from '../gan/adam';
import { averageDecay, updateAverage } from '../gan/average';
import { discriminatorSpecs } from '../gan/discriminator';
import { generatorSpecs } from '../gan/generator';
import { lossNamed } from '../gan/losses';
import { shapesFor } from '../gan/sizes';
import {
  discriminatorGradients,
  generatorGradients,
  gradientNorm,
  type Batch,
  type Gradients,
  type Networks,
} from '../gan/step';
import { disposeWeights, drawWeights, toVariables, type HostWeights, type Variables } from '../gan/weights';
import { UNIT_CELLS } from '../rhythm/grid';
import { Random } from '../rhythm/random';
import {
  createPicker,
  drawHitNoise,
  drawLatent,
  drawRows,
  hostBatch,
  toBatch,
  type ConditionLayout,
} from './batches';
import type { TrainingConfig } from './config';
import type { Dataset } from './dataset';
import type { History, LossRow } from './history';
import { gammaAt, learningRateAt } from './schedule';

/** The generator that scored best so far. */
export interface Best {
  readonly step: number;
  readonly score: number;
  readonly weights: HostWeights;
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
  history: History;
}

/** What one step reported; tensors that the caller disposes of. */
export interface StepScalars {
  readonly discriminatorLoss: tf.Scalar;
  readonly penalty: tf.Scalar;
  readonly generatorLoss: tf.Scalar;
  readonly discriminatorGradient: tf.Scalar;
  readonly generatorGradient: tf.Scalar;
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
    history: { losses: [], evaluations: [], snapshots: [] },
  };
}

/** Does one training step of a run in place. @returns what it reports, where that is asked for: gradient norms take time */
export type Stepper = (state: RunState, isReported: boolean) => StepScalars | undefined;

/** Prepares steps over a dataset: as many discriminator updates as the loss asks for, then one of the generator. */
export function createStepper(config: TrainingConfig, dataset: Dataset, layout: ConditionLayout): Stepper {
  const loss = lossNamed(config.loss);
  const pick = createPicker(dataset.train, dataset.styles, config);
  const drawBatch = (random: Random): Batch => {
    const batch = toBatch(hostBatch(drawRows(random, dataset.train, pick, config), layout));
    if (config.hitNoise === 0) return batch;
    return { ...batch, hitNoise: tf.tensor2d(drawHitNoise(random, config), [config.batchSize, UNIT_CELLS]) };
  };
  const latent = (random: Random): tf.Tensor2D =>
    drawLatent(random, config.batchSize, config.network.latentSize);

  return (state, isReported) => {
    const { networks, random } = state;
    const update = { ...pickAdam(config), learningRate: learningRateAt(config, state.step) };
    const gamma = gammaAt(config, state.step);
    const scalars = tf.tidy(() => {
      let batch = drawBatch(random);
      let critic: Gradients | undefined;
      for (let inner = 0; inner < loss.discriminatorSteps; inner++) {
        if (inner > 0) batch = drawBatch(random);
        const mix = loss.penalty === 'one-centred' ? { mix: drawMix(random, config.batchSize) } : {};
        critic = discriminatorGradients(networks, batch, latent(random), { loss, gamma, ...mix });
        const step = state.step * loss.discriminatorSteps + inner + 1;
        applyAdam(networks.discriminator, critic.gradients, state.moments.discriminator, { ...update, step });
      }
      const player = generatorGradients(networks, batch, latent(random), loss);
      applyAdam(networks.generator, player.gradients, state.moments.generator, {
        ...update,
        step: state.step + 1,
      });
      updateAverage(state.average, networks.generator, averageDecay(state.step + 1, config.averageHalfLife));
      if (!isReported) return {};
      return {
        discriminatorLoss: critic!.scalars.loss!,
        penalty: critic!.scalars.penalty!,
        generatorLoss: player.scalars.loss!,
        discriminatorGradient: gradientNorm(critic!.gradients),
        generatorGradient: gradientNorm(player.gradients),
      } satisfies StepScalars;
    });
    state.step++;
    return isReported ? (scalars as StepScalars) : undefined;
  };
}

/** What a step reported, as numbers. @param step steps done */
export async function readLosses(step: number, scalars: StepScalars): Promise<LossRow> {
  const read = async (scalar: tf.Scalar): Promise<number> => (await scalar.data())[0] ?? NaN;
  return {
    step,
    discriminatorLoss: await read(scalars.discriminatorLoss),
    generatorLoss: await read(scalars.generatorLoss),
    penalty: await read(scalars.penalty),
    discriminatorGradient: await read(scalars.discriminatorGradient),
    generatorGradient: await read(scalars.generatorGradient),
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

function pickAdam({
  beta1,
  beta2,
  epsilon,
}: TrainingConfig): Pick<TrainingConfig, 'beta1' | 'beta2' | 'epsilon'> {
  return { beta1, beta2, epsilon };
}

function drawMix(random: Random, rows: number): tf.Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: rows }, () => random.uniform()),
    [rows, 1],
  );
}
