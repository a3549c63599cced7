// The gradients of one training step: fakes for a batch, the discriminator's side and the generator's.
// Training's step and self-check call it. Updates no weights: that is left to `adam`.

import * as tf from '@tensorflow/tfjs';
import { discriminate, type DiscriminatorInputs } from './discriminator';
import { composite, generate, softFeatures } from './generator';
import type { Loss } from './losses';
import { discriminatorObjective, generatorObjective, pairedLoss, type DiscriminatorFn } from './objectives';
import { penalisedGradients } from './penalised-gradients';
import type { NetworkShapes } from './sizes';
import type { Variables, Weights } from './weights';

/** Real patterns and what both networks are told about them; b rows each. */
export interface Batch extends DiscriminatorInputs {
  /** Features [b, FEATURE_SIZE]. */
  readonly real: tf.Tensor2D;
  /** 1 − keep-mask, spread over the features: [b, FEATURE_SIZE]. */
  readonly free: tf.Tensor2D;
  /** Features of the kept cells, zero elsewhere: [b, FEATURE_SIZE]. */
  readonly context: tf.Tensor2D;
  /** What is added to the hit logits of generated patterns, [b, UNIT_CELLS]; nothing when absent. */
  readonly hitNoise?: tf.Tensor2D;
}

export interface Networks {
  readonly shapes: NetworkShapes;
  readonly generator: Variables;
  readonly discriminator: Variables;
}

/** Gradients by name of the weight, and scalars to report. Tensors: the caller disposes of them. */
export type Gradients = {
  readonly gradients: Weights;
  readonly scalars: Readonly<Record<string, tf.Scalar>>;
};

/** Generated patterns for a batch, kept cells in place: [b, FEATURE_SIZE]. */
export function generateFakes(
  weights: Weights,
  shapes: NetworkShapes,
  batch: Batch,
  latent: tf.Tensor2D,
): tf.Tensor2D {
  return tf.tidy(() => {
    const heads = generate(weights, shapes.generator, { latent, ...batch });
    return composite(batch.context, batch.free, softFeatures(heads, batch.hitNoise));
  });
}

/** Gradients of the discriminator's objective. @param latent [b, latentSize], for the fakes */
export function discriminatorGradients(
  networks: Networks,
  batch: Batch,
  latent: tf.Tensor2D,
  options: DiscriminatorOptions,
): Gradients {
  return tf.tidy(() => {
    const fake = generateFakes(networks.generator, networks.shapes, batch, latent);
    return options.loss.penalty === 'zero-centred'
      ? closedFormGradients(networks, batch, fake, options)
      : automaticGradients(networks, batch, fake, options);
  });
}

export interface DiscriminatorOptions {
  readonly loss: Loss;
  /** Weight of the zero-centred penalties. */
  readonly gamma: number | tf.Scalar;
  /** [b, 1] in 0…1, for the one-centred penalty. */
  readonly mix?: tf.Tensor2D;
}

/** By automatic differentiation, whatever the loss. @param fake [b, FEATURE_SIZE] */
export function automaticGradients(
  networks: Networks,
  batch: Batch,
  fake: tf.Tensor2D,
  options: DiscriminatorOptions,
): Gradients {
  return tf.tidy(() => {
    const discriminator = discriminatorOf(networks, batch);
    const scalars: Record<string, tf.Scalar> = {};
    const gradients = gradientsOf(networks.discriminator, () => {
      const objective = discriminatorObjective(
        options.loss,
        { discriminator, real: batch.real, fake },
        options,
      );
      scalars.loss = tf.keep(objective.loss.clone());
      scalars.penalty = tf.keep(objective.penalty.clone());
      return objective.total;
    });
    return { gradients, scalars: handOver(scalars) };
  });
}

/** In closed form, for losses with the zero-centred penalties. @param fake [b, FEATURE_SIZE] */
export function closedFormGradients(
  networks: Networks,
  batch: Batch,
  fake: tf.Tensor2D,
  { loss, gamma }: DiscriminatorOptions,
): Gradients {
  return tf.tidy(() => {
    const pairs = batch.real.shape[0];
    const found = penalisedGradients(
      networks.discriminator,
      networks.shapes.discriminator,
      { x: tf.concat([batch.real, fake], 0), condition: batch.condition, mask: batch.mask },
      { loss: (logits) => pairedLoss(loss.discriminator, logits, pairs), gamma, pairs },
    );
    return { gradients: found.gradients, scalars: { loss: found.loss, penalty: found.penalty } };
  });
}

/** Gradients of the generator's loss. @param latent [b, latentSize] */
export function generatorGradients(
  networks: Networks,
  batch: Batch,
  latent: tf.Tensor2D,
  loss: Loss,
): Gradients {
  return tf.tidy(() => {
    const scalars: Record<string, tf.Scalar> = {};
    const discriminator = discriminatorOf(networks, batch);
    const gradients = gradientsOf(networks.generator, () => {
      const fake = generateFakes(networks.generator, networks.shapes, batch, latent);
      const value = generatorObjective(loss, { discriminator, real: batch.real, fake });
      scalars.loss = tf.keep(value.clone());
      return value;
    });
    return { gradients, scalars: handOver(scalars) };
  });
}

/** Gradients of a scalar by name of the weight. */
export function gradientsOf(variables: Variables, objective: () => tf.Scalar): Weights {
  const names = Object.keys(variables);
  const { grads } = tf.valueAndGrads(objective)(Object.values(variables));
  return Object.fromEntries(names.map((name, index) => [name, grads[index]!]));
}

/** √Σ‖gradient‖² over all weights. */
export function gradientNorm(gradients: Weights): tf.Scalar {
  return tf.tidy(() => {
    const squares = Object.values(gradients).map((gradient) => tf.sum<tf.Scalar>(tf.square(gradient)));
    // Two at a time: WebGPU takes eight tensors in one launch at most, and tf.addN goes on with nothing but a message.
    return tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
  });
}

/** Hands scalars that were kept beyond the scope of a gradient over to the scope around it. */
function handOver(kept: Readonly<Record<string, tf.Scalar>>): Record<string, tf.Scalar> {
  const entries = Object.entries(kept).map(([name, scalar]) => [name, scalar.clone()] as const);
  tf.dispose(kept);
  return Object.fromEntries(entries);
}

function discriminatorOf(networks: Networks, batch: Batch): DiscriminatorFn {
  return (x) => discriminate(networks.discriminator, networks.shapes.discriminator, x, batch);
}
