// The measures of a comparison as a CSV table. Called by its report.

import { byLoss, epochAt } from './curves';
import type { ComparisonRecord } from './comparison-record';

/** The measures of an evaluation in the order of the columns. */
const MEASURES = [
  'distinct',
  'coverage',
  'recall',
  'precision',
  'copies',
  'dataCopying',
  'discriminatorLoss',
  'generatorLoss',
  'discriminatorGradient',
  'generatorGradient',
  'penalty',
] as const;

/** One row per loss, seed and evaluation; numbers as they were measured. */
export function comparisonCsv(records: readonly ComparisonRecord[]): string {
  const rows = byLoss(records).flatMap((group) =>
    group.records.flatMap((record) =>
      record.evaluations.map(({ step, metrics }) => [
        group.loss,
        record.config.seed,
        epochAt(record, step),
        step,
        ...MEASURES.map((name) => metrics[name] ?? ''),
      ]),
    ),
  );
  // Names of losses and numbers: nothing here needs quotes.
  return [['loss', 'seed', 'epoch', 'step', ...MEASURES], ...rows]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}
