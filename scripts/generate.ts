import { join } from 'node:path';
import { Command } from 'commander';
import { type Engine, type GeneratedRhythm, loadEngine } from '../src/engine/engine';
import { type GenerationRequest, MAX_TEMPERATURE, parseRequest } from '../src/engine/request';
import type { Originality } from '../src/engine/originality';
import { writeMidi } from '../src/midi';
import { gridSvg } from '../src/report/grid-svg';
import { gridText } from '../src/report/grid-text';
import { BAR_CHOICES, stepsToBeats } from '../src/rhythm/grid';
import { hitsOf, type Pattern } from '../src/rhythm/pattern';
import { voiceAt } from '../src/rhythm/voices';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { numberWithin, wholeNumber } from './support/arguments';
import { EXIT, UsageError, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { refuseUnknownStyle } from './support/known-style';
import { SHIPPED_MODEL, readModelFolder } from './support/model-folder';
import { createProgress } from './support/progress';

interface Options {
  readonly style?: string;
  readonly listStyles?: boolean;
  readonly seed?: number;
  readonly bars: string;
  readonly count: number;
  readonly tempo?: number;
  readonly density?: number;
  readonly variation?: number;
  readonly swing?: number;
  readonly humanise?: number;
  readonly temperature?: number;
  readonly allowCopies?: true;
  readonly model: string;
  readonly out: string;
  readonly picture?: boolean;
  readonly json?: boolean;
}

/** A drawn seed is short enough to be read out and typed in again. */
const DRAWN_SEEDS = 1_000_000;

/** What is played unless told; a model without it plays the first of its own. */
const PREFERRED_STYLE = 'house';

const program = new Command('generate')
  .description('Writes new drum rhythms as .mid files and shows them in the terminal.')
  .option('--style <name>', `what to play (default: ${PREFERRED_STYLE}, where the model knows it)`)
  .option('--list-styles', 'list the styles that the model knows and stop')
  .option('--seed <n>', 'the same seed gives the same rhythm (default: drawn and printed)', wholeNumber(0))
  .option('--bars <n>', `length in bars: ${BAR_CHOICES.join(', ')}`, '4')
  .option('--count <n>', 'how many rhythms, of seeds N, N+1, …', wholeNumber(1, 100_000), 1)
  .option('--tempo <bpm>', "tempo of the file (default: the style's)", numberWithin(20, 400))
  .option(
    '--density <0..1>',
    "sparse … busy within the style (default: drawn from the style's)",
    numberWithin(0, 1),
  )
  .option(
    '--variation <0..1>',
    'how far later phrases depart from the first (default: 0.4)',
    numberWithin(0, 1),
  )
  .option('--swing <0..1>', 'straight … a full triplet (default: as the model plays it)', numberWithin(0, 1))
  .option(
    '--humanise <0..1>',
    'machine … loose; 0.5 is as the model plays it (default: 0.5)',
    numberWithin(0, 1),
  )
  .option(
    `--temperature <0..${MAX_TEMPERATURE}>`,
    'the safest rhythm … a surprise (default: 1)',
    numberWithin(0, MAX_TEMPERATURE),
  )
  .option('--allow-copies', 'also give rhythms that hit exactly the cells of one that was learned from')
  .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
  .option('--out <folder>', 'folder for the .mid files', 'out')
  .option('--picture', 'also write each rhythm as an .svg picture')
  .option('--json', 'print one JSON document instead of grids')
  .action((options: Options) => generate(options));

void runCommand(program);

async function generate(options: Options): Promise<void> {
  const engine = await loadEngine(await readModelFolder(options.model));
  try {
    if (options.listStyles) printStyles(engine, options);
    else await writeRhythms(engine, options);
  } finally {
    engine.dispose();
  }
}

function printStyles({ card }: Engine, { json }: Options): void {
  if (json) {
    printJson({
      model: card.name,
      styles: card.styles.map(({ name, tempoBpm }) => ({ name, tempo: tempoBpm })),
    });
    return;
  }
  for (const { name, tempoBpm } of card.styles) console.log(`${name.padEnd(16)}${tempoBpm} bpm`);
}

async function writeRhythms(engine: Engine, options: Options): Promise<void> {
  const requests = requestsOf(engine, options);
  if (!engine.card.originality && !options.json) {
    process.stderr.write(
      `The model ${engine.card.name} carries no index of what it learned from: copies of that go unnoticed.\n`,
    );
  }
  await makeFolder(options.out);
  // Grids on the terminal are progress enough, and a bar would run into them.
  const showsGrids = !options.json && process.stdout.isTTY;
  const progress = createProgress('Generating', {
    total: requests.length,
    unit: 'rhythms',
    silent: showsGrids || requests.length < 100,
  });
  const interruption = watchInterrupts('Stopping after this rhythm');
  const patterns: object[] = [];
  try {
    for (const [done, request] of requests.entries()) {
      if (interruption.signal.aborted) {
        process.stderr.write(`Stopped; ${done} of ${requests.length} rhythms were written.\n`);
        process.exitCode = EXIT.interrupted;
        return;
      }
      const rhythm = engine.generate(request);
      const written = await writeRhythm(rhythm, options);
      if (options.json) patterns.push({ ...written, hits: hitsInWords(rhythm.pattern) });
      else printRhythm(rhythm, written);
      progress.update(done + 1);
    }
  } finally {
    progress.stop();
    interruption.stop();
  }
  if (options.json) printJson({ model: engine.card.name, requests, patterns });
}

function requestsOf(engine: Engine, options: Options): GenerationRequest[] {
  const known = engine.card.styles.map(({ name }) => name);
  const style = options.style ?? (known.includes(PREFERRED_STYLE) ? PREFERRED_STYLE : known[0]!);
  refuseUnknownStyle(style, engine.card);
  if (!BAR_CHOICES.some((bars) => String(bars) === options.bars)) {
    throw new UsageError(`--bars takes one of ${BAR_CHOICES.join(', ')}, not ${options.bars}.`);
  }
  const { density, variation, swing, humanise, temperature, allowCopies } = options;
  const first = options.seed ?? crypto.getRandomValues(new Uint32Array(1))[0]! % DRAWN_SEEDS;
  if (first > Number.MAX_SAFE_INTEGER - (options.count - 1)) {
    throw new UsageError(`--count ${options.count} from --seed ${first} on leads beyond the largest seed.`);
  }
  return Array.from({ length: options.count }, (_, at) => {
    const words = {
      seed: first + at,
      style,
      bars: Number(options.bars),
      density,
      variation,
      swing,
      humanise,
      temperature,
      allowCopies,
    };
    return parseRequest(words, engine.card);
  });
}

/** What is said of a rhythm that is on the disk; `--json` adds its hits. */
interface WrittenRhythm {
  readonly seed: number;
  readonly style: string;
  readonly bars: number;
  readonly tempo: number;
  readonly file: string;
  /** Undefined where the model carries no index of what it learned from. */
  readonly originality: Originality | undefined;
}

async function writeRhythm(rhythm: GeneratedRhythm, options: Options): Promise<WrittenRhythm> {
  const { seed, style, bars, pattern } = rhythm;
  const tempo = options.tempo ?? rhythm.tempoBpm;
  const file = join(options.out, `${style}-${seed}.mid`);
  await writeFileWhole(
    file,
    writeMidi(pattern, { tempoBpm: tempo, trackName: `Fourfloor ${style} ${seed}` }),
  );
  if (options.picture) {
    const title = `${style}, seed ${seed}`;
    await writeFileWhole(file.replace(/mid$/, 'svg'), gridSvg(pattern, { title, standalone: true }));
  }
  return { seed, style, bars, tempo, file, originality: rhythm.originality };
}

/** The hits as `--json` gives them. */
function hitsInWords(pattern: Pattern): object[] {
  return hitsOf(pattern).map(({ step, voice, velocity, offset }) => {
    const { id, note } = voiceAt(voice);
    return { voice: id, step, velocity, offset, note, startBeats: stepsToBeats(step + offset) };
  });
}

function printRhythm({ pattern }: GeneratedRhythm, written: WrittenRhythm): void {
  const { file, style, seed, bars, tempo, originality } = written;
  console.log(`\n${style}, seed ${seed}, ${bars} ${bars === 1 ? 'bar' : 'bars'} at ${tempo} bpm → ${file}`);
  console.log(gridText(pattern, { columns: process.stdout.columns ?? 80 }));
  if (originality) console.log(originalityInWords(originality));
}

/** How far the rhythm's nearest two bars are from what the model learned from. */
function originalityInWords({ nearestDistance, nearestHits, passedOver, isCopy }: Originality): string {
  const nearest = isCopy
    ? 'the same hits'
    : `${nearestDistance} of ${nearestHits} ${nearestHits === 1 ? 'hit differs' : 'hits differ'}`;
  const rerolled =
    passedOver > 0 ? ` (${passedOver} ${passedOver === 1 ? 'copy' : 'copies'} passed over)` : '';
  return `nearest training rhythm: ${nearest}${rerolled}`;
}

function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
}
