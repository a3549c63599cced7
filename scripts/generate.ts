import { join } from 'node:path';
import { Command } from 'commander';
import { type Engine, type GeneratedRhythm, loadEngine } from '../src/engine/engine';
import type { Reading } from '../src/engine/reading';
import { type GenerationRequest, MAX_TEMPERATURE, type VoiceName, parseRequest } from '../src/engine/request';
import type { Originality } from '../src/engine/originality';
import { writeMidi } from '../src/midi';
import { gridSvg } from '../src/report/grid-svg';
import { gridText } from '../src/report/grid-text';
import { BAR_CHOICES, stepsToBeats } from '../src/rhythm/grid';
import { hitsOf, type Pattern } from '../src/rhythm/pattern';
import { VOICE_IDS, voiceAt } from '../src/rhythm/voices';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { numberWithin, oneOf, wholeNumber } from './support/arguments';
import { EXIT, UsageError, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { readClip } from './support/clip';
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
  readonly syncopation?: number;
  readonly hatOpenness?: number;
  readonly energy?: number;
  readonly variation?: number;
  readonly swing?: number;
  readonly humanise?: number;
  readonly temperature?: number;
  readonly styleStrength?: number;
  readonly fill?: number;
  readonly lock?: readonly VoiceName[];
  readonly from?: string;
  readonly like?: string;
  readonly variations: number;
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
    '--syncopation <0..1>',
    "on the beat … as syncopated as the style gets (default: the style's)",
    numberWithin(0, 1),
  )
  .option(
    '--hat-openness <0..1>',
    "hats closed … as open as the style has them (default: the style's)",
    numberWithin(0, 1),
  )
  .option(
    '--energy <0..1>',
    "how hard the beats are hit: light … driving (default: the style's)",
    numberWithin(0, 1),
  )
  .option(
    '--variation <0..1>',
    'how far later phrases depart from the first, and all of it from --like (default: 0.4)',
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
  .option('--style-strength <0..1>', 'any style … the style (default: 1)', numberWithin(0, 1))
  .option(
    '--fill <0..1>',
    'how full the last of 4 and 8 bars ends: no fill … a whole bar of it (default: 0.4)',
    numberWithin(0, 1),
  )
  .option(
    '--lock <voices>',
    `keep these voices of --from, comma-separated: ${VOICE_IDS.join(', ')}`,
    voiceList,
  )
  .option('--from <file.mid>', 'the clip that --lock keeps voices of')
  .option('--like <file.mid>', 'write rhythms near that clip, --variation of them away')
  .option('--variations <n>', 'how many related rhythms of each seed: A, B, C, …', wholeNumber(1, 26), 1)
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
  const requests = requestsOf(engine, options, await clipsOf(options));
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
      const rhythms = engine.variations(request, options.variations);
      if (done === 0 && rhythms[0]?.reading) sayReading(rhythms[0].reading, options);
      for (const [at, rhythm] of rhythms.entries()) {
        const letter = options.variations > 1 ? LETTERS[at]! : '';
        const written = await writeRhythm(rhythm, letter, options);
        if (options.json) patterns.push({ ...written, hits: hitsInWords(rhythm.pattern) });
        else printRhythm(rhythm, written);
      }
      progress.update(done + 1);
    }
  } finally {
    progress.stop();
    interruption.stop();
  }
  if (options.json) printJson({ model: engine.card.name, requests: requests.map(inWords), patterns });
}

/** A request as `--json` gives it: patterns as their hits. */
function inWords({ locks, like, ...request }: GenerationRequest): object {
  const pattern = (value: Pattern): object => ({ bars: value.bars, hits: hitsInWords(value) });
  return {
    ...request,
    ...(locks && { locks: { voices: locks.voices, pattern: pattern(locks.pattern) } }),
    ...(like && { like: { pattern: pattern(like.pattern) } }),
  };
}

/** How well the model understands the clip of `--like`; with `--json` the figures stand in the document. */
function sayReading({ fMeasure, problem }: Reading, { like, json }: Options): void {
  if (problem) process.stderr.write(`${like}: ${problem}\n`);
  else if (!json) console.log(`${like}: the model recovers ${Math.round(100 * fMeasure)} % of its hits`);
}

