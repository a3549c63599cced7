// Runs the generator on condition vectors, with nothing kept, and gives its heads. Used by the evaluator, the
// calibration and draw-played.

import * as tf from '@tensorflow/tfjs';
import { generate, type GeneratorShape } from '../../gan/generator';
import type { Weights } from '../../gan/weights';
import { FEATURE_SIZE, MASK_SIZE, conditionSize, writeCondition } from '../../model/inputs';
import { decodePattern, type Calibration, type Heads } from '../../model/decoding';
import { UNIT_CELLS } from '../../rhythm/grid';
import type { Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { latentTensor, type ConditionLayout } from '../data/batches';
import { UNLEARNED } from '../data/dataset';
import { controlsAt, type PackedPatterns } from '../data/packed-patterns';

export interface Samples extends Heads {
  readonly rows: number;
}

/** Condition vectors of some patterns, one row each. */
export function conditionsOf(
  packed: PackedPatterns,
  indices: readonly number[],
  layout: ConditionLayout,
): Float32Array {
  const width = conditionSize(layout.styleCount);
  const conditions = new Float32Array(indices.length * width);
  indices.forEach((index, row) => {
    const label = packed.styles[index];
    writeCondition(
      label === UNLEARNED ? undefined : label,
      controlsAt(packed, index),
      layout,
      conditions,
      row * width,
    );
  });
  return conditions;
}

const ROWS_AT_ONCE = 256;

/** Draws one row per condition; leaves no tensors behind. */
export async function drawSamples(
  weights: Weights,
  shape: GeneratorShape,
  conditions: Float32Array,
  random: Random,
): Promise<Samples> {
  const rows = conditions.length / shape.conditionSize;
  const samples: Samples = {
    rows,
    hitLogits: new Float32Array(rows * UNIT_CELLS),
    velocityLogits: new Float32Array(rows * UNIT_CELLS),
    offsetLogits: new Float32Array(rows * UNIT_CELLS),
  };
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - from);
    const heads = tf.tidy(() =>
      generate(weights, shape, {
        latent: latentTensor(count, shape.latentSize, random),
        condition: tf.tensor2d(
          conditions.subarray(from * shape.conditionSize, (from + count) * shape.conditionSize),
          [count, shape.conditionSize],
        ),
        mask: tf.zeros<tf.Rank.R2>([count, MASK_SIZE]),
        context: tf.zeros<tf.Rank.R2>([count, FEATURE_SIZE]),
      }),
    );
    for (const name of ['hitLogits', 'velocityLogits', 'offsetLogits'] as const) {
      samples[name].set(await heads[name].data(), from * UNIT_CELLS);
      heads[name].dispose();
    }
  }
  return samples;
}

/** Decodes samples, each row by its calibration. */
export function decodeSamples(samples: Samples, calibrationOf: (row: number) => Calibration): Pattern[] {
  return Array.from({ length: samples.rows }, (_, row) => decodePattern(samples, row, calibrationOf(row)));
}
