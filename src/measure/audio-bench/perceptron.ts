// A small network of dense layers and its gradient by hand: what fit-drum-network.ts fits the drum network
// with. It hears nothing itself: the fitted weights run in src/corpus/audio/hearing, without this file.

import type { DrumNetwork } from '../../corpus/audio/hearing/drums';
import type { Random } from '../../rhythm/random';

/** Inputs and what is wanted of each output, 0 or 1. */
export interface Example {
  readonly features: Float32Array;
  readonly wanted: Uint8Array;
}

const BETA_1 = 0.9;
const BETA_2 = 0.999;

/** Layers of rectified units, logistic outputs, cross-entropy, Adam with decoupled decay (Loshchilov & Hutter 2019). */
export class Perceptron {
  private readonly layers: readonly Layer[];
  private step = 0;

  /** @param sizes of the inputs, of each hidden layer and of the outputs */
  constructor(sizes: readonly number[], random: Random) {
    this.layers = sizes.slice(1).map((outputs, at) => new Layer(sizes[at]!, outputs, random));
  }

  /** Learns from a batch; the mean loss of an output is returned. */
  learn(batch: readonly Example[], rate: number, decay: number): number {
    let loss = 0;
    for (const example of batch) loss += this.addGradient(example, 1 / batch.length);
    this.step++;
    const correction = rate * (Math.sqrt(1 - BETA_2 ** this.step) / (1 - BETA_1 ** this.step));
    for (const layer of this.layers) layer.update(correction, rate * decay);
    return loss / batch.length / this.layers.at(-1)!.outputs;
  }

  /** The weights, rounded to what a file needs. */
  get weights(): DrumNetwork['layers'] {
    return this.layers.map(({ outputs, weights }) => ({
      outputs,
      weights: Array.from(weights, (value) => Math.round(value * 1e3) / 1e3),
    }));
  }

  private addGradient({ features, wanted }: Example, share: number): number {
    let values: Float32Array | Float64Array = features;
    const last = this.layers.length - 1;
    this.layers.forEach((layer, at) => {
      values = layer.forward(values, at < last);
    });
    let loss = 0;
    const error = this.layers[last]!.error;
    wanted.forEach((want, output) => {
      const probability = 1 / (1 + Math.exp(-values[output]!));
      loss -= Math.log(Math.max(1e-12, want === 1 ? probability : 1 - probability));
      error[output] = (probability - want) * share;
    });
    for (let at = last; at >= 0; at--) this.layers[at]!.backward(this.layers[at - 1]?.error);
    return loss;
  }
}

class Layer {
  /** Row-major, an output a row: its weights over the inputs, then its bias. */
  readonly weights: Float64Array;
  /** Slope of the loss over each output before it is rectified. */
  readonly error: Float64Array;
  private readonly gradient: Float64Array;
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private readonly values: Float64Array;
  private given: Float32Array | Float64Array = new Float64Array();

  constructor(
    private readonly inputs: number,
    readonly outputs: number,
    random: Random,
  ) {
    const size = outputs * (inputs + 1);
    const spread = Math.sqrt(2 / inputs);
    this.weights = Float64Array.from({ length: size }, (_, at) =>
      at % (inputs + 1) === inputs ? 0 : random.normal() * spread,
    );
    this.gradient = new Float64Array(size);
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
    this.error = new Float64Array(outputs);
    this.values = new Float64Array(outputs);
  }

  forward(given: Float32Array | Float64Array, isRectified: boolean): Float64Array {
    const { inputs, outputs, weights, values } = this;
    this.given = given;
    for (let output = 0; output < outputs; output++) {
      const row = output * (inputs + 1);
      let sum = weights[row + inputs]!;
      for (let input = 0; input < inputs; input++) sum += weights[row + input]! * given[input]!;
      values[output] = isRectified && sum < 0 ? 0 : sum;
    }
    return values;
  }

  /** Adds to the gradient, and writes the slopes over its inputs, which are the rectified outputs before it. */
  backward(before: Float64Array | undefined): void {
    const { inputs, outputs, weights, gradient, error, given } = this;
    before?.fill(0);
    for (let output = 0; output < outputs; output++) {
      const slope = error[output]!;
      if (slope === 0) continue;
      const row = output * (inputs + 1);
      gradient[row + inputs]! += slope;
      for (let input = 0; input < inputs; input++) gradient[row + input]! += slope * given[input]!;
      if (!before) continue;
      for (let input = 0; input < inputs; input++) before[input]! += slope * weights[row + input]!;
    }
    before?.forEach((_, input) => {
      if (given[input] === 0) before[input] = 0;
    });
  }

  /** One step of Adam; the gradient is begun anew. */
  update(correctedRate: number, decay: number): void {
    const { weights, gradient, mean, square } = this;
    for (let at = 0; at < weights.length; at++) {
      const slope = gradient[at]!;
      mean[at] = BETA_1 * mean[at]! + (1 - BETA_1) * slope;
      square[at] = BETA_2 * square[at]! + (1 - BETA_2) * slope * slope;
      weights[at]! -= (correctedRate * mean[at]!) / (Math.sqrt(square[at]!) + 1e-8) + decay * weights[at]!;
    }
    gradient.fill(0);
  }
}
