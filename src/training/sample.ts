import * as tf from '@tensorflow/tfjs';
import { generate, type GeneratorShape } from '../gan/generator';
import type { Weights } from '../gan/weights';
import { FEATURE_SIZE, MASK_SIZE, conditionSize, writeCondition } from '../model/inputs';
import { logit, sigmoid } from '../rhythm/exact-math';
import { UNIT_BARS, UNIT_CELLS, UNIT_STEPS, cellIndex } from '../rhythm/grid';
import { patternFromHits, type Pattern, type PlacedHit } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import { VOICE_COUNT } from '../rhythm/voices';
import { drawLatent, type ConditionLayout } from './batches';
import { UNLEARNED } from './dataset';
import { controlsAt, type PackedPatterns } from './patterns';

/** What a generator said of every cell, `rows` times UNIT_CELLS values in `cellIndex` order, before any squashing. */
export interface Samples {
  readonly rows: number;
  readonly hitLogits: Float32Array;
  readonly velocityLogits: Float32Array;
  readonly offsetLogits: Float32Array;
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

/** Generates freely, nothing kept, one row per condition. */
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
        latent: drawLatent(random, count, shape.latentSize),
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

/** Thresholds before they are calibrated. */
export const EVEN_THRESHOLDS: readonly number[] = new Array<number>(VOICE_COUNT).fill(0.5);

/** The patterns that samples stand for. @param thresholds hit probability per voice above which a cell sounds */
export function hardPatterns(samples: Samples, thresholds: readonly number[]): Pattern[] {
  const least = thresholds.map(logit);
  return Array.from({ length: samples.rows }, (_, row) => {
    const hits: PlacedHit[] = [];
    for (let step = 0; step < UNIT_STEPS; step++) {
      for (let voice = 0; voice < VOICE_COUNT; voice++) {
        const cell = row * UNIT_CELLS + cellIndex(step, voice);
        if (samples.hitLogits[cell]! <= least[voice]!) continue;
        const velocity = sigmoid(samples.velocityLogits[cell]!);
        const offset = sigmoid(2 * samples.offsetLogits[cell]!) - 0.5; // ½·tanh
        hits.push({ step, voice, velocity, offset });
      }
    }
    return patternFromHits(UNIT_BARS, hits);
  });
}
