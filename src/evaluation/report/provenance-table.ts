// The table of figures by provenance: its columns and cells. Shared by evaluation-report.ts and text.ts.

import type { Column } from '../../report/blocks';
import { figureWords } from '../../report/figure-words';
import type { ProvenanceFigures } from '../by-provenance';

const FIGURES = [
  ['coverage', 3],
  ['recall', 3],
  ['precision', 3],
  ['density', 2],
] as const;

const number = { align: 'right' as const };

export const PROVENANCE_COLUMNS: readonly Column[] = [
  { heading: 'Held out' },
  { heading: 'Rhythms' },
  { heading: 'held out', ...number },
  { heading: 'files', ...number },
  ...FIGURES.map(([heading]) => ({ heading, ...number })),
];

/** One row for each provenance and way to make rhythms. */
export function provenanceCells(figures: readonly ProvenanceFigures[]): string[][] {
  return figures.flatMap(({ provenance, patterns, groups, rows }) =>
    rows.map(({ name, fidelity, spread }) => [
      provenance,
      name,
      String(patterns),
      String(groups),
      ...FIGURES.map(([metric, digits]) => {
        const words = figureWords(fidelity[metric], digits);
        return spread && fidelity[metric] !== null
          ? `${words} ± ${figureWords(spread[metric], digits)}`
          : words;
      }),
    ]),
  );
}
