// The gradients of a discriminator with zero-centred penalties in closed form, without differentiating twice.
// `step` calls it. Repeats `discriminate` layer by layer: change both together.

import * as tf from '@tensorflow/tfjs';
import { FEATURE_SIZE } from '../model/inputs';
import type { DiscriminatorInputs, DiscriminatorShape } from './discriminator';
import { LEAKY_SLOPE, dense, leaky, repeated } from './layers';
import { weightOf, type Weights } from './weights';

/** What the discriminator minimises without its penalties, from all logits [n]; a scalar. */
export type LogitLoss = (logits: tf.Tensor1D) => tf.Scalar;

/** Gradients by name of the weight, and the two parts of the objective. Tensors: the caller disposes of them. */
export type PenalisedGradients = {
  readonly gradients: Weights;
  readonly loss: tf.Scalar;
  /** Σ‖∇ₓD(xᵢ)‖² / pairs. */
  readonly penalty: tf.Scalar;
};

/**
 * The gradients of loss(D(x)) + γ/2 · Σ‖∇ₓD(xᵢ)‖² / pairs in two thirds of the products that differentiating twice
 * takes; automatic differentiation gives the same numbers, and a test holds the two together.
 *
 * D is piecewise linear in x: within a piece its gradient gᵢ is a product of weights and slopes, and gᵢ·dgᵢ is the
 * derivative of the linear form D′ᵢ(gᵢ) = gᵢ·∇ₓD(xᵢ). That form runs through the same layers as D and so has the
 * same errors δ with respect to every layer's output as D(xᵢ) itself. Each kernel's gradient is therefore one
 * product, (cᵢ·inputᵢ + κ·tangentᵢ)ᵀ δᵢ, with cᵢ = ∂loss/∂D(xᵢ) and κ = γ/pairs; and the δ are those that gave gᵢ.
 * @param x features [n, FEATURE_SIZE], n = k·b as in `discriminate`
 */
export function penalisedGradients(
  weights: Weights,
  shape: DiscriminatorShape,
  examples: DiscriminatorInputs & { readonly x: tf.Tensor2D },
  options: { readonly loss: LogitLoss; readonly gamma: number | tf.Scalar; readonly pairs: number },
): PenalisedGradients {
  return tf.tidy(() => {
    const forward = run(weights, shape, examples);
    const { value: loss, grad: slopes } = tf.valueAndGrad(options.loss as (x: tf.Tensor) => tf.Tensor)(
      forward.logits,
    );
    const errors = backward(weights, forward);
    const gradient = tf.matMul<tf.Tensor2D>(errors.input, patternRows(weights), false, true);
    // Row by row first: wasm adds up in one running sum, which loses the fifth digit over so many squares.
    const penalty = tf.div<tf.Scalar>(tf.sum(tf.sum(tf.square(gradient), 1)), options.pairs);
    const tangents = tangentsOf(weights, forward, gradient);
    const column = tf.reshape<tf.Rank.R2>(slopes, [-1, 1]);
    const { gamma, pairs } = options;
    const kappa = typeof gamma === 'number' ? gamma / pairs : tf.div(gamma, pairs);
    const mixed = (value: tf.Tensor2D, tangent: tf.Tensor2D): tf.Tensor2D =>
      tf.add<tf.Tensor2D>(tf.mul(column, value), tf.mul(kappa, tangent));
    const gradients: Record<string, tf.Tensor> = {};
    const layer = (name: string, input: tf.Tensor2D, error: tf.Tensor2D): void => {
      gradients[`${name}.kernel`] = tf.matMul(input, error, true, false);
      gradients[`${name}.bias`] = tf.squeeze(tf.matMul(column, error, true, false), [0]);
    };
    // The mask has no tangent: the penalties are about the pattern alone.
    const maskTangent = tf.zerosLike(forward.sharedMask);
    layer('input', mixed(forward.input, tf.concat([gradient, maskTangent], 1)), errors.input);
    forward.blocks.forEach(({ hidden, inner }, block) => {
      const tangent = tangents.blocks[block]!;
      const error = errors.blocks[block]!;
      layer(`block${block}.in`, mixed(hidden, tangent.hidden), error.inner);
      layer(`block${block}.out`, mixed(inner, tangent.inner), error.output);
    });
    const features = mixed(forward.features, tangents.features);
    gradients['output.kernel'] = tf.reshape(tf.sum(features, 0), [shape.width, 1]);
    gradients['output.bias'] = tf.sum(slopes, 0, true);
    Object.assign(gradients, embeddingGradients(weights, shape, examples.condition, features));
    return { gradients, loss: loss as tf.Scalar, penalty };
  });
}

interface Forward {
  readonly sharedMask: tf.Tensor2D;
  readonly input: tf.Tensor2D;
  readonly blocks: readonly { hidden: tf.Tensor2D; inner: tf.Tensor2D; slope: tf.Tensor2D }[];
  readonly features: tf.Tensor2D;
  readonly lastSlope: tf.Tensor2D;
  /** w + e(c)/√width, the direction in which the features count: [n, width]. */
  readonly direction: tf.Tensor2D;
  readonly logits: tf.Tensor1D;
}

