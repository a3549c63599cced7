import { dirname } from 'node:path';
import { Command } from 'commander';
import { readCorpus } from '../src/corpus/read';
import { patternOfRecord, type CorpusRecord, type Split } from '../src/corpus/record';
import { loadEngine, type Engine } from '../src/engine/engine';
import { parseRequest } from '../src/engine/request';
import { independentPatterns } from '../src/evaluation/baselines';
import { evaluatePatterns, referenceOf, type Evaluation } from '../src/evaluation/evaluate';
import { gallery, paragraph, table } from '../src/report/blocks';
import { gridSvg } from '../src/report/grid-svg';
import { renderPage } from '../src/report/page';
import type { Pattern } from '../src/rhythm/pattern';
import { Random } from '../src/rhythm/random';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { oneOf, wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { refuseUnknownStyle } from './support/known-style';
import { readModelFolder, SHIPPED_MODEL } from './support/model-folder';
import { createProgress } from './support/progress';

interface Options {
  readonly model: string;
  readonly corpus: string;
  readonly split: HeldOutSplit;
  readonly style?: string;
  readonly samples: number;
  readonly seed: number;
  readonly out?: string;
  readonly json?: boolean;
}

const HELD_OUT_SPLITS = ['validation', 'test'] as const satisfies readonly Split[];
type HeldOutSplit = (typeof HELD_OUT_SPLITS)[number];

interface Row {
  readonly name: string;
  readonly evaluation: Evaluation;
}

const program = new Command('evaluate')
  .description('Scores a model against held-out real rhythms, beside what real rhythms and chance score.')
  .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
  .requiredOption('--corpus <folder>', 'folder that `npm run corpus` has written')
  .option(
    '--split <name>',
    `real rhythms to judge by, one of ${HELD_OUT_SPLITS.join(', ')}: choose between models on validation`,
    oneOf(HELD_OUT_SPLITS),
    'test',
  )
  .option('--style <name>', 'one style only (default: all that the model knows, in the shares of that split)')
  .option('--samples <n>', 'rhythms to generate, and real ones to draw', wholeNumber(10, 100_000), 2048)
  .option('--seed <n>', 'seed of the first rhythm and of the draws', wholeNumber(0), 1)
  .option('--out <file>', 'also write an HTML page with pictures')
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(options: Options): Promise<void> {
  const engine = await loadEngine(await readModelFolder(options.model));
  if (options.style !== undefined) refuseUnknownStyle(options.style, engine.card);
  const { training, heldOut } = await readSplits(engine, options);
  if (heldOut.length === 0 || training.length === 0) {
    throw new Error(
      `${options.corpus} has no training or no ${options.split} patterns of the styles asked for.`,
    );
  }
  const random = Random.fromSeed(options.seed);
  const count = Math.min(options.samples, heldOut.length);
  const real = random.shuffled(heldOut).slice(0, count);
  const reference = referenceOf(real.map(patternOfRecord), training.map(patternOfRecord));
  const generated = generate(engine, real, options);
  const trainingSample = random.shuffled(training).slice(0, count).map(patternOfRecord);
  const rows: Row[] = [
    { name: engine.card.name, evaluation: evaluatePatterns(generated, reference) },
    { name: 'training patterns (ceiling)', evaluation: evaluatePatterns(trainingSample, reference) },
    {
      name: 'independent cells (floor)',
      evaluation: evaluatePatterns(independentPatterns(trainingSample, count, random), reference),
    },
    { name: 'held-out patterns themselves', evaluation: evaluatePatterns(reference.heldOut, reference) },
  ];
  engine.dispose();
  if (options.out) {
    await makeFolder(dirname(options.out));
    await writeFileWhole(options.out, pageOf(rows, generated, options));
  }
  if (options.json)
    console.log(
      JSON.stringify({ model: engine.card.name, split: options.split, samples: count, rows }, undefined, 2),
    );
  else console.log(textTable(rows));
}

async function readSplits(
  { card }: Engine,
  { corpus, split, style }: Options,
): Promise<{ readonly training: CorpusRecord[]; readonly heldOut: CorpusRecord[] }> {
  const wanted = new Set(style === undefined ? card.styles.map(({ name }) => name) : [style]);
  const training: CorpusRecord[] = [];
  const heldOut: CorpusRecord[] = [];
  for await (const record of readCorpus(corpus)) {
    if (!wanted.has(record.style)) continue;
    if (record.split === 'train') training.push(record);
    if (record.split === split) heldOut.push(record);
  }
  return { training, heldOut };
}

/** As many rhythms as there are real ones, style for style, made as a player gets them. */
function generate(engine: Engine, real: readonly CorpusRecord[], { seed, json }: Options): Pattern[] {
  const progress = createProgress('Generating', {
    total: real.length,
    unit: 'rhythms',
    silent: json ?? false,
  });
  const patterns = real.map(({ style }, at) => {
    progress.update(at + 1);
    return engine.generate(parseRequest({ seed: seed + at, style, bars: 2 }, engine.card)).pattern;
  });
  progress.stop();
  return patterns;
}

const COLUMNS: readonly { readonly heading: string; readonly of: (evaluation: Evaluation) => string }[] = [
  { heading: 'coverage', of: ({ coverage }) => coverage.toFixed(3) },
  { heading: 'recall', of: ({ recall }) => recall.toFixed(3) },
  { heading: 'precision', of: ({ precision }) => precision.toFixed(3) },
  { heading: 'density', of: ({ density }) => density.toFixed(2) },
  { heading: 'distinct', of: ({ distinct }) => distinct.toFixed(3) },
  { heading: 'copies', of: ({ copies }) => copies.toFixed(3) },
  { heading: 'C_T', of: ({ dataCopying }) => dataCopying.toFixed(1) },
  { heading: 'marginals', of: ({ marginalError }) => marginalError.toFixed(4) },
  { heading: '4/4 kick', of: ({ character }) => character.fourOnTheFloor.toFixed(3) },
  { heading: 'backbeat', of: ({ character }) => character.backbeat.toFixed(3) },
  { heading: 'off-beat hats', of: ({ character }) => character.offBeatHats.toFixed(3) },
  { heading: 'hits/bar', of: ({ character }) => character.density.toFixed(1) },
  { heading: 'swing', of: ({ character }) => character.swing.toFixed(3) },
  { heading: 'velocity', of: ({ character }) => character.velocityMean.toFixed(2) },
];

function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map(({ name, evaluation }) => [name, ...COLUMNS.map((column) => column.of(evaluation))]);
}

function textTable(rows: readonly Row[]): string {
  const lines = [['', ...COLUMNS.map(({ heading }) => heading)], ...cellsOf(rows)];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    )
    .join('\n');
}

function pageOf(
  rows: readonly Row[],
  generated: readonly Pattern[],
  { corpus, split, style }: Options,
): string {
  const headings = COLUMNS.map(({ heading }) => ({ heading, align: 'right' as const }));
  return renderPage({
    title: 'Fourfloor: evaluation',
    lead: `${generated.length} rhythms${style ? ` of the style ${style}` : ''} against held-out patterns (${split}) of ${corpus}.`,
    sections: [
      {
        heading: 'Figures',
        blocks: [
          table([{ heading: 'Rhythms' }, ...headings], cellsOf(rows)),
          paragraph(
            'Neighbours are the five nearest by Hamming distance of the hits. The ceiling is what real patterns of other ' +
              'files score; the last row compares the held-out set with itself and is there to check the measures.',
          ),
        ],
      },
      {
        heading: 'Generated rhythms',
        blocks: [gallery(generated.slice(0, 12).map((pattern) => ({ svg: gridSvg(pattern) })))],
      },
    ],
  });
}
