// Trains the small network by which candidates are drawn: it tells real patterns from generated ones, so that
// its logit is the logarithm of their density ratio. Called by choose-decoding.

import * as tf from '@tensorflow/tfjs';
import { classifierSpecs, classify, crossEntropy, halfLabels } from '../../evaluation/classifier/classifier';
import { fitNetwork } from '../../evaluation/classifier/fit-network';
import { disposeWeights, toHost, type HostWeights } from '../../gan/weights';
import { densityRatioInputs, type DenseLayer, type DensityRatioNetwork } from '../../model/density-ratio';
import { UNIT_CELLS } from '../../rhythm/grid';
import type { Random } from '../../rhythm/random';
import type { PackedPatterns } from '../data/packed-patterns';

/** Patterns as the cells that they hit: the part of PackedPatterns that matters here. */
export type PackedHits = Pick<PackedPatterns, 'count' | 'starts' | 'cells' | 'styles'>;

const WIDTHS = [256, 128] as const;
const LAYERS = ['first', 'second', 'last'] as const;
/** How often each real pattern is shown. More made it surer of itself and its choices poorer in rare rhythms. */
const EPOCHS = 4;
const BATCH_SIZE = 256;
const LEARNING_RATE = 1e-3;
/** Share of the cells that are flipped, so that patterns are judged by what they are like and not learned by heart. */
const FLIPPED_SHARE = 0.05;

/** Real and generated patterns in the same shares of styles. */
export interface Sides {
  readonly real: PackedHits;
  readonly generated: PackedHits;
  readonly styleCount: number;
}

/** Every batch is half real, half generated. */
export async function fitDensityRatio(sides: Sides, random: Random): Promise<DensityRatioNetwork> {
  const { real, generated, styleCount } = sides;
  const inputs = densityRatioInputs(styleCount);
  const half = BATCH_SIZE / 2;
  const labels = halfLabels(BATCH_SIZE);
  const weights = await fitNetwork({
    specs: classifierSpecs(inputs, WIDTHS),
    steps: Math.ceil((EPOCHS * real.count) / half),
    learningRate: LEARNING_RATE,
    random,
    objective: (variables) => {
      const rows = new Float32Array(BATCH_SIZE * inputs);
      for (let row = 0; row < BATCH_SIZE; row++)
        writeRow(row < half ? real : generated, rows.subarray(row * inputs, (row + 1) * inputs), random);
      return crossEntropy(classify(variables, tf.tensor2d(rows, [BATCH_SIZE, inputs])), labels);
    },
  });
  labels.dispose();
  const host = await toHost(weights);
  disposeWeights(weights);
  const [first, second, last] = LAYERS.map((name) => layerOf(host, name));
  return { styleCount, widths: WIDTHS, layers: [first!, second!, last!] };
}

/** Writes a random pattern of one side, some cells flipped, and its style. */
function writeRow({ count, starts, cells, styles }: PackedHits, row: Float32Array, random: Random): void {
  const index = random.integer(count);
  for (let at = starts[index]!; at < starts[index + 1]!; at++) row[cells[at]!] = 1;
  for (let cell = 0; cell < UNIT_CELLS; cell++) if (random.chance(FLIPPED_SHARE)) row[cell] = 1 - row[cell]!;
  row[UNIT_CELLS + styles[index]!] = 1;
}

function layerOf(weights: HostWeights, name: string): DenseLayer {
  return { kernel: weights[`${name}.kernel`]!, bias: weights[`${name}.bias`]! };
}
