// The main table, the easier ceiling and the goals as text for a terminal. Called by scripts/evaluate.

import type { Assessment } from '../assess';
import type { Goal } from '../goals';
import { COLUMNS, cellsOf, sampleWords } from './columns';

export function reportText(assessments: readonly Assessment[], goals: readonly Goal[]): string {
  const parts = assessments.map((assessment) =>
    [
      `${assessment.scope}, ${sampleWords(assessment)}`,
      alignedTable([COLUMNS.map(({ heading }) => heading), ...cellsOf(assessment.rows)]),
      ...withinFilesLines(assessment),
    ].join('\n'),
  );
  const lines = goals.map(({ scope, metric, goal, reached, isReached }) => [
    isReached ? 'reached' : 'short',
    scope,
    metric,
    goal,
    reached,
  ]);
  const table = alignedTable([['', 'over', 'goal', 'asked', 'found'], ...lines], 5);
  return [...parts, `Goals\n${table}`].join('\n\n');
}

function withinFilesLines({ withinFiles }: Assessment): string[] {
  if (!withinFiles) return [];
  const { files, patterns, ceiling, model } = withinFiles;
  const figures = (['coverage', 'recall', 'precision'] as const).map(
    (name) => `${name} ${model[name].toFixed(3)} of ${ceiling[name].toFixed(3)}`,
  );
  return [
    `Easier ceiling, the other half of the same ${files} files, ${patterns} patterns: ${figures.join(', ')}.`,
  ];
}

/** Columns of equal width; the first `wordColumns` are aligned left, the others right. */
function alignedTable(lines: readonly (readonly string[])[], wordColumns = 1): string {
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at < wordColumns ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
