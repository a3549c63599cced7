// The main table, the easier ceiling and the goals as text for a terminal. Called by scripts/evaluate.

import type { Assessment } from '../assess';
import { goalWord, type Goal } from '../goals';
import { COLUMNS, cellsOf, sampleWords } from './columns';
import { PROVENANCE_COLUMNS, provenanceCells } from './provenance-table';
import { counted, listed } from '../../report/figure-words';
import { saysLittle } from '../sample-size';
import { textTable } from '../../report/text-table';

export function reportText(assessments: readonly Assessment[], goals: readonly Goal[]): string {
  const parts = assessments.map((assessment) =>
    [
      `${assessment.scope}, ${sampleWords(assessment)}`,
      textTable([COLUMNS.map(({ heading }) => heading), ...cellsOf(assessment.rows)]),
      ...withinFilesLines(assessment),
      ...provenanceLines(assessment),
      ...assessment.notes.map((note) => `Note: ${note}`),
    ].join('\n'),
  );
  const lines = goals.map((goal) => [goalWord(goal), goal.scope, goal.metric, goal.goal, goal.reached]);
  const table = textTable([['', 'scope', 'goal', 'target', 'result'], ...lines], 5);
  return [...parts, [`Goals\n${table}`, ...chanceWords(assessments)].join('\n')].join('\n\n');
}

function provenanceLines({ byProvenance }: Assessment): string[] {
  const cells = [PROVENANCE_COLUMNS.map(({ heading }) => heading), ...provenanceCells(byProvenance)];
  return ['', 'By provenance of the held-out rhythms', textTable(cells, 2), ''];
}

function withinFilesLines({ withinFiles }: Assessment): string[] {
  if (!withinFiles) return [];
  const { files, patterns, ceiling, model } = withinFiles;
  const figures = (['coverage', 'recall', 'precision'] as const).map(
    (name) => `${name} ${model[name].toFixed(3)} of ${ceiling[name].toFixed(3)}`,
  );
  return [
    `Easier ceiling, the other half of the same ${counted(files, 'file')}, ${counted(patterns, 'pattern')}: ${figures.join(', ')}.`,
  ];
}

/** What is not to be read out of goals over few rhythms. */
export function chanceWords(assessments: readonly Assessment[]): string[] {
  const few = assessments.filter(({ samples, groups }) => saysLittle({ patterns: samples, groups }));
  return few.length === 0
    ? []
    : [
        `Over so few held-out rhythms, goals of ${listed(few.map(({ scope }) => scope))} are reached or missed by chance.`,
      ];
}
