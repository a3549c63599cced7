// The main table of an evaluation: its columns and cells. Shared by evaluation-report.ts and text.ts.

import type { Column } from '../../report/blocks';
import type { Assessment, Row } from '../assess';
import type { FullEvaluation } from '../full-evaluation';

interface Figure {
  readonly heading: string;
  readonly of: (evaluation: FullEvaluation) => string;
  readonly hasSpread?: boolean;
}

const FIGURES: readonly Figure[] = [
  { heading: 'coverage', of: ({ coverage }) => coverage.toFixed(3), hasSpread: true },
  { heading: 'recall', of: ({ recall }) => recall.toFixed(3), hasSpread: true },
  { heading: 'precision', of: ({ precision }) => precision.toFixed(3), hasSpread: true },
  { heading: 'density', of: ({ density }) => density.toFixed(2) },
  { heading: 'distinct', of: ({ distinct }) => distinct.toFixed(3) },
  { heading: 'copies', of: ({ copies }) => copies.toFixed(3) },
  { heading: 'C_T', of: ({ dataCopying }) => dataCopying.toFixed(1), hasSpread: true },
  { heading: 'C2ST', of: ({ classifierAccuracy }) => classifierAccuracy.toFixed(3), hasSpread: true },
  { heading: 'Fréchet', of: ({ frechetDistance }) => frechetDistance.toFixed(2) },
  { heading: 'marginals', of: ({ marginalError }) => marginalError.toFixed(4) },
  { heading: 'correlations', of: ({ correlationError }) => correlationError.toFixed(4) },
  { heading: '4/4 kick', of: ({ character }) => character.fourOnTheFloor.toFixed(3) },
  { heading: 'backbeat', of: ({ character }) => character.backbeat.toFixed(3) },
  { heading: 'off-beat hats', of: ({ character }) => character.offBeatHats.toFixed(3) },
  { heading: 'hits/bar', of: ({ character }) => character.density.toFixed(1) },
  { heading: 'swing', of: ({ character }) => character.swing.toFixed(3) },
  { heading: 'velocity', of: ({ character }) => character.velocityMean.toFixed(2) },
];

export const COLUMNS: readonly Column[] = [
  { heading: 'Rhythms' },
  ...FIGURES.map(({ heading }) => ({ heading, align: 'right' as const })),
];

export function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map(({ name, evaluation, spread }) => [
    name,
    ...FIGURES.map(({ of, hasSpread }) =>
      spread && hasSpread ? `${of(evaluation)} ± ${of(spread)}` : of(evaluation),
    ),
  ]);
}

/** What the rows of an assessment are taken over, in words. */
export function sampleWords({ samples, draws }: Assessment): string {
  const each = `${samples} rhythms each`;
  return draws === undefined ? each : `${each}, means of ${draws} draws ± their standard deviation`;
}
