import { dirname } from 'node:path';
import { Command } from 'commander';
import { readCorpus, readManifest } from '../src/corpus/read-corpus';
import type { Split } from '../src/corpus/record';
import { loadEngine, type Engine } from '../src/engine/engine';
import { assess, type AssessOptions, type Assessment, type Contestant } from '../src/evaluation/assess';
import {
  BASELINE_CHOICES,
  FLOOR,
  baselinesOf,
  type BaselineChoice,
  type StyledPattern,
} from '../src/evaluation/baselines';
import { meanAssessment } from '../src/evaluation/draws';
import { goalsOf } from '../src/evaluation/goals';
import {
  heldOutCopyRate,
  heldOutPattern,
  type HeldOutPattern,
  type SourcedPattern,
} from '../src/evaluation/held-out';
import { evaluationPage } from '../src/evaluation/report/evaluation-report';
import { reportText } from '../src/evaluation/report/text';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import type { Pattern } from '../src/rhythm/pattern';
import { Random } from '../src/rhythm/random';
import { openBackend } from '../src/training/backends/open-backend';
import { drawScopes, type Scope, type Splits } from './evaluate/scopes';
import { oneOf, wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { refuseUnknownStyle } from './support/known-style';
import { readModelFolder, SHIPPED_MODEL } from './support/read-model';
import { createProgress } from './support/progress';

interface Options {
  readonly model: string;
  readonly corpus: string;
  readonly split: HeldOutSplit;
  readonly style?: string;
  readonly samples: number;
  readonly seed: number;
  readonly draws: number;
  readonly baselines: BaselineChoice;
  readonly out?: string;
  readonly json?: boolean;
}

const HELD_OUT_SPLITS = ['validation', 'test'] as const satisfies readonly Split[];
type HeldOutSplit = (typeof HELD_OUT_SPLITS)[number];

const program = new Command('evaluate')
  .description('Scores a model against held-out real rhythms, next to real rhythms and simpler baselines.')
  .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
  .requiredOption('--corpus <folder>', 'folder written by `npm run corpus`')
  .option(
    '--split <name>',
    `real rhythms to compare with, one of ${HELD_OUT_SPLITS.join(', ')}; choose between models on validation`,
    oneOf(HELD_OUT_SPLITS),
    'test',
  )
  .option('--style <name>', 'one style only (default: all the model knows, in the proportions of that split)')
  .option('--samples <n>', 'rhythms to generate, and real ones to draw', wholeNumber(10, 100_000), 2048)
  .option('--seed <n>', 'seed of the first rhythm and of the draws', wholeNumber(0), 1)
  .option(
    '--draws <n>',
    'number of draws; with several, figures are means ± standard deviation',
    wholeNumber(1, 100),
    1,
  )
  .option(
    '--baselines <which>',
    `baselines next to the model, one of ${BASELINE_CHOICES.join(', ')}; all trains two autoencoders, which takes a few minutes`,
    oneOf(BASELINE_CHOICES),
    'all',
  )
  .option('--out <file>', 'also write an HTML page with pictures')
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(options: Options): Promise<void> {
  const { corpus, split, style, seed, json } = options;
  const engine = await loadEngine(await readModelFolder(options.model));
  if (style !== undefined) refuseUnknownStyle(style, engine.card);
  const { training, heldOut, unseen } = await readSplits(engine, options);
  if (heldOut.length === 0 || training.length === 0) {
    const other = split === 'test' ? ', judge by --split validation' : '';
    throw new Error(
      `${corpus} has no training or no ${split} patterns in the requested styles: build it from more files${other} or choose another --style.`,
    );
  }
  const copyRate = heldOutCopyRate(await readManifest(corpus));
  const draws = drawScopes(engine, { heldOut, unseen }, options);
  const modelName = engine.card.name;
  engine.dispose();
  await openBackend('wasm');
  const contestants = await learnBaselines(training, options);
  const assessments = await assessDraws(draws, { training, modelName, contestants }, options);
  const goals = assessments.flatMap((assessment) => goalsOf(assessment, copyRate));
  const first = draws[0]?.[0];
  if (options.out && first) {
    const styled = (patterns: readonly Pattern[]): StyledPattern[] =>
      patterns.map((pattern, at) => ({ style: first.real[at]!.style, pattern }));
    const lead = `${modelName}: ${first.real.length} rhythms${style ? ` in the style ${style}` : ''} against held-out patterns (${split}) from ${corpus}.${draws.length > 1 ? ' Pictures show the first draw.' : ''}`;
    await makeFolder(dirname(options.out));
    await writeFileWhole(
      options.out,
      evaluationPage({ lead, assessments, goals, generated: styled(first.generated), heldOut: first.real }),
    );
  }
  if (json) {
    const [{ samples, rows, byProvenance } = { samples: 0, rows: [], byProvenance: [] }] = assessments;
    const heldOutCopies = copyRate ?? null;
    console.log(
      JSON.stringify(
        {
          model: modelName,
          split,
          seed,
          draws: draws.length,
          samples,
          heldOutCopies,
          rows,
          byProvenance,
          assessments,
          goals,
        },
        undefined,
        2,
      ),
    );
  } else console.log(reportText(assessments, goals));
}

/** An assessment for each scope, the mean of all draws. */
async function assessDraws(
  draws: readonly (readonly Scope[])[],
  common: Pick<AssessOptions, 'training' | 'modelName' | 'contestants'>,
  { seed, json }: Options,
): Promise<Assessment[]> {
  const byDraw: Assessment[][] = [];
  for (const [draw, scopes] of draws.entries()) {
    const assessments: Assessment[] = [];
    for (const { name, ...scope } of scopes) {
      const onRow = (row: string): void => {
        const words = draws.length > 1 ? `, draw ${draw + 1} of ${draws.length}` : '';
        if (!json) process.stderr.write(`Measuring ${row}, ${name}${words}\n`);
      };
      assessments.push(await assess({ scope: name, ...common, ...scope, seed: seed + draw, onRow }));
    }
    byDraw.push(assessments);
  }
  return byDraw[0]!.map((_, scope) => meanAssessment(byDraw.map((assessments) => assessments[scope]!)));
}

async function readSplits(
  { card }: Engine,
  { corpus, split, style }: Options,
): Promise<Splits & { readonly training: SourcedPattern[] }> {
  const wanted = new Set(style === undefined ? card.styles.map(({ name }) => name) : [style]);
  const training: SourcedPattern[] = [];
  const heldOut: HeldOutPattern[] = [];
  const unseen: StyledPattern[] = [];
  for await (const record of readCorpus(corpus)) {
    if (!wanted.has(record.style)) continue;
    if (record.split === 'train') training.push(heldOutPattern(record));
    else if (record.split === split) heldOut.push(heldOutPattern(record));
    else unseen.push(heldOutPattern(record));
  }
  const learned = new Set(training.map((pattern) => pattern.style));
  return { training, heldOut: heldOut.filter((pattern) => learned.has(pattern.style)), unseen };
}

async function learnBaselines(
  training: readonly StyledPattern[],
  { seed, baselines, json }: Options,
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  for (const baseline of [FLOOR, ...baselinesOf(baselines)]) {
    const { name } = baseline;
    const progress = createProgress(`Training ${name}`, {
      total: 100,
      unit: '%',
      silent: (json ?? false) || !baseline.isTrained,
    });
    const onProgress = (share: number): void => {
      progress.update(Math.floor(100 * share));
    };
    const draw = await baseline.learn(training, { onProgress }, Random.fromSeed(seed));
    progress.stop();
    contestants.push({ name, kind: baseline === FLOOR ? 'floor' : 'baseline', draw });
  }
  return contestants;
}
