import { dirname } from 'node:path';
import { Command } from 'commander';
import { readCorpus, readManifest } from '../src/corpus/read';
import type { Split } from '../src/corpus/record';
import { loadEngine, type Engine } from '../src/engine/engine';
import { parseRequest } from '../src/engine/request';
import { assess, type Assessment, type Contestant } from '../src/evaluation/assess';
import {
  BASELINE_CHOICES,
  FLOOR,
  baselinesOf,
  type BaselineChoice,
  type StyledPattern,
} from '../src/evaluation/baselines';
import { goalsOf } from '../src/evaluation/goals';
import { heldOutCopyRate, heldOutPattern, type HeldOutPattern } from '../src/evaluation/material';
import { evaluationPage } from '../src/evaluation/report/page';
import { reportText } from '../src/evaluation/report/text';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import type { Pattern } from '../src/rhythm/pattern';
import { Random } from '../src/rhythm/random';
import { openBackend } from '../src/training/backend';
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
  readonly baselines: BaselineChoice;
  readonly out?: string;
  readonly json?: boolean;
}

const HELD_OUT_SPLITS = ['validation', 'test'] as const satisfies readonly Split[];
type HeldOutSplit = (typeof HELD_OUT_SPLITS)[number];

const program = new Command('evaluate')
  .description(
    'Scores a model against held-out real rhythms, beside what real rhythms and simpler ways score.',
  )
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
  .option(
    '--baselines <which>',
    `simpler ways beside the model, one of ${BASELINE_CHOICES.join(', ')}: all trains two autoencoders, some minutes`,
    oneOf(BASELINE_CHOICES),
    'all',
  )
  .option('--out <file>', 'also write an HTML page with pictures')
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

/** Styles that are measured once all together, and the club's own once more alone. */
const CLUB_STYLES: ReadonlySet<string> = new Set(['house', 'techno']);
const CLUB = 'house and techno';
/** What the rules for the player's sake cost: that kick, backbeat and hats are there, and that no copy is given out. */
const OTHER_WAYS = [
  { name: 'the same, parts left out as learned', words: { mayOmitParts: true } },
  { name: 'and copies not kept out', words: { mayOmitParts: true, allowCopies: true } },
] as const;

/** Real rhythms and the model's, one for each and of its style. */
interface Scope {
  readonly name: string;
  readonly heldOut: readonly HeldOutPattern[];
  readonly unseen: readonly StyledPattern[];
  readonly real: readonly HeldOutPattern[];
  readonly generated: readonly Pattern[];
  readonly variants: readonly { readonly name: string; readonly generated: readonly Pattern[] }[];
}

async function run(options: Options): Promise<void> {
  const { corpus, split, style, seed, json } = options;
  const engine = await loadEngine(await readModelFolder(options.model));
  if (style !== undefined) refuseUnknownStyle(style, engine.card);
  const { training, heldOut, unseen } = await readSplits(engine, options);
  if (heldOut.length === 0 || training.length === 0) {
    throw new Error(`${corpus} has no training or no ${split} patterns of the styles asked for.`);
  }
  const copyRate = heldOutCopyRate(await readManifest(corpus));
  const scopes = scopesOf(engine, { heldOut, unseen }, options);
  const modelName = engine.card.name;
  engine.dispose();
  await openBackend('wasm');
  const contestants = await learnBaselines(training, options);
  const assessments: Assessment[] = [];
  for (const { name, ...scope } of scopes) {
    const onRow = (row: string): void => {
      if (!json) process.stderr.write(`Measuring ${row}, ${name}\n`);
    };
    assessments.push(await assess({ scope: name, training, ...scope, modelName, contestants, seed, onRow }));
  }
  const goals = assessments.flatMap((assessment) => goalsOf(assessment, copyRate));
  const [first] = scopes;
  if (options.out && first) {
    const styled = (patterns: readonly Pattern[]): StyledPattern[] =>
      patterns.map((pattern, at) => ({ style: first.real[at]!.style, pattern }));
    const lead = `${modelName}: ${first.real.length} rhythms${style ? ` of the style ${style}` : ''} against held-out patterns (${split}) of ${corpus}.`;
    await makeFolder(dirname(options.out));
    await writeFileWhole(
      options.out,
      evaluationPage({ lead, assessments, goals, generated: styled(first.generated), heldOut: first.real }),
    );
  }
  if (json) {
    const [{ samples, rows } = { samples: 0, rows: [] }] = assessments;
    const heldOutCopies = copyRate ?? null;
    console.log(
      JSON.stringify(
        { model: modelName, split, seed, samples, heldOutCopies, rows, assessments, goals },
        undefined,
        2,
      ),
    );
  } else console.log(reportText(assessments, goals));
}

async function readSplits(
  { card }: Engine,
  { corpus, split, style }: Options,
): Promise<Splits & { readonly training: StyledPattern[] }> {
  const wanted = new Set(style === undefined ? card.styles.map(({ name }) => name) : [style]);
  const training: StyledPattern[] = [];
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

/** What was not learned from. */
interface Splits {
  /** The split that is judged by. */
  readonly heldOut: readonly HeldOutPattern[];
  /** The other one. */
  readonly unseen: readonly StyledPattern[];
}

/** All styles together, and house and techno alone where the model knows others too; or the one style asked for. */
function scopesOf(engine: Engine, { heldOut, unseen }: Splits, options: Options): Scope[] {
  const isClub = ({ style }: StyledPattern): boolean => CLUB_STYLES.has(style);
  const club = heldOut.filter(isClub);
  const parts =
    options.style !== undefined
      ? [{ name: options.style, heldOut, unseen }]
      : [
          { name: 'all styles', heldOut, unseen },
          ...(club.length > 0 && club.length < heldOut.length
            ? [{ name: CLUB, heldOut: club, unseen: unseen.filter(isClub) }]
            : []),
        ];
  const random = Random.fromSeed(options.seed);
  const drawn = parts.map((part) => ({
    ...part,
    real: random.shuffled(part.heldOut).slice(0, options.samples),
  }));
  const total = (1 + OTHER_WAYS.length) * drawn.reduce((sum, { real }) => sum + real.length, 0);
  const progress = createProgress('Generating', { total, unit: 'rhythms', silent: options.json ?? false });
  let made = 0;
  let seed = options.seed;
  const scopes = drawn.map((part) => {
    const first = seed;
    seed += part.real.length;
    // The seeds count on from the first.
    const asked = (words: object): Pattern[] =>
      part.real.map(({ style }, at) => {
        progress.update(++made);
        const request = { seed: first + at, style, bars: 2, ...words };
        return engine.generate(parseRequest(request, engine.card)).pattern;
      });
    return {
      ...part,
      // As a player gets them.
      generated: asked({}),
      variants: OTHER_WAYS.map(({ name, words }) => ({ name, generated: asked(words) })),
    };
  });
  progress.stop();
  return scopes;
}

async function learnBaselines(
  training: readonly StyledPattern[],
  { seed, baselines, json }: Options,
): Promise<Contestant[]> {
  const contestants: Contestant[] = [];
  for (const baseline of [FLOOR, ...baselinesOf(baselines)]) {
    const { name } = baseline;
    const progress = createProgress(`Learning ${name}`, {
      total: 100,
      unit: '%',
      silent: (json ?? false) || !baseline.isTrained,
    });
    const draw = await baseline.learn(training, Random.fromSeed(seed), (share) => {
      progress.update(Math.floor(100 * share));
    });
    progress.stop();
    contestants.push({ name, kind: baseline === FLOOR ? 'floor' : 'baseline', draw });
  }
  return contestants;
}
