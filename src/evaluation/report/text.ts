// The main table, the easier ceiling and the goals as text for a terminal. Called by scripts/evaluate.

import type { Assessment } from '../assess';
import type { Goal } from '../goals';
import { COLUMNS, cellsOf, sampleWords } from './columns';
import { textTable } from '../../report/text-table';

export function reportText(assessments: readonly Assessment[], goals: readonly Goal[]): string {
  const parts = assessments.map((assessment) =>
    [
      `${assessment.scope}, ${sampleWords(assessment)}`,
      textTable([COLUMNS.map(({ heading }) => heading), ...cellsOf(assessment.rows)]),
      ...withinFilesLines(assessment),
    ].join('\n'),
  );
  const lines = goals.map(({ scope, metric, goal, reached, isReached }) => [
    isReached ? 'reached' : 'missed',
    scope,
    metric,
    goal,
    reached,
  ]);
  const table = textTable([['', 'scope', 'goal', 'target', 'result'], ...lines], 5);
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
