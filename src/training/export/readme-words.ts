// The sentences of a model's page that depend on its figures, so that none says what a figure beside it
// denies. Used by model-readme.ts.

import { fewPatternsWords } from '../../corpus/few-patterns';
import { LEAST_PATTERNS } from '../../evaluation/metrics/fidelity';
import { sampleSizeWords } from '../../evaluation/sample-size';
import type { ModelCard } from '../../model/card';
import { fewOfStyleWords } from '../data/cautions';
import { leastDataCopying } from '../watch/keep-best';
import { coversLittle } from '../watch/measure-signs';
import type { Character, Metrics } from './readme-metrics';

/** Of cards that do not tell. */
const MOST_SAMPLES = 2048;

/** Warnings about too little music, each a paragraph; empty where there is enough. */
export function cautionWords({ corpus, styles }: ModelCard): string {
  const counts = styles.map(({ name, trainingPatterns }) => ({ name, patterns: trainingPatterns }));
  return [...fewPatternsWords(corpus.patterns), ...fewOfStyleWords(counts)]
    .map((sentence) => `\n**Warning:** ${sentence}\n`)
    .join('');
}

/** What the figures are taken over and what stands beside them. */
export function measuredWords({ measuredAgainst }: Metrics): string {
  if (measuredAgainst?.split === 'train')
    return `On the patterns that it learned from, since ${heldOutWords(measuredAgainst.heldOut)}, hits under the Hamming distance, five neighbours;
the model plays each under the controls of one of them. The figures do not tell whether it plays anything new.
The ceiling is what these patterns score against themselves; the floor is independent cells.`;
  const few = measuredAgainst ? sampleSizeWords(measuredAgainst) : [];
  return [
    `On validation patterns of files (or clips) that no training has seen, hits under the Hamming distance, five neighbours;
the model plays each under the controls of one of them.
The ceiling is what training patterns score, which are real but come from other files; the floor is independent cells.`,
    ...few,
  ].join('\n\n');
}

function heldOutWords(count: number): string {
  if (count === 0) return 'none are held out';
  return count === 1 ? 'only 1 is held out' : `only ${count} are held out`;
}

/** From where on C_T counts as copying; nothing where the patterns are those that it may copy. */
export function copyingWords({ measuredAgainst }: Metrics): string {
  if (measuredAgainst?.split === 'train') return '';
  const least = -leastDataCopying(measuredAgainst?.patterns ?? MOST_SAMPLES);
  return ` (below −${Number.isInteger(least) ? least : least.toFixed(1)} is copying)`;
}

/** Which styles keep to their data, what the model leaves out, and what it cannot know. */
export function verdictWords(metrics: Metrics): string {
  return [
    ...driftWords(metrics),
    ...recallWords(metrics),
    ...coverageWords(metrics),
    'It knows two bars of 4/4 in 16ths: no triplet rolls, no other metres, and one percussion voice for all of shaker, conga and cowbell.',
  ].join(' ');
}

/** Which styles keep to their data in every rate, and which drift farthest. */
function driftWords({ byStyle }: Metrics): string[] {
  const drifts = Object.entries(byStyle)
    .map(([name, { generated, heldOut }]) => ({ name, drift: driftOf(generated, heldOut) }))
    .sort((a, b) => a.drift - b.drift);
  const [first] = drifts;
  if (!first) return [];
  if (drifts.length === 1)
    return [`The largest difference from its data in the first three rates is ${first.drift.toFixed(2)}.`];
  const listed = (some: typeof drifts): string =>
    some.map(({ name, drift }) => `${name} (${drift.toFixed(2)})`).join(', ');
  const half = Math.ceil(drifts.length / 2);
  return [
    `Nearest to its data, by the largest difference in the first three rates: ${listed(drifts.slice(0, half))}.`,
    `Farthest: ${listed(drifts.slice(half).reverse())}.`,
  ];
}

/** Whether rare rhythms are missing, as far as the figures tell: differences below two standard errors do not. */
function recallWords({ recall, ceiling, measuredAgainst }: Metrics): string[] {
  if (recall === null || ceiling.recall === null)
    return [`Coverage and recall are absent: they take at least ${LEAST_PATTERNS} patterns to compare with.`];
  const figures = `Recall is ${recall.toFixed(2)} where real patterns reach ${ceiling.recall.toFixed(2)}`;
  const twoErrors = 1 / Math.sqrt(measuredAgainst?.patterns ?? MOST_SAMPLES);
  if (ceiling.recall - recall > twoErrors)
    return [`${figures}: rare rhythms are made less often than they are played.`];
  return recall < ceiling.recall
    ? [`${figures}, too near to tell whether rare rhythms are made less often than they are played.`]
    : [`${figures}: by this figure no rhythm is rarer than it is played.`];
}

function coverageWords({ coverage, ceiling, floor }: Metrics): string[] {
  if (coverage === null || ceiling.coverage === null || floor.coverage === null) return [];
  const bounds = { ceiling: { coverage: ceiling.coverage }, floor: { coverage: floor.coverage } };
  if (!coversLittle({ coverage }, bounds)) return [];
  return [
    `Coverage is ${coverage.toFixed(2)} where real patterns reach ${ceiling.coverage.toFixed(2)}: most of what is played has ` +
      'nothing like it among its rhythms, and more steps or more music would help.',
  ];
}

function driftOf(a: Character, b: Character): number {
  const rates = ['fourOnTheFloor', 'backbeat', 'offBeatHats'] as const;
  return Math.max(...rates.map((rate) => Math.abs(a[rate] - b[rate])));
}
