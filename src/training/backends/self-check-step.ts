// The last part of the self-check: one whole training step on the current backend beside the same step in
// plain JavaScript. Called by self-check.

import * as tf from '@tensorflow/tfjs';
import { applyAdam, freshMoments } from '../../gan/adam';
import { updateAverage } from '../../gan/average';
import { discriminatorSpecs } from '../../gan/discriminator';
import { generatorSpecs } from '../../gan/generator';
import { lossNamed } from '../../gan/losses';
import type { NetworkShapes } from '../../gan/sizes';
import { discriminatorGradients, generatorGradients, gradientNorm, type Batch } from '../../gan/step';
import { disposeWeights, drawWeights, toHost, toVariables, type WeightSpec } from '../../gan/weights';
import { FEATURE_SIZE, MASK_SIZE } from '../../model/inputs';
import { Random } from '../../rhythm/random';

const CONDITION_SIZE = 6;
const ROWS = 5;
const SHAPES: NetworkShapes = {
  generator: { latentSize: 7, conditionSize: CONDITION_SIZE, width: 9, blocks: 1 },
  discriminator: { conditionSize: CONDITION_SIZE, width: 11, blocks: 1 },
};
/** So large an ε that the update is proportional to the gradient: near zero, Adam's own would magnify rounding. */
const ADAM = { beta2: 0.9, epsilon: 1, learningRate: 0.5, step: 1 };
/** With momentum and without: backends have kernels of their own for the latter. */
const GENERATOR_ADAM = { ...ADAM, beta1: 0.5 };
const DISCRIMINATOR_ADAM = { ...ADAM, beta1: 0 };

/**
 * The largest deviation over all weights, losses and gradient norms, in small networks; NaN where one is not finite.
 * Leaves the current backend as it is.
 */
export async function trainingStepDeviation(): Promise<number> {
  const backend = tf.getBackend();
  const found = await weightsAfterStep();
  if (backend === 'cpu') return 0; // there is nothing plainer to hold it against
  await tf.setBackend('cpu');
  try {
    const expected = await weightsAfterStep();
    const deviations = found.map((value, at) => Math.abs(value - expected[at]!));
    return deviations.every((deviation) => deviation < Infinity) ? Math.max(...deviations) : NaN;
  } finally {
    await tf.setBackend(backend);
  }
}

/** All weights, losses and gradient norms after one step of both networks, in one list. */
async function weightsAfterStep(): Promise<number[]> {
  const random = Random.fromSeed(1);
  const specs = {
    generator: allDrawn(generatorSpecs(SHAPES.generator)),
    discriminator: allDrawn(discriminatorSpecs(SHAPES.discriminator)),
  };
  const start = drawWeights(specs.generator, random);
  const networks = {
    shapes: SHAPES,
    generator: toVariables(specs.generator, start),
    discriminator: toVariables(specs.discriminator, drawWeights(specs.discriminator, random)),
  };
  const average = toVariables(specs.generator, start);
  const moments = {
    generator: freshMoments(specs.generator, GENERATOR_ADAM),
    discriminator: freshMoments(specs.discriminator, DISCRIMINATOR_ADAM),
  };
  const loss = lossNamed('relativistic');
  const losses = tf.tidy(() => {
    const batch = drawBatch(random);
    const latent = (): tf.Tensor2D => matrix(SHAPES.generator.latentSize, () => random.normal());
    const discriminator = discriminatorGradients(networks, batch, latent(), { loss, gamma: 1 });
    applyAdam(networks.discriminator, discriminator.gradients, moments.discriminator, DISCRIMINATOR_ADAM);
    const generator = generatorGradients(networks, batch, latent(), loss);
    applyAdam(networks.generator, generator.gradients, moments.generator, GENERATOR_ADAM);
    updateAverage(average, networks.generator, 0.5);
    return {
      ...discriminator.scalars,
      generatorLoss: generator.scalars.loss!,
      discriminatorNorm: gradientNorm(discriminator.gradients),
      generatorNorm: gradientNorm(generator.gradients),
    };
  });
  const groups = [networks.generator, networks.discriminator, average, losses];
  const values = await Promise.all(groups.map(toHost));
  const { first, second } = moments.generator;
  for (const group of [...groups, first, second]) disposeWeights(group);
  disposeWeights(moments.discriminator.first);
  disposeWeights(moments.discriminator.second);
  return values.flatMap((weights) => Object.values(weights).flatMap((weight) => Array.from(weight)));
}

/** Leaves no weight zero, as some are at the start of a run, so that every sum counts. */
function allDrawn(specs: readonly WeightSpec[]): WeightSpec[] {
  return specs.map((spec) => ({ ...spec, deviation: spec.deviation > 0 ? spec.deviation : 0.2 }));
}

function drawBatch(random: Random): Batch {
  const real = matrix(FEATURE_SIZE, () => (random.chance(0.1) ? random.uniform() : 0));
  const free = matrix(FEATURE_SIZE, () => Number(random.chance(0.7)));
  return {
    real,
    condition: matrix(CONDITION_SIZE, () => random.normal()),
    mask: matrix(MASK_SIZE, () => Number(random.chance(0.3))),
    free,
    context: tf.mul(real, tf.sub(1, free)),
  };
}

function matrix(columns: number, draw: () => number): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from({ length: ROWS * columns }, draw), [ROWS, columns]);
}
