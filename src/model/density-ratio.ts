// A small network that tells how much likelier a pattern is among real rhythms than among generated ones.
// Training fits it (fit-density-ratio.ts); the engine and training draw one of several candidates by it. The
// slope must stay that of the leaky layers in src/gan/layers.ts, with which it is trained.

import { UNIT_CELLS } from '../rhythm/grid';

/** A dense layer: `kernel` [inputs, outputs] row by row, `bias` [outputs]. */
export interface DenseLayer {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

/**
 * A network that was taught to tell real two-bar patterns of a style from generated ones: cells, then the style
 * one-hot, through two leaky layers to one number.
 */
export interface DensityRatioNetwork {
  readonly styleCount: number;
  readonly widths: readonly [number, number];
  readonly layers: readonly [DenseLayer, DenseLayer, DenseLayer];
}

export function densityRatioInputs(styleCount: number): number {
  return UNIT_CELLS + styleCount;
}

export const DENSITY_RATIO_SLOPE = 0.2;

/**
 * The logarithm of how much likelier a pattern that hits some cells (`cellIndex`) is among real patterns of a style than
 * among generated ones.
 */
export type LogDensityRatio = (cells: Iterable<number>, style: number) => number;

/**
 * The network at work. A classifier's logit, learned from as many real as generated patterns, is the logarithm of the
 * ratio of their densities (Sugiyama et al. 2012, §4). Sums are taken in float64 and in order: the same bits everywhere.
 */
export function logDensityRatio({ styleCount, widths, layers }: DensityRatioNetwork): LogDensityRatio {
  const [first, second, last] = layers;
  const [outer, inner] = [new Float64Array(widths[0]), new Float64Array(widths[1])];
  const result = new Float64Array(1);
  return (cells, style) => {
    if (style < 0 || style >= styleCount) throw new RangeError(`There is no style ${style}.`);
    // Most cells are silent and add nothing.
    outer.set(first.bias);
    addRow(outer, first.kernel, UNIT_CELLS + style, 1);
    for (const cell of cells) addRow(outer, first.kernel, cell, 1);
    through(outer, second, inner);
    through(inner, last, result);
    return result[0]!;
  };
}

/** Takes `values` through leaky ReLU and a layer, into `sums`. */
function through(values: Float64Array, { kernel, bias }: DenseLayer, sums: Float64Array): void {
  sums.set(bias);
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    addRow(sums, kernel, at, value < 0 ? DENSITY_RATIO_SLOPE * value : value);
  }
}

function addRow(sums: Float64Array, kernel: Float32Array, row: number, factor: number): void {
  const from = row * sums.length;
  for (let at = 0; at < sums.length; at++) sums[at]! += factor * kernel[from + at]!;
}
