// The main table of an evaluation: its columns and cells. Shared by evaluation-report.ts and text.ts.

import type { Column } from '../../report/blocks';
import { ABSENT, figureWords } from '../../report/figure-words';
import type { Assessment, Row } from '../assess';
import type { FullEvaluation } from '../full-evaluation';

interface Figure {
  readonly heading: string;
  readonly of: (evaluation: FullEvaluation) => number | null;
  readonly digits: number;
  readonly hasSpread?: boolean;
}

const FIGURES: readonly Figure[] = [
  { heading: 'coverage', of: ({ coverage }) => coverage, digits: 3, hasSpread: true },
  { heading: 'recall', of: ({ recall }) => recall, digits: 3, hasSpread: true },
  { heading: 'precision', of: ({ precision }) => precision, digits: 3, hasSpread: true },
  { heading: 'density', of: ({ density }) => density, digits: 2 },
  { heading: 'distinct', of: ({ distinct }) => distinct, digits: 3 },
  { heading: 'copies', of: ({ copies }) => copies, digits: 3 },
  { heading: 'C_T', of: ({ dataCopying }) => dataCopying, digits: 1, hasSpread: true },
  { heading: 'C2ST', of: ({ classifierAccuracy }) => classifierAccuracy, digits: 3, hasSpread: true },
  { heading: 'Fréchet', of: ({ frechetDistance }) => frechetDistance, digits: 2 },
  { heading: 'marginals', of: ({ marginalError }) => marginalError, digits: 4 },
  { heading: 'correlations', of: ({ correlationError }) => correlationError, digits: 4 },
  { heading: '4/4 kick', of: ({ character }) => character.fourOnTheFloor, digits: 3 },
  { heading: 'backbeat', of: ({ character }) => character.backbeat, digits: 3 },
  { heading: 'off-beat hats', of: ({ character }) => character.offBeatHats, digits: 3 },
  { heading: 'hits/bar', of: ({ character }) => character.density, digits: 1 },
  { heading: 'swing', of: ({ character }) => character.swing, digits: 3 },
  { heading: 'velocity', of: ({ character }) => character.velocityMean, digits: 2 },
];

export const COLUMNS: readonly Column[] = [
  { heading: 'Rhythms' },
  ...FIGURES.map(({ heading }) => ({ heading, align: 'right' as const })),
];

export function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map(({ name, evaluation, spread }) => [
    name,
    ...FIGURES.map(({ of, digits, hasSpread }) => {
      const words = figureWords(of(evaluation), digits);
      return spread && hasSpread && words !== ABSENT
        ? `${words} ± ${figureWords(of(spread), digits)}`
        : words;
    }),
  ]);
}

/** What the rows of an assessment are taken over, in words. */
export function sampleWords({ samples, draws }: Assessment): string {
  const each = `${samples} rhythms each`;
  return draws === undefined ? each : `${each}, means of ${draws} draws ± their standard deviation`;
}