/** Clips that rhythms start from. */
interface Clips {
  readonly from: Pattern | undefined;
  readonly like: Pattern | undefined;
}

async function clipsOf({ lock, from, like }: Options): Promise<Clips> {
  if (lock && from === undefined)
    throw new UsageError('--lock keeps voices of a clip: say which with --from.');
  if (from !== undefined && !lock)
    throw new UsageError('--from is the clip that voices are kept of: say which voices with --lock.');
  return {
    from: from === undefined ? undefined : await readClip(from),
    like: like === undefined ? undefined : await readClip(like),
  };
}

/** The names of some voices, for commander. */
function voiceList(text: string): VoiceName[] {
  return text.split(',').map((word) => oneOf(VOICE_IDS)(word.trim()));
}

function requestsOf(engine: Engine, options: Options, { from, like }: Clips): GenerationRequest[] {
  const known = engine.card.styles.map(({ name }) => name);
  const style = options.style ?? (known.includes(PREFERRED_STYLE) ? PREFERRED_STYLE : known[0]!);
  refuseUnknownStyle(style, engine.card);
  if (!BAR_CHOICES.some((bars) => String(bars) === options.bars)) {
    throw new UsageError(`--bars takes one of ${BAR_CHOICES.join(', ')}, not ${options.bars}.`);
  }
  const { density, syncopation, hatOpenness, energy, variation, swing, humanise } = options;
  const { temperature, styleStrength, fill, allowCopies, lock } = options;
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
      syncopation,
      hatOpenness,
      energy,
      variation,
      swing,
      humanise,
      temperature,
      styleStrength,
      fill,
      locks: from && { voices: lock, pattern: from },
      like: like && { pattern: like },
      allowCopies,
    };
    return parseRequest(words, engine.card);
  });
}

/** What is said of a rhythm that is on the disk; `--json` adds its hits. */
interface WrittenRhythm {
  readonly seed: number;
  /** Of several related rhythms, which one: A is the first. */
  readonly variation?: string;
  readonly style: string;
  readonly bars: number;
  readonly tempo: number;
  readonly file: string;
  /** Undefined where the model carries no index of what it learned from. */
  readonly originality: Originality | undefined;
  /** Of `--like`: F-measure of the hits as the network alone recovers them, and why it cannot, where it cannot. */
  readonly like?: Pick<Reading, 'fMeasure' | 'problem'>;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** @param letter of a variation, empty where there is one rhythm a seed */
async function writeRhythm(
  rhythm: GeneratedRhythm,
  letter: string,
  options: Options,
): Promise<WrittenRhythm> {
  const { seed, style, bars, pattern } = rhythm;
  const tempo = options.tempo ?? rhythm.tempoBpm;
  const name = letter ? `${seed}-${letter}` : String(seed);
  const file = join(options.out, `${style}-${name}.mid`);
  await writeFileWhole(
    file,
    writeMidi(pattern, { tempoBpm: tempo, trackName: `Fourfloor ${style} ${name.replace('-', ' ')}` }),
  );
  if (options.picture) {
    const title = `${style}, seed ${name.replace('-', ' ')}`;
    await writeFileWhole(file.replace(/mid$/, 'svg'), gridSvg(pattern, { title, standalone: true }));
  }
  const { originality, reading } = rhythm;
  return {
    seed,
    ...(letter && { variation: letter }),
    style,
    bars,
    tempo,
    file,
    originality,
    ...(reading && {
      like: { fMeasure: reading.fMeasure, ...(reading.problem && { problem: reading.problem }) },
    }),
  };
}

/** The hits as `--json` gives them. */
function hitsInWords(pattern: Pattern): object[] {
  return hitsOf(pattern).map(({ step, voice, velocity, offset }) => {
    const { id, note } = voiceAt(voice);
    return { voice: id, step, velocity, offset, note, startBeats: stepsToBeats(step + offset) };
  });
}

function printRhythm({ pattern }: GeneratedRhythm, written: WrittenRhythm): void {
  const { file, style, seed, variation, bars, tempo, originality } = written;
  const name = variation ? `${seed} ${variation}` : String(seed);
  console.log(`\n${style}, seed ${name}, ${bars} ${bars === 1 ? 'bar' : 'bars'} at ${tempo} bpm → ${file}`);
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
