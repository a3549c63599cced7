// Turns the records of a comparison into curves over epochs and figures at the end, grouped by loss. Used by
// its charts, page, table and report.

import type { LossName } from '../../gan/losses';
import type { ComparisonRecord } from './comparison-record';
import { COMPARED_LOSSES } from './contender-settings';
import { mean } from '../../rhythm/statistics';

/** [epoch, value]. */
export type Point = readonly [number, number];

/** One measure of one loss over its trainings. */
export interface Curve {
  readonly loss: LossName;
  readonly seeds: readonly { readonly seed: number; readonly points: readonly Point[] }[];
  /** At the epochs that every seed has reached. */
  readonly mean: readonly Point[];
}

export interface Spread {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** The trainings of each loss by seed, in the order of a comparison; losses without any are left out. */
export function byLoss(
  records: readonly ComparisonRecord[],
): { readonly loss: LossName; readonly records: readonly ComparisonRecord[] }[] {
  return COMPARED_LOSSES.map((loss) => ({
    loss,
    records: records
      .filter(({ config }) => config.loss === loss)
      .sort((a, b) => a.config.seed - b.config.seed),
  })).filter((group) => group.records.length > 0);
}

/** Epochs after a step, counting one batch per step: the further ones of a Wasserstein critic do not count. */
export function epochAt({ config, trainingPatterns }: ComparisonRecord, step: number): number {
  return (step * config.batchSize) / trainingPatterns;
}

export function curvesOf(records: readonly ComparisonRecord[], metric: string): Curve[] {
  return byLoss(records).map((group) => {
    const seeds = group.records.map((record) => ({
      seed: record.config.seed,
      points: record.evaluations.map(({ step, metrics }): Point => [
        epochAt(record, step),
        metrics[metric] ?? NaN,
      ]),
    }));
    const reached = Math.min(...seeds.map(({ points }) => points.length));
    const curve = seeds[0]!.points
      .slice(0, reached)
      .map(([epoch], at): Point => [epoch, mean(seeds.map(({ points }) => points[at]![1]))]);
    return { loss: group.loss, seeds, mean: curve };
  });
}

/** A measure at the last evaluation of each training that came to one; NaN where none did. */
export function endOf(records: readonly ComparisonRecord[], metric: string): Spread {
  const values = records.flatMap(({ evaluations }) => evaluations.at(-1)?.metrics[metric] ?? []);
  if (values.length === 0) return { mean: NaN, least: NaN, most: NaN };
  return { mean: mean(values), least: Math.min(...values), most: Math.max(...values) };
}
