import { Command } from 'commander';
import { writeFileWhole } from '../src/files/whole';
import { resultTable } from '../src/measure/audio-bench/audio-table';
import { SHIPPED_FIT, fitDrumNetwork } from '../src/measure/audio-bench/fit-drum-network';
import { hearScenes } from '../src/measure/audio-bench/hear-scenes';
import { folderPage, hearFolder, loopFigures } from '../src/measure/audio-bench/labelled-loops';
import type { OnProgress } from '../src/measure/audio-bench/on-progress';
import type { SceneSummary } from '../src/measure/audio-bench/scene-summary';
import { wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { createProgress, type ProgressOptions } from './support/progress';

interface Options {
  readonly scenes: number;
  readonly seed: number;
  readonly folder?: string;
  readonly page?: string;
  readonly fit?: string;
  readonly json?: boolean;
}

const program = new Command('audio-bench')
  .description('Measures how well audio is transcribed: on rendered drums with known hits, and on loops.')
  .option(
    '--scenes <n>',
    'rendered loops to transcribe, and a quarter as many tracks',
    wholeNumber(4, 10_000),
    40,
  )
  .option(
    '--seed <n>',
    `seed of the kits and patterns; any but ${SHIPPED_FIT.seed}, which the network was fitted on`,
    wholeNumber(0),
    1,
  )
  .option('--folder <dir>', 'also transcribe these loops and check against the tempo in their file names')
  .option('--page <file>', 'page to write, with a grid for each of those loops', 'out/audio-bench.html')
  .option(
    '--fit <file>',
    'refit the network that tells drums apart, write it to this file (then npm run format) and measure nothing',
  )
  .option('--json', 'print one JSON document on standard output, and nothing else')
  .action(run);

async function run({ scenes, seed, folder, page, fit, json = false }: Options): Promise<void> {
  const showing = async <Result>(
    label: string,
    options: ProgressOptions,
    work: (onProgress: OnProgress) => Result | Promise<Result>,
  ): Promise<Result> => {
    const progress = createProgress(label, { ...options, silent: json });
    const result = await work((done, total, words) => {
      progress.setTotal(total);
      progress.update(done, words);
    });
    progress.stop();
    return result;
  };
  if (fit !== undefined) {
    const network = await showing('fit', { total: SHIPPED_FIT.scenes, unit: 'steps' }, (onProgress) =>
      fitDrumNetwork({ ...SHIPPED_FIT, onProgress }),
    );
    await writeFileWhole(fit, `${JSON.stringify(network)}\n`);
    return;
  }
  const hear = (kind: 'loops' | 'tracks', count: number): Promise<SceneSummary> =>
    showing(kind, { total: count, unit: 'scenes' }, (onProgress) =>
      hearScenes({ kind, count, seed, onProgress }),
    );
  const loops = await hear('loops', scenes);
  const tracks = await hear('tracks', Math.ceil(scenes / 4));
  const heard =
    folder === undefined
      ? undefined
      : await showing('folder', { total: 0, unit: 'files' }, (onProgress) => hearFolder(folder, onProgress));
  if (heard && page !== undefined) await writeFileWhole(page, folderPage(heard));
  const document = { seed, loops, tracks, folder: heard && loopFigures(heard) };
  process.stdout.write(json ? `${JSON.stringify(document)}\n` : resultTable(loops, tracks, heard));
}

void runCommand(program);
