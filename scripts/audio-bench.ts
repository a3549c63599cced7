import { Command } from 'commander';
import { analyseSound } from '../src/corpus/audio/analyse';
import { writeFileWhole } from '../src/files/whole';
import { Random } from '../src/rhythm/random';
import { SAMPLE_RATE } from './audio-bench/drum-synth';
import { fitDrumNetwork } from './audio-bench/fit';
import { hearFolder, folderPage, type HeardLoop } from './audio-bench/folder';
import { makeScene, type SceneOptions } from './audio-bench/scene';
import { scoreOf, summaryOf, type SceneSummary, type Score } from './audio-bench/score';
import { resultTable } from './audio-bench/table';
import { wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { createProgress } from './support/progress';

interface Options {
  readonly scenes: number;
  readonly seed: number;
  readonly folder?: string;
  readonly page?: string;
  readonly fit?: string;
  readonly json?: boolean;
}

/** The network is fitted on kits drawn from this seed; every other seed gives kits that it has not heard. */
const FIT_SEED = 909;
const FIT_SCENES = 1000;

const LOOP: SceneOptions = { bars: 4, isLoop: true };
const TRACK: SceneOptions = { bars: 16, isLoop: false };

const program = new Command('audio-bench')
  .description(
    'Measures how well audio is heard: on rendered drums of which everything is known, and on loops.',
  )
  .option('--scenes <n>', 'rendered loops to hear, and a quarter as many tracks', wholeNumber(4, 10_000), 40)
  .option(
    '--seed <n>',
    `of the kits and patterns, any but ${FIT_SEED}, which the network was fitted on`,
    wholeNumber(0),
    1,
  )
  .option('--folder <dir>', 'loops with their tempo in the file name to hear besides, the name ignored')
  .option('--page <file>', 'where to draw a grid for each of those loops', 'out/audio-bench.html')
  .option(
    '--fit <file>',
    'fit the network that tells drums apart anew, write it there for npm run format, and measure nothing',
  )
  .option('--json', 'print one JSON document on standard output and nothing else there')
  .action(run);

async function run(options: Options): Promise<void> {
  if (options.fit !== undefined) {
    await fit(options.fit, options);
    return;
  }
  const loops = hearScenes('loops', options.scenes, LOOP, options);
  const tracks = hearScenes('tracks', Math.ceil(options.scenes / 4), TRACK, options);
  const heard = options.folder === undefined ? undefined : await hearLoops(options.folder, options);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ seed: options.seed, loops, tracks, folder: heard })}\n`);
    return;
  }
  process.stdout.write(resultTable(loops, tracks, heard));
}

function hearScenes(
  label: string,
  count: number,
  shape: SceneOptions,
  { seed, json = false }: Options,
): SceneSummary {
  const random = Random.fromSeed(seed);
  const progress = createProgress(label, { total: count, unit: 'scenes', silent: json });
  const scores: Score[] = [];
  let audioSeconds = 0;
  let workSeconds = 0;
  for (let scene = 0; scene < count; scene++) {
    const rendered = makeScene(random.fork(), shape);
    const before = process.cpuUsage();
    const analysis = analyseSound({ sampleRate: SAMPLE_RATE, samples: rendered.samples });
    // Time of this processor alone: what other programs take is no slowness of ours.
    workSeconds += process.cpuUsage(before).user / 1e6;
    audioSeconds += rendered.samples.length / SAMPLE_RATE;
    scores.push(scoreOf(analysis, rendered));
    progress.update(scene + 1, rendered.name);
  }
  progress.stop();
  return summaryOf(scores, audioSeconds / workSeconds);
}

async function hearLoops(folder: string, { page, json = false }: Options): Promise<readonly HeardLoop[]> {
  const progress = createProgress('folder', { total: 0, unit: 'files', silent: json });
  const heard = await hearFolder(folder, (done, name) => {
    progress.setTotal(done);
    progress.update(done, name);
  });
  progress.stop();
  if (page !== undefined) await writeFileWhole(page, folderPage(heard));
  return heard.map(({ name, labelBpm, heardBpm, isRight, reason }) => ({
    name,
    labelBpm,
    heardBpm,
    isRight,
    reason,
  }));
}

async function fit(file: string, { json = false }: Options): Promise<void> {
  const progress = createProgress('fit', { total: FIT_SCENES, unit: 'steps', silent: json });
  const network = fitDrumNetwork({
    scenes: FIT_SCENES,
    seed: FIT_SEED,
    onProgress: (done, total, words) => {
      progress.setTotal(total);
      progress.update(done, words);
    },
  });
  progress.stop();
  await writeFileWhole(file, `${JSON.stringify(network)}\n`);
}

void runCommand(program);
