// Weights by name: their shapes and starting values, and the way onto the backend and off it.
// Every network of this room, of training and of evaluation is made of them. Whoever calls `toVariables`
// disposes of the result.

import * as tf from '@tensorflow/tfjs';
import type { Random } from '../rhythm/random';

/** The weights of a network by name. Plain tensors suffice to run it; training needs {@link Variables}. */
export type Weights = Readonly<Record<string, tf.Tensor>>;
export type Variables = Readonly<Record<string, tf.Variable>>;

/** Weights off the backend, as a checkpoint holds them. */
export type HostWeights = Readonly<Record<string, Float32Array>>;

/** How one weight starts: normal with the given deviation, or zero. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly deviation: number;
}

/** √(2 / (1 + 0.2²)): keeps the variance through a leaky ReLU of slope 0.2 (He et al. 2015, eq. 15). */
export const LEAKY_GAIN = Math.sqrt(2 / 1.04);

/** A dense layer's kernel [inputs, outputs] and, unless told otherwise, its zero bias. */
export function denseSpecs(
  name: string,
  inputs: number,
  outputs: number,
  { gain = LEAKY_GAIN, bias = true }: { readonly gain?: number; readonly bias?: boolean } = {},
): WeightSpec[] {
  const kernel = { name: `${name}.kernel`, shape: [inputs, outputs], deviation: gain / Math.sqrt(inputs) };
  return bias ? [kernel, { name: `${name}.bias`, shape: [outputs], deviation: 0 }] : [kernel];
}

export function parameterCount(specs: readonly WeightSpec[]): number {
  return specs.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Fresh starting values, drawn in the order of the specs. */
export function drawWeights(specs: readonly WeightSpec[], random: Random): HostWeights {
  return Object.fromEntries(
    specs.map(({ name, shape, deviation }) => {
      const values = new Float32Array(sizeOf(shape));
      if (deviation > 0) for (let at = 0; at < values.length; at++) values[at] = deviation * random.normal();
      return [name, values];
    }),
  );
}

/** Puts weights on the backend, by the shapes of the specs. @throws Error where a weight is missing or misshapen. */
export function toVariables(specs: readonly WeightSpec[], values: HostWeights): Variables {
  return Object.fromEntries(
    specs.map(({ name, shape }) => {
      const weight = values[name];
      if (weight?.length !== sizeOf(shape))
        throw new Error(`The weight ${name} does not have shape ${shape.join('×')}.`);
      return [name, tf.tidy(() => tf.variable(tf.tensor(weight, [...shape], 'float32')))];
    }),
  );
}

export function assignValues(variable: tf.Variable, values: Float32Array): void {
  tf.tidy(() => {
    variable.assign(tf.tensor(values, variable.shape, 'float32'));
  });
}

/** Copies weights off the backend; the tensors stay. */
export async function toHost(weights: Weights): Promise<HostWeights> {
  const entries = Object.entries(weights).map(
    async ([name, tensor]) => [name, Float32Array.from(await tensor.data())] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

export function disposeWeights(weights: Weights): void {
  tf.dispose(Object.values(weights));
}

/** A weight by name. @throws Error when the record does not hold it. */
export function weightOf(weights: Weights, name: string): tf.Tensor2D {
  const weight = weights[name];
  if (!weight) throw new Error(`There is no weight ${name}.`);
  return weight as tf.Tensor2D;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
