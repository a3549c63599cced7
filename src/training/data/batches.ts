// Draws training batches: which patterns, which of their cells are kept, and what the networks are told about
// them. Used by step-draws; sampling and the evaluator share the layout of conditions and the latents.

import * as tf from '@tensorflow/tfjs';
import {
  FEATURE_SIZE,
  MASK_SIZE,
  conditionSize,
  maskIndex,
  maskToCells,
  writeCondition,
  writeFeatures,
  type ControlScales,
} from '../../model/inputs';
import { addHitNoise } from '../../model/decoding';
import { UNIT_BARS, UNIT_CELLS } from '../../rhythm/grid';
import { concatPatterns, sliceBars, type Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { VOICE_COUNT } from '../../rhythm/voices';
import type { TrainingConfig } from '../config';
import { UNLEARNED } from './dataset';
import { controlsAt, patternAt, type PackedPatterns } from './packed-patterns';

/** How a model's condition vectors are laid out. */
export interface ConditionLayout {
  readonly styleCount: number;
  readonly scales: ControlScales;
}

/** A batch in plain memory, row by row as in `Batch`. */
export type HostBatch = {
  readonly real: Float32Array;
  readonly condition: Float32Array;
  readonly mask: Float32Array;
  readonly free: Float32Array;
  readonly context: Float32Array;
};

/** One pattern of a batch with what the networks are told about it. */
export interface BatchRow {
  readonly packed: PackedPatterns;
  readonly index: number;
  /** MASK_SIZE entries. */
  readonly mask: Float32Array;
  readonly anyStyle?: boolean;
  readonly swapBars?: boolean;
}

/** Draws pattern indices: first a style, by `styleBalance` and `styleBoosts`, then evenly within it. */
export function createPicker(
  packed: PackedPatterns,
  styles: readonly string[],
  { styleBalance, styleBoosts }: Pick<TrainingConfig, 'styleBalance' | 'styleBoosts'>,
): (random: Random) => number {
  const members = styles.map((): number[] => []);
  packed.styles.forEach((style, index) => members[style]?.push(index));
  const weights = members.map((indices, style) =>
    indices.length === 0 ? 0 : indices.length ** styleBalance * (styleBoosts[styles[style]!] ?? 1),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new Error('The style boosts leave no patterns to train on.');
  return (random) => {
    let rest = random.uniform() * total;
    const style = weights.findIndex((weight) => (rest -= weight) < 0);
    return random.choice(members[style] ?? members.find((indices) => indices.length > 0)!);
  };
}

/** Draws a keep-mask: empty, some whole voices, one bar of all voices, or such a bar and some voices. */
export function drawMask(
  { keptVoicesShare, keptBarShare }: Pick<TrainingConfig, 'keptVoicesShare' | 'keptBarShare'>,
  random: Random,
): Float32Array {
  const mask = new Float32Array(MASK_SIZE);
  const kind = random.uniform();
  if (kind < keptVoicesShare) {
    keepSomeVoices(mask, random);
  } else if (kind < keptVoicesShare + keptBarShare) {
    const bar = random.integer(UNIT_BARS);
    for (let voice = 0; voice < VOICE_COUNT; voice++) mask[maskIndex(voice, bar)] = 1;
    // A phrase that goes on over an unchanged kick and snare: half of the time.
    if (random.chance(0.5)) keepSomeVoices(mask, random);
  }
  return mask;
}

function keepSomeVoices(mask: Float32Array, random: Random): void {
  const order = random.shuffled(Array.from({ length: VOICE_COUNT }, (_, voice) => voice));
  for (const voice of order.slice(0, 1 + random.integer(VOICE_COUNT - 1)))
    for (let bar = 0; bar < UNIT_BARS; bar++) mask[maskIndex(voice, bar)] = 1;
}

export function drawRows(
  packed: PackedPatterns,
  pick: (random: Random) => number,
  config: TrainingConfig,
  random: Random,
): BatchRow[] {
  return Array.from({ length: config.batchSize }, () => ({
    packed,
    index: pick(random),
    mask: drawMask(config, random),
    anyStyle: random.chance(config.anyStyleShare),
    swapBars: random.chance(config.barSwapShare),
  }));
}

/** Writes the rows out as the networks take them. */
export function hostBatch(rows: readonly BatchRow[], layout: ConditionLayout): HostBatch {
  const width = conditionSize(layout.styleCount);
  const batch: HostBatch = {
    real: new Float32Array(rows.length * FEATURE_SIZE),
    condition: new Float32Array(rows.length * width),
    mask: new Float32Array(rows.length * MASK_SIZE),
    free: new Float32Array(rows.length * FEATURE_SIZE),
    context: new Float32Array(rows.length * FEATURE_SIZE),
  };
  rows.forEach(({ packed, index, mask, anyStyle, swapBars }, row) => {
    const at = row * FEATURE_SIZE;
    const pattern = patternAt(packed, index);
    writeFeatures(swapBars ? withBarsSwapped(pattern) : pattern, batch.real, at);
    const label = packed.styles[index];
    const style = anyStyle || label === UNLEARNED ? undefined : label;
    writeCondition(style, controlsAt(packed, index), layout, batch.condition, row * width);
    batch.mask.set(mask, row * MASK_SIZE);
    const cells = maskToCells(mask);
    for (let feature = 0; feature < FEATURE_SIZE; feature++) {
      const kept = cells[feature % UNIT_CELLS]!;
      batch.free[at + feature] = 1 - kept;
      if (kept === 1) batch.context[at + feature] = batch.real[at + feature]!;
    }
  });
  return batch;
}

/** Standard normal draws. */
export function normalValues(count: number, random: Random): Float32Array {
  return Float32Array.from({ length: count }, () => random.normal());
}

/** Standard normal draws, [rows, size]. The caller disposes of it. */
export function latentTensor(rows: number, size: number, random: Random): tf.Tensor2D {
  return tf.tensor2d(normalValues(rows * size, random), [rows, size]);
}

/** Logistic noise for the hit logits of a batch, UNIT_CELLS per row; zeros where the scale is 0. */
export function hitNoiseValues(
  { batchSize, hitNoise }: Pick<TrainingConfig, 'batchSize' | 'hitNoise'>,
  random: Random,
): Float32Array {
  const values = new Float32Array(batchSize * UNIT_CELLS);
  addHitNoise(values, hitNoise, random);
  return values;
}

function withBarsSwapped(pattern: Pattern): Pattern {
  return concatPatterns([sliceBars(pattern, 1, 1), sliceBars(pattern, 0, 1)]);
}
