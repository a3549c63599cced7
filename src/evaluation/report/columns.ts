import type { Column } from '../../report/blocks';
import type { Row } from '../assess';
import type { FullEvaluation } from '../full-evaluation';

interface Figure {
  readonly heading: string;
  readonly of: (evaluation: FullEvaluation) => string;
}

/** What the main table shows of every row. */
const FIGURES: readonly Figure[] = [
  { heading: 'coverage', of: ({ coverage }) => coverage.toFixed(3) },
  { heading: 'recall', of: ({ recall }) => recall.toFixed(3) },
  { heading: 'precision', of: ({ precision }) => precision.toFixed(3) },
  { heading: 'density', of: ({ density }) => density.toFixed(2) },
  { heading: 'distinct', of: ({ distinct }) => distinct.toFixed(3) },
  { heading: 'copies', of: ({ copies }) => copies.toFixed(3) },
  { heading: 'C_T', of: ({ dataCopying }) => dataCopying.toFixed(1) },
  { heading: 'C2ST', of: ({ classifierAccuracy }) => classifierAccuracy.toFixed(3) },
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

/** The headings of the main table. */
export const COLUMNS: readonly Column[] = [
  { heading: 'Rhythms' },
  ...FIGURES.map(({ heading }) => ({ heading, align: 'right' as const })),
];

/** The cells of the main table. */
export function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map(({ name, evaluation }) => [name, ...FIGURES.map(({ of }) => of(evaluation))]);
}
