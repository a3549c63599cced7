// The HTML page of a comparison of losses. Called by its report, for the trainings that are finished so far.

import { UNIT_BARS } from '../../rhythm/grid';
import { patternFromHits, type Pattern } from '../../rhythm/pattern';
import { figure, gallery, paragraph, subheading, table } from '../../report/blocks';
import { figureWords } from '../../report/figure-words';
import { gridSvg } from '../../report/grid-svg';
import type { Html } from '../../report/html';
import { renderPage, type Section } from '../../report/page';
import { COVERAGE, DISTINCT, measureChart, type Measure } from './comparison-charts';
import { byLoss, endOf, type Spread } from './curves';
import { nameOf, type ComparisonRecord } from './comparison-record';

const MEASURES: readonly Measure[] = [
  COVERAGE,
  DISTINCT,
  { name: 'recall', title: 'Recall', isShare: true, hasCeiling: true },
  { name: 'precision', title: 'Precision', isShare: true, hasCeiling: true },
  { name: 'copies', title: 'Exact copies of training rhythms', isShare: true },
];

const LOSSES: readonly Measure[] = [
  { name: 'discriminatorLoss', title: "Discriminator's loss, without its penalty" },
  { name: 'generatorLoss', title: "Generator's loss" },
  { name: 'generatorGradient', title: "Norm of the generator's gradient", logarithmic: true },
  { name: 'discriminatorGradient', title: "Norm of the discriminator's gradient", logarithmic: true },
];

/**
 * One self-contained HTML file. Equal records give equal bytes.
 * @param records one or more
 */
export function comparisonPage(records: readonly ComparisonRecord[]): string {
  const [first] = records;
  if (!first) throw new Error('A comparison page needs at least one finished training run.');
  const charts = (measures: readonly Measure[]): Html[] =>
    measures.map((measure) => figure({ svg: measureChart(records, measure) }));
  return renderPage({
    title: 'Fourfloor: losses compared',
    lead:
      `Each loss on the same ${first.trainingPatterns} patterns (${first.styles.join(', ')}), with networks of ` +
      `${words(first.parameters.generator)} and ${words(first.parameters.discriminator)} parameters, ` +
      `${first.config.steps} steps with batches of ${first.config.batchSize}.`,
    sections: [
      resultSection(records, first),
      {
        heading: 'Rhythms',
        blocks: [
          paragraph(
            `Measured on ${first.samples} patterns at each evaluation, against as many of ${first.heldOutPatterns} held-out ones. ` +
              'Thick lines are means over the seeds, thin lines single seeds.',
          ),
          ...charts(MEASURES),
        ],
      },
      {
        heading: 'Losses and gradients',
        blocks: [
          paragraph('Means over the steps between two evaluations. The losses are not on a common scale.'),
          ...charts(LOSSES),
        ],
      },
      { heading: 'What each loss generates at the end', blocks: exampleBlocks(records) },
      settingsSection(records),
    ],
    footer: `Corpus fingerprint ${first.corpus}, backend ${first.backend}.`,
  });
}

interface Column {
  readonly metric: string;
  readonly heading: string;
  readonly digits: number;
}

const COLUMNS: readonly Column[] = [
  { metric: 'coverage', heading: 'coverage', digits: 3 },
  { metric: 'distinct', heading: 'distinct', digits: 3 },
  { metric: 'recall', heading: 'recall', digits: 3 },
  { metric: 'precision', heading: 'precision', digits: 3 },
  { metric: 'copies', heading: 'exact copies', digits: 3 },
  { metric: 'dataCopying', heading: 'C_T', digits: 1 },
];

function resultSection(records: readonly ComparisonRecord[], { baselines }: ComparisonRecord): Section {
  const rows = byLoss(records).map((group) => [
    group.loss,
    group.records.length,
    ...COLUMNS.map(({ metric, digits }) => spreadWords(endOf(group.records, metric), digits)),
  ]);
  const reference = (name: string, metrics: Readonly<Record<string, number>>): string[] => [
    name,
    '',
    ...COLUMNS.map(({ metric, digits }) => figureWords(metrics[metric], digits)),
  ];
  const headings = ['seeds', ...COLUMNS.map(({ heading }) => heading)];
  const signs = byLoss(records)
    .flatMap((group) => group.records)
    .flatMap((record) => signsOf(record).map((sign) => paragraph(`${nameOf(record.config)}: ${sign}`)));
  return {
    heading: 'At the end',
    blocks: [
      table(
        [{ heading: 'Loss' }, ...headings.map((heading) => ({ heading, align: 'right' as const }))],
        [
          ...rows,
          reference('training patterns (ceiling)', baselines.ceiling),
          reference('independent cells (floor)', baselines.floor),
        ],
        'Mean over the seeds, with minimum and maximum in brackets, at the last evaluation.',
      ),
      ...signs,
    ],
  };
}

function signsOf({ divergedAtStep, signs }: ComparisonRecord): readonly string[] {
  return divergedAtStep === null
    ? signs
    : [`Diverged at step ${divergedAtStep}: a loss was no longer finite.`];
}

function spreadWords({ mean, least, most }: Spread, digits: number): string {
  if (Number.isNaN(mean)) return '–';
  const [middle, low, high] = [mean, least, most].map((value) => value.toFixed(digits));
  return low === high ? middle! : `${middle!} (${low!} to ${high!})`;
}

function exampleBlocks(records: readonly ComparisonRecord[]): Html[] {
  return byLoss(records).flatMap((group) => {
    const [record] = group.records;
    const figures = record!.examples.map((hits) => ({ svg: gridSvg(patternOf(hits), { cellPx: 10 }) }));
    return [subheading(`${group.loss}, seed ${record!.config.seed}`), gallery(figures)];
  });
}

function patternOf(hits: ComparisonRecord['examples'][number]): Pattern {
  return patternFromHits(
    UNIT_BARS,
    hits.map(([step, voice, velocity, offset]) => ({ step, voice, velocity, offset })),
  );
}

const OPTIMISER = [
  'learningRate',
  'finalLearningRateShare',
  'beta1',
  'beta2',
  'averageHalfLife',
  'gamma',
  'finalGamma',
] as const;

function settingsSection(records: readonly ComparisonRecord[]): Section {
  const rows = byLoss(records).map((group) => [
    group.loss,
    ...OPTIMISER.map((name) => group.records[0]!.config[name]),
  ]);
  return {
    heading: 'Settings',
    blocks: [
      table(
        [{ heading: 'Loss' }, ...OPTIMISER.map((heading) => ({ heading, align: 'right' as const }))],
        rows,
        'All other settings are the same for all losses; only relativistic uses γ, the weight of the zero-centred penalties.',
      ),
    ],
  };
}

function words(count: number): string {
  return count.toLocaleString('en-GB');
}
