// Writes the README.md of a model folder. Called by export-run. Everything in it comes from the card, so that
// the two cannot disagree.

import type { ModelCard } from '../../model/card';
import { CANDIDATES } from '../../model/candidate-count';
import { DENSITY_RATIO_FILE } from '../../model/density-ratio-file';
import { TRAINING_INDEX_FILE } from '../../model/training-index-file';
import { counted, figureWords, listed } from '../../report/figure-words';
import { LEAST_OF_STYLE } from '../data/cautions';
import { copyingWords, cautionWords, measuredWords, verdictWords } from './readme-words';
import { readMetrics, type Metrics, type Scores } from './readme-metrics';

/** The text of the README.md. @throws Error when the card carries no evaluation */
export function modelReadme(card: ModelCard): string {
  const metrics = readMetrics(card);
  return `# ${card.name}

A Fourfloor generator: ${card.parameters.toLocaleString('en')} parameters, two bars of ${card.voices.length} voices at a
time, learned from ${counted(card.corpus.patterns, 'pattern')}. \`model.json\` and \`weights.bin\` load in TensorFlow.js as they are;
\`card.json\` says everything about them that a program needs. This page is written from the card.

${originalitySentence(card)}

${decodingSentence(card)}
${rulesSentence(card)}
## What it learned from

${sourceTable(card)}

${provenanceSentence(card)}
${cautionWords(card)}
## Styles

${styleTable(card)}

## Measured

${measuredWords(metrics)}

${scoreTable(metrics)}

## What it is good and bad at

Shares and means of generated rhythms, with those of held-out real ones in brackets.

${characterTable(metrics)}

${verdictWords(metrics)}

## How it was trained

\`\`\`json
${JSON.stringify(card.training, null, 2)}
\`\`\`
`;
}

function originalitySentence({ originality }: ModelCard): string {
  if (!originality) return 'It carries no index of what it learned from, so that copies go unnoticed.';
  const { patterns, commonplace } = originality;
  const index =
    `\`${TRAINING_INDEX_FILE}\` holds the hits of the ${patterns.toLocaleString('en')} different patterns it learned from${commonplace ? ' that are somebody’s' : ''}: ` +
    'none of them is given out as a new rhythm unless asked for, and of every rhythm it is said how far the nearest one is.';
  if (!commonplace) return index;
  const { mostOwnHits, leastSources, patterns: left } = commonplace;
  return (
    `${index} Not in it are ${counted(left, 'pattern')} that are nobody's: those with at most ${mostOwnHits} hits in two bars beside a ` +
    'kick on the beat, a clap, snare or rim on 2 and 4, hats or a ride in 8ths or closed hats on all 16ths, and those ' +
    `that stand in ${leastSources} or more independent sources (other drummers, folders or catalogues). Such a rhythm is no copy.`
  );
}

function rulesSentence({ styles }: ModelCard): string {
  const ruled = styles.filter(({ keptRules = [] }) => keptRules.length > 0).map(({ name }) => name);
  if (ruled.length === 0) return '';
  return `
Unless parts may be left out, rhythms of ${listed(ruled)} are held to the rules of their style that at least half of its
training patterns keep, as \`npm run keepers\` lists them.
`;
}

function decodingSentence({ densityRatio, styles }: ModelCard): string {
  const noise = styles[0]!.calibration.hitNoise;
  // None of the scales that are tried is 0.
  if (noise === 0)
    return 'A cell sounds where the network is sure enough of it, without chance: too few patterns are held out to choose how much of it to allow.';
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
  ['dataCopying', 'C_T'],
  ['marginalError', 'error of the hit probabilities'],
];

function scoreTable(metrics: Metrics): string {
  const rows = SCORE_NAMES.map(([name, words]) => [
    name === 'dataCopying' ? `${words}${copyingWords(metrics)}` : words,
    ...[metrics, metrics.ceiling, metrics.floor].map((of) => figureWords(of[name], 3)),
  ]);
  return markdownTable(['', 'model', 'ceiling', 'floor'], rows);
}

function characterTable({ byStyle }: Metrics): string {
  if (Object.keys(byStyle).length === 0)
    return `No style has ${LEAST_OF_STYLE} patterns to compare with, so there are none to show.`;
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

function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  // A bar in a credit, which may quote the name of a folder, would begin another column.
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}