/** `discriminate`, with everything kept that its derivatives need. */
function run(
  weights: Weights,
  shape: DiscriminatorShape,
  { x, condition, mask }: DiscriminatorInputs & { readonly x: tf.Tensor2D },
): Forward {
  const groups = x.shape[0] / mask.shape[0];
  const sharedMask = repeated(mask, groups);
  const input = tf.concat([x, sharedMask], 1);
  let hidden = dense(weights, 'input', input);
  const blocks = Array.from({ length: shape.blocks }, (_, block) => {
    const before = hidden;
    const sums = dense(weights, `block${block}.in`, before);
    const slope = tf.step(sums, LEAKY_SLOPE);
    const inner = tf.mul<tf.Tensor2D>(sums, slope);
    hidden = tf.add(before, dense(weights, `block${block}.out`, inner));
    return { hidden: before, inner, slope };
  });
  const lastSlope = tf.step(hidden, LEAKY_SLOPE);
  const features = tf.mul<tf.Tensor2D>(hidden, lastSlope);
  const embedded = dense(weights, 'embed.out', leaky(dense(weights, 'embed.in', condition)));
  const straight = tf.reshape(weightOf(weights, 'output.kernel'), [1, shape.width]);
  const direction = repeated(tf.add<tf.Tensor2D>(straight, tf.div(embedded, Math.sqrt(shape.width))), groups);
  const logits = tf.add<tf.Tensor1D>(
    tf.sum(tf.mul(features, direction), 1),
    weightOf(weights, 'output.bias'),
  );
  return { sharedMask, input, blocks, features, lastSlope, direction, logits };
}

interface Errors {
  readonly input: tf.Tensor2D;
  readonly blocks: readonly { inner: tf.Tensor2D; output: tf.Tensor2D }[];
}

/** ∂D(xᵢ)/∂(output of each dense layer). */
function backward(weights: Weights, { blocks, direction, lastSlope }: Forward): Errors {
  let output = tf.mul<tf.Tensor2D>(direction, lastSlope);
  const errors = blocks
    .map(({ slope }, block) => ({ slope, block }))
    .reverse()
    .map(({ slope, block }) => {
      const after = output;
      const inner = tf.mul<tf.Tensor2D>(
        tf.matMul(after, weightOf(weights, `block${block}.out.kernel`), false, true),
        slope,
      );
      output = tf.add(after, tf.matMul(inner, weightOf(weights, `block${block}.in.kernel`), false, true));
      return { inner, output: after };
    });
  return { input: output, blocks: errors.reverse() };
}

interface Tangents {
  readonly blocks: readonly { hidden: tf.Tensor2D; inner: tf.Tensor2D }[];
  readonly features: tf.Tensor2D;
}

/** How every layer's input moves when x moves along `along`: the same layers without their biases. */
function tangentsOf(weights: Weights, forward: Forward, along: tf.Tensor2D): Tangents {
  let hidden = tf.matMul<tf.Tensor2D>(along, patternRows(weights));
  const blocks = forward.blocks.map(({ slope }, block) => {
    const before = hidden;
    const inner = tf.mul<tf.Tensor2D>(tf.matMul(before, weightOf(weights, `block${block}.in.kernel`)), slope);
    hidden = tf.add(before, tf.matMul(inner, weightOf(weights, `block${block}.out.kernel`)));
    return { hidden: before, inner };
  });
  return { blocks, features: tf.mul(hidden, forward.lastSlope) };
}

/** The part of the first kernel that the pattern goes through; the mask goes through the rest. */
function patternRows(weights: Weights): tf.Tensor2D {
  const kernel = weightOf(weights, 'input.kernel');
  return tf.slice(kernel, [0, 0], [FEATURE_SIZE, kernel.shape[1]]);
}

/** Gradients of Σ⟨e(cᵢ), featuresᵢ⟩/√width with respect to the two layers of the embedding e. */
function embeddingGradients(
  weights: Weights,
  { width }: DiscriminatorShape,
  condition: tf.Tensor2D,
  features: tf.Tensor2D,
): Weights {
  const grouped = tf.reshape(features, [-1, condition.shape[0], width]);
  const error = tf.div<tf.Tensor2D>(tf.sum(grouped, 0), Math.sqrt(width));
  const sums = dense(weights, 'embed.in', condition);
  const inner = tf.mul<tf.Tensor2D>(
    tf.matMul(error, weightOf(weights, 'embed.out.kernel'), false, true),
    tf.step(sums, LEAKY_SLOPE),
  );
  return {
    'embed.out.kernel': tf.matMul(leaky(sums), error, true, false),
    'embed.in.kernel': tf.matMul(condition, inner, true, false),
    'embed.in.bias': tf.sum(inner, 0),
  };
}
