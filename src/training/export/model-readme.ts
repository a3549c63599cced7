// Writes the README.md of a model folder. Called by export-run. Everything in it comes from the card, so that
// the two cannot disagree.

import { z } from 'zod';
import type { ModelCard } from '../../model/card';
import { CANDIDATES } from '../../model/candidate-count';
import { DENSITY_RATIO_FILE } from '../../model/density-ratio-file';
import { TRAINING_INDEX_FILE } from '../../model/training-index-file';

const character = z.object({
  fourOnTheFloor: z.number(),
  backbeat: z.number(),
  offBeatHats: z.number(),
  density: z.number(),
  swing: z.number(),
  velocityMean: z.number(),
  offsetSpreadSteps: z.number(),
});

const scores = z.object({
  coverage: z.number(),
  recall: z.number(),
  precision: z.number(),
  distinct: z.number(),
  copies: z.number(),
  dataCopying: z.number(),
  marginalError: z.number(),
});

const metricsSchema = scores.extend({
  ceiling: scores,
  floor: scores,
  byStyle: z.record(z.string(), z.object({ patterns: z.number(), generated: character, heldOut: character })),
});

/** The text of the README.md. @throws Error when the card carries no evaluation */
export function modelReadme(card: ModelCard): string {
  const metrics = metricsSchema.parse(card.metrics);
  return `# ${card.name}

A Fourfloor generator: ${card.parameters.toLocaleString('en')} parameters, two bars of ${card.voices.length} voices at a
time, learned from ${card.corpus.patterns.toLocaleString('en')} patterns. \`model.json\` and \`weights.bin\` load in TensorFlow.js as they are;
\`card.json\` says everything about them that a program needs. This page is written from the card.

${originalitySentence(card)}

${decodingSentence(card)}

## What it learned from

${sourceTable(card)}

${provenanceSentence(card)}

## Styles

${styleTable(card)}

## Measured

On validation patterns of files (or clips) that no training has seen, hits under the Hamming distance, five neighbours;
the model plays each under the controls of one of them.
The ceiling is what training patterns score, which are real but come from other files; the floor is independent cells.

${scoreTable(metrics)}

## What it is good and bad at

Shares and means of generated rhythms, with those of held-out real ones in brackets.

${characterTable(metrics)}

${verdict(metrics)}

## How it was trained

\`\`\`json
${JSON.stringify(card.training, null, 2)}
\`\`\`
`;
}

type Metrics = z.infer<typeof metricsSchema>;
type Scores = z.infer<typeof scores>;

function originalitySentence({ originality }: ModelCard): string {
  if (!originality) return 'It carries no index of what it learned from, so that copies go unnoticed.';
  return (
    `\`${TRAINING_INDEX_FILE}\` holds the hits of the ${originality.patterns.toLocaleString('en')} different patterns it learned from: ` +
    'none of them is given out as a new rhythm unless asked for, and of every rhythm it is said how far the nearest one is.'
  );
}

function decodingSentence({ densityRatio, styles }: ModelCard): string {
  const noise = styles[0]!.calibration.hitNoise;
  const chance = `Doubtful cells are decided by logistic noise of scale ${noise}`;
  if (!densityRatio) return `${chance}, which was chosen on validation patterns.`;
  return (
    `${chance}, and of ${CANDIDATES} candidates one is drawn in proportion to the power ${densityRatio.strength} of how much likelier it is ` +
    `among real rhythms than among the generator's own, which a small network in \`${DENSITY_RATIO_FILE}\` tells; scale and power were ` +
    'chosen together on validation patterns.'
  );
}

function sourceTable({ corpus }: ModelCard): string {
  const rows = corpus.sources.map(({ name, share, provenance, licence, credit }) => [
    name,
    percent(share, 1),
    provenance,
    licence,
    credit,
  ]);
  return markdownTable(['source', 'share', 'provenance', 'licence', 'credit'], rows);
}

