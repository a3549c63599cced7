// The condition vector of a style and its controls, and rows of numbers laid out as a batch.
// Used wherever the engine runs the generator.

import { type ModelCard, conditionSizeOf } from '../../model/card';
import { writeCondition } from '../../model/inputs';
import type { ConditionValues } from '../../rhythm/condition-values';

/**
 * @param strength how much the style counts: in training 1 is the style and 0 any; in between, the network's first
 *   layer interpolates linearly
 */
export function conditionOf(
  card: ModelCard,
  { style, strength = 1, conditionValues }: ConditionOptions,
): Float32Array<ArrayBuffer> {
  const condition = new Float32Array(conditionSizeOf(card));
  const layout = { styleCount: card.styles.length, scales: card.controlScales };
  writeCondition(style, conditionValues, layout, condition, 0);
  condition[style] = strength;
  return condition;
}

export interface ConditionOptions {
  /** Place of the style in the card. */
  readonly style: number;
  readonly strength?: number;
  readonly conditionValues: ConditionValues;
}

export function repeated(row: Float32Array, count: number): Float32Array {
  const rows = new Float32Array(row.length * count);
  for (let at = 0; at < count; at++) rows.set(row, at * row.length);
  return rows;
}

/** Rows of one length, one after another. */
export function stacked(rows: readonly Float32Array[]): Float32Array {
  const width = rows[0]?.length ?? 0;
  const all = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    all.set(row, at * width);
  });
  return all;
}
