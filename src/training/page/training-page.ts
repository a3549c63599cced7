// training.html, the page of a run: the watch, rhythms as they form, losses and measures. Called by the
// follower, which writes the file while the run goes on.

import {
  facts,
  figure,
  gallery,
  paragraph,
  pictureTable,
  status,
  type Fact,
  type StatusLevel,
} from '../../report/blocks';
import { ABSENT, figureWords } from '../../report/figure-words';
import { gridSvg } from '../../report/grid-svg';
import type { Html } from '../../report/html';
import { renderPage, type Section } from '../../report/page';
import type { TrainingConfig } from '../config';
import { unpackPattern } from '../snapshots';
import type { History } from '../run-history';
import { lossCharts, metricCharts } from './training-charts';
import { verdictOf, type Sign, type Verdict } from '../watch/signs';
import { JUDGED_FROM_STEP, coversLittle, coverageWords, type MeasureBounds } from '../watch/measure-signs';

export interface PageFacts {
  readonly step: number;
  readonly hasEnded: boolean;
  /** The worst first. */
  readonly signs: readonly Sign[];
  /** The style that each pattern of a snapshot is asked for. */
  readonly styles: readonly string[];
  /** What the measures are compared with; undefined before the first evaluation. */
  readonly bounds?: MeasureBounds | undefined;
  /** What is too little in the dataset, in sentences. */
  readonly cautions?: readonly string[];
}

const REFRESH_SECONDS = 20;

/** One HTML file without scripts; it reloads itself until `hasEnded`: no more steps come. */
export function trainingPage(config: TrainingConfig, history: History, page: PageFacts): string {
  const { step, hasEnded } = page;
  const sections: readonly Section[] = [
    { heading: 'Watch', blocks: watchBlocks(history, page) },
    { heading: 'Rhythms as they form', blocks: evolutionBlocks(history, page) },
    { heading: 'Losses', blocks: lossCharts(history).map((svg) => figure({ svg })) },
    { heading: 'Measures', blocks: metricCharts(history).map((svg) => figure({ svg })) },
    { heading: 'Latest rhythms', blocks: latestBlocks(history, page) },
  ];
  return renderPage({
    title: 'Training',
    lead: `Step ${step} of ${config.steps}, ${config.loss} loss, preset ${config.preset}, seed ${config.seed}.`,
    ...(hasEnded ? {} : { refreshSeconds: REFRESH_SECONDS }),
    sections: sections.filter(({ blocks }) => blocks.length > 0),
  });
}

const LEVELS: Readonly<Record<Verdict, StatusLevel>> = { well: 'good', warning: 'warning', collapse: 'bad' };
const HEADLINES: Readonly<Record<Verdict, string>> = {
  well: 'All is well',
  warning: 'Warning',
  collapse: 'Collapse',
};

function watchBlocks({ evaluations }: History, page: PageFacts): Html[] {
  const { step, hasEnded, signs, bounds, cautions = [] } = page;
  const latest = evaluations.at(-1);
  const verdict = verdictOf(signs);
  const isLittle = verdict === 'well' && latest && bounds && coversLittle(latest.metrics, bounds);
  const isDoubted = verdict === 'well' && (cautions.length > 0 || (isLittle && hasEnded));
  const shown = isDoubted ? 'warning' : verdict;
  const sentences = [
    ...(signs.length > 0 ? signs.map(({ sentence }) => sentence) : [quietWords(step)]),
    ...(isLittle ? [`The generator covers ${coverageWords(latest.metrics, bounds)}.`] : []),
    ...(hasEnded && verdict === 'collapse' ? [`The run ended at step ${step}.`] : []),
    ...cautions,
  ];
  // What covers a quarter of the real rhythms is not well yet, though nothing is wrong with it.
  const headline = shown === 'well' && isLittle ? 'Still learning' : HEADLINES[shown];
  const block = status(LEVELS[shown], headline, sentences);
  return latest && bounds ? [block, facts(factsOf(latest.metrics, bounds))] : [block];
}

/** Early rhythms say nothing yet, which must not read as praise. */
function quietWords(step: number): string {
  return step < JUDGED_FROM_STEP
    ? `No sign of collapse so far; rhythms are judged from step ${JUDGED_FROM_STEP} on, losses from the start.`
    : 'No sign of collapse.';
}

function factsOf(
  metrics: Readonly<Record<string, number>>,
  { ceiling, heldOutCopies }: MeasureBounds,
): Fact[] {
  const { coverage, distinct = NaN, copies = NaN, dataCopying } = metrics;
  return [
    {
      value: figureWords(coverage, 2),
      label: `coverage (real patterns: ${figureWords(ceiling.coverage, 2)})`,
    },
    { value: percent(distinct), label: `distinct (real patterns: ${percent(ceiling.distinct ?? NaN)})` },
    { value: percent(copies), label: `exact copies (unseen real ones: ${percent(heldOutCopies)})` },
    { value: figureWords(dataCopying, 1), label: 'C_T (far below 0: near copies)' },
  ];
}

const SMALL_CELL_PX = 6;

function evolutionBlocks({ snapshots }: History, { styles }: PageFacts): Html[] {
  if (snapshots.length === 0) return [];
  return [
    paragraph(
      'The same latents under the same conditions, from the first evaluation to the latest: each column is one ' +
        'rhythm as it forms. Columns that become alike are a sign of collapse.',
    ),
    pictureTable(
      styles,
      snapshots.map(({ step, patterns }) => ({
        heading: `Step ${step}`,
        svgs: patterns.map((packed) =>
          gridSvg(unpackPattern(packed), { cellPx: SMALL_CELL_PX, voices: 'all', bare: true }),
        ),
      })),
    ),
  ];
}

function latestBlocks({ snapshots }: History, { styles }: PageFacts): Html[] {
  const latest = snapshots.at(-1);
  if (!latest) return [];
  return [
    gallery(
      latest.patterns.map((packed, at) => ({
        svg: gridSvg(unpackPattern(packed), { cellPx: 12 }),
        caption: styles[at] ?? '',
      })),
    ),
  ];
}

function percent(share: number): string {
  return Number.isFinite(share) ? `${Math.round(100 * share)} %` : ABSENT;
}