function provenanceSentence({ corpus }: ModelCard): string {
  const shareOf = (provenance: string): string =>
    percent(
      corpus.sources.reduce((sum, source) => sum + (source.provenance === provenance ? source.share : 0), 0),
      0,
    );
  return (
    `In all: ${shareOf('human')} played by people, ${shareOf('transcribed')} transcribed from recordings, ` +
    `${shareOf('recombined')} recombined from single-voice clips.`
  );
}

function styleTable({ styles }: ModelCard): string {
  const rows = styles.map(({ name, trainingPatterns, tempoBpm, controls }) => [
    name,
    trainingPatterns.toLocaleString('en'),
    String(tempoBpm),
    controls.density.mean.toFixed(1),
  ]);
  return markdownTable(['style', 'patterns learned from', 'tempo (BPM)', 'hits a bar'], rows);
}

const SCORE_NAMES: readonly (readonly [keyof Scores, string])[] = [
  ['coverage', 'coverage'],
  ['recall', 'recall'],
  ['precision', 'precision'],
  ['distinct', 'distinct'],
  ['copies', 'exact copies of training patterns'],
  ['dataCopying', 'C_T (below −3 is copying)'],
  ['marginalError', 'error of the hit probabilities'],
];

function scoreTable(metrics: Metrics): string {
  const rows = SCORE_NAMES.map(([name, words]) => [
    words,
    ...[metrics, metrics.ceiling, metrics.floor].map((of) => of[name].toFixed(3)),
  ]);
  return markdownTable(['', 'model', 'ceiling', 'floor'], rows);
}

function characterTable({ byStyle }: Metrics): string {
  const rows = Object.entries(byStyle).map(([name, { patterns, generated, heldOut }]) => {
    const both = (of: keyof typeof generated, digits: number): string =>
      `${generated[of].toFixed(digits)} (${heldOut[of].toFixed(digits)})`;
    return [
      name,
      String(patterns),
      both('fourOnTheFloor', 2),
      both('backbeat', 2),
      both('offBeatHats', 2),
      both('density', 1),
      both('swing', 2),
      both('velocityMean', 2),
      both('offsetSpreadSteps', 2),
    ];
  });
  const headings = [
    'style',
    'patterns',
    '4/4 kick',
    'backbeat',
    'off-beat hats',
    'hits a bar',
    'swing',
    'velocity',
  ];
  return markdownTable([...headings, 'timing spread (16ths)'], rows);
}

/** Which styles keep to their data in every rate, and which drift farthest. */
function verdict({ byStyle, recall, ceiling }: Metrics): string {
  const drifts = Object.entries(byStyle)
    .map(([name, { generated, heldOut }]) => ({ name, drift: driftOf(generated, heldOut) }))
    .sort((a, b) => a.drift - b.drift);
  const listed = (some: typeof drifts): string =>
    some.map(({ name, drift }) => `${name} (${drift.toFixed(2)})`).join(', ') || 'none';
  const half = Math.ceil(drifts.length / 2);
  return (
    `Nearest to its data, by the largest difference in the first three rates: ${listed(drifts.slice(0, half))}. ` +
    `Farthest: ${listed(drifts.slice(half).reverse())}. ` +
    `Recall is ${recall.toFixed(2)} where real patterns reach ${ceiling.recall.toFixed(2)}: rare rhythms are made less often than they are played. ` +
    'It knows two bars of 4/4 in 16ths: no triplet rolls, no other metres, and one percussion voice for all of shaker, conga and cowbell.'
  );
}

function driftOf(a: z.infer<typeof character>, b: z.infer<typeof character>): number {
  const rates = ['fourOnTheFloor', 'backbeat', 'offBeatHats'] as const;
  return Math.max(...rates.map((rate) => Math.abs(a[rate] - b[rate])));
}

function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  // A bar in a credit, which may quote the name of a folder, would begin another column.
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}
