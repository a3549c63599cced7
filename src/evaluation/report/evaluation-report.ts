// The HTML page of an evaluation. Called by scripts/evaluate, which writes it.

import { barChart } from '../../report/charts';
import { figure, gallery, paragraph, subheading, table, type Column } from '../../report/blocks';
import { counted, figureWords } from '../../report/figure-words';
import { gridSvg } from '../../report/grid-svg';
import type { Html } from '../../report/html';
import { renderPage, type Section } from '../../report/page';
import type { Pattern } from '../../rhythm/pattern';
import type { StyledPattern } from '../baselines';
import type { Assessment } from '../assess';
import { DESCRIPTOR_NAMES } from '../descriptors/descriptors';
import { OVERLAP_NAMES } from '../full-evaluation';
import { goalWord, rowOf, type Goal } from '../goals';
import { COLUMNS, cellsOf, sampleWords } from './columns';
import { chanceWords } from './text';
import { hitMaps } from './hit-maps';
import { PROVENANCE_COLUMNS, provenanceCells } from './provenance-table';
import { styleBlocks, voiceBlocks } from './details';

export interface EvaluationPage {
  readonly lead: string;
  readonly assessments: readonly Assessment[];
  readonly goals: readonly Goal[];
  /** The model's rhythms, and the held-out ones that they are compared with. */
  readonly generated: readonly StyledPattern[];
  readonly heldOut: readonly StyledPattern[];
}

/** Rhythms of either kind that are drawn. */
const DRAWN = 12;

export function evaluationPage(page: EvaluationPage): string {
  const [first] = page.assessments;
  return renderPage({
    title: 'Fourfloor: evaluation',
    lead: page.lead,
    sections: [
      { heading: 'Goals', blocks: [goalTable(page.goals), ...chanceWords(page.assessments).map(paragraph)] },
      ...page.assessments.map(figureSection),
      ...(first ? [comparisonSection(first)] : []),
      {
        heading: 'Where the hits are',
        blocks: [paragraph('Probability of a hit per voice and step, real and generated.'), ...hitMaps(page)],
      },
      { heading: 'Generated rhythms', blocks: [sampleGrids(page.generated)] },
      { heading: 'Held-out rhythms', blocks: [sampleGrids(page.heldOut)] },
    ],
  });
}

function goalTable(goals: readonly Goal[]): Html {
  const columns = ['', 'Scope', 'Goal', 'Target', 'Result'].map((heading) => ({ heading }));
  return table(
    columns,
    goals.map((goal) => [goalWord(goal), goal.scope, goal.metric, goal.goal, goal.reached]),
  );
}

function figureSection(assessment: Assessment): Section {
  const { scope, rows, withinFiles, byProvenance, notes } = assessment;
  const shown = rows.filter(({ kind }) => kind !== 'real');
  const chart = barChart(
    {
      title: `Coverage, recall and precision: ${scope}`,
      categories: shown.map(({ name }) => name),
      series: (['coverage', 'recall', 'precision'] as const).map((name) => ({
        name,
        // Absent ones leave a gap.
        values: shown.map(({ evaluation }) => evaluation[name] ?? NaN),
      })),
      horizontal: true,
      valueMax: 1,
    },
    { heightPx: 90 + 62 * shown.length },
  );
  const easier = withinFiles
    ? [
        paragraph(
          `With ${counted(withinFiles.files, 'file')} each split in half, one half covers ` +
            `${withinFiles.ceiling.coverage.toFixed(3)} and the model ${withinFiles.model.coverage.toFixed(3)} of the ` +
            `${withinFiles.patterns} patterns in the other (recall ${withinFiles.ceiling.recall.toFixed(3)} and ` +
            `${withinFiles.model.recall.toFixed(3)}, precision ${withinFiles.ceiling.precision.toFixed(3)} and ` +
            `${withinFiles.model.precision.toFixed(3)}).`,
        ),
      ]
    : [];
  return {
    heading: `Figures: ${scope}`,
    blocks: [
      figure({ svg: chart }),
      ...notes.map(paragraph),
      table(COLUMNS, cellsOf(rows)),
      ...easier,
      paragraph(
        `${sampleWords(assessment)}, of the same styles. Neighbours are the five nearest by Hamming distance of the hits. ` +
          'The ceiling is the score of real patterns from other files. C2ST is how often a network tells the rhythms ' +
          'from held-out ones in files it has not seen: 0.5 is best. The held-out set itself checks the measures; ' +
          'its C2ST is below 0.5, because each pattern is on both sides.',
      ),
      subheading('By provenance of the held-out rhythms'),
      table(PROVENANCE_COLUMNS, provenanceCells(byProvenance)),
      paragraph(
        'What the model made for the held-out rhythms of each provenance, against these alone. The ceiling is training ' +
          'patterns of the same provenance and style; where training has none, others of the style.',
      ),
    ],
  };
}

function comparisonSection(assessment: Assessment): Section {
  const { rows } = assessment;
  const columns = (words: string): Column[] => [
    { heading: words },
    ...rows.map(({ name }) => ({ heading: name, align: 'right' as const })),
  ];
  return {
    heading: 'Styles, voices and descriptors',
    blocks: [
      subheading('Rules of the styles'),
      ...styleBlocks(rowOf(assessment, 'model').evaluation, rowOf(assessment, 'ceiling').evaluation),
      subheading('Velocity and timing per voice'),
      ...voiceBlocks(rowOf(assessment, 'model').evaluation, rowOf(assessment, 'real').evaluation),
      subheading('Means of the descriptors'),
      table(
        columns('Descriptor'),
        DESCRIPTOR_NAMES.map((name) => [
          name,
          ...rows.map(({ evaluation }) => evaluation.descriptors[name].toFixed(3)),
        ]),
      ),
      subheading('Overlapping area and divergence of distances (mgeval, common grid)'),
      table(
        columns('Descriptor'),
        OVERLAP_NAMES.map((name) => [
          name,
          ...rows.map(({ evaluation: { overlaps } }) => {
            const { overlappingArea, divergence } = overlaps[name];
            return `${figureWords(overlappingArea, 3)} / ${figureWords(divergence, 3)}`;
          }),
        ]),
      ),
    ],
  };
}

function sampleGrids(patterns: readonly StyledPattern[]): Html {
  return gallery(patterns.slice(0, DRAWN).map(({ style, pattern }) => drawn(pattern, style)));
}

function drawn(pattern: Pattern, caption: string): { svg: string; caption: string } {
  return { svg: gridSvg(pattern), caption };
}
