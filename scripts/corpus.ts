import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { audioFolderSource } from '../src/corpus/sources/audio-folder';
import { forgetAnalyses } from '../src/corpus/audio/kept-analyses';
import { buildCorpus } from '../src/corpus/writing/build-corpus';
import { GROOVE_DOWNLOAD, cacheFolder, cachedDownload } from '../src/corpus/archives/download';
import { clipsSource } from '../src/corpus/clips/clips-source';
import { grooveSource } from '../src/corpus/sources/groove-midi';
import type { CorpusManifest } from '../src/corpus/manifest';
import { mergedSource } from '../src/corpus/sources/merge';
import { midiFolderSource } from '../src/corpus/sources/midi-folder';
import { MAX_TEMPO_BPM, MIN_TEMPO_BPM } from '../src/corpus/record';
import type { CorpusSource } from '../src/corpus/source';
import { spotifyFolderSource } from '../src/corpus/sources/spotify-folder';
import { profileTable, summaryOf } from '../src/corpus/summary';
import { styleSlug } from '../src/rhythm/style-name';
import { stemsSource } from '../src/corpus/sources/stems';
import { numberWithin, oneWordOrMore, wholeNumber } from './support/arguments';
import { EXIT, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { createProgress } from './support/progress';

interface CommonOptions {
  readonly out: string;
  readonly json?: boolean;
}

interface AudioOptions {
  readonly style?: string;
  readonly tempo?: number;
  readonly ignoreNames?: boolean;
  readonly analysis?: string;
  readonly threads: number;
  readonly seed: number;
  readonly licence?: string;
  readonly credit?: string;
  readonly url?: string;
}

const DEFAULT_SEED = 909;
const DEFAULT_COUNT = 9000;
const DEFAULT_HELD_OUT = 750;

const program = new Command('corpus').description('Makes a corpus of rhythms to learn from.');

sourceCommand('groove', 'the Groove MIDI Dataset: 1,150 takes by drummers (CC BY 4.0)')
  .option('--archive <file>', 'its .zip or .tar.gz (default: downloaded)')
  .option('--seed <n>', 'seed of the house versions', wholeNumber(0), DEFAULT_SEED)
  .action(async (options: CommonOptions & { archive?: string; seed: number }) => {
    const archive = options.archive ?? (await downloadGroove(options.json ?? false));
    await build(grooveSource(archive, options), options);
  });

sourceCommand('midi', 'all .mid files in a folder and its subfolders')
  .argument('<folder>', 'the folder; its subfolders name the styles')
  .option('--style <name>', 'one style for all files')
  .option('--seed <n>', 'seed of the split by file', wholeNumber(0), DEFAULT_SEED)
  .action(async (folder: string, options: CommonOptions & { style?: string; seed: number }) => {
    await build(midiFolderSource(folder, options), options);
  });

sourceCommand('spotify', 'analysis documents pulled by `npm run spotify`, or a folder of them')
  .argument('<folder>', 'the pull folder; the style of a track is the genre it was found by')
  .option('--style <name>', 'one style for all tracks')
  .option('--seed <n>', 'seed of the split by artist', wholeNumber(0), DEFAULT_SEED)
  .action(async (folder: string, options: CommonOptions & { style?: string; seed: number }) => {
    await build(spotifyFolderSource(folder, options), options);
  });

sourceCommand('audio', 'all wav, mp3, flac and ogg files in a folder and its subfolders, loops or tracks')
  .argument('<folder>', 'the folder; its subfolders name the styles')
  .option('--style <name>', 'one style for all files')
  .option(
    '--tempo <bpm>',
    'one tempo for all files; otherwise the one in a file name like 120bpm_x.mp3, or the one detected',
    numberWithin(MIN_TEMPO_BPM, MAX_TEMPO_BPM),
  )
  .option('--ignore-names', 'detect the tempo even if the file name gives it')
  .option(
    '--analysis <dir>',
    'keep the analyses in this folder, one document per file, and reuse them next time',
  )
  .option(
    '--threads <n>',
    'files analysed at a time',
    wholeNumber(1, 64),
    Math.max(1, availableParallelism() - 1),
  )
  .option('--seed <n>', 'seed of the split by file', wholeNumber(0), DEFAULT_SEED)
  .option('--licence <name>', 'licence of the files, for the manifest and the model card', oneWordOrMore)
  .option('--credit <text>', 'whom to credit for them there', oneWordOrMore)
  .option('--url <address>', 'where to get them', oneWordOrMore)
  .action(async (folder: string, options: CommonOptions & AudioOptions) => {
    const { style, tempo, analysis, threads, seed, licence, credit, url } = options;
    const analysisFolder = analysis ?? `${options.out}.analysis`;
    const source = audioFolderSource(folder, {
      ...(style !== undefined && { style }),
      ...(tempo !== undefined && { tempoBpm: tempo }),
      trustNames: options.ignoreNames !== true,
      seed,
      analysisFolder,
      threads,
      ...(licence !== undefined && { licence }),
      ...(credit !== undefined && { credit }),
      ...(url !== undefined && { url }),
    });
    const manifest = await build(source, options);
    if (manifest && analysis === undefined) await forgetAnalyses(analysisFolder);
  });

sourceCommand('clips', 'a catalogue of single-voice clips, recombined into house, techno and related styles')
  .argument('<file>', 'catalog.json, or an archive that contains it')
  .option('--seed <n>', 'another seed gives other patterns', wholeNumber(0), DEFAULT_SEED)
  .option(
    '--count <n>',
    'training patterns for house; other styles in proportion',
    wholeNumber(10),
    DEFAULT_COUNT,
  )
  .option(
    '--held-out <n>',
    'validation patterns for house, and as many for test; other styles in proportion',
    wholeNumber(1),
    DEFAULT_HELD_OUT,
  )
  .action(async (file: string, options: CommonOptions & { seed: number; count: number; heldOut: number }) => {
    const manifest = await build(await clipsSource(file, options), options);
    if (manifest && !options.json) process.stdout.write(profileTable(manifest));
  });

sourceCommand('stems', 'drum stems heard hit by hit (bars.json), as transcribed training material')
  .argument('<file>', 'bars.json, or an archive that contains it')
  .requiredOption(
    '--style <track=style...>',
    'style of each track to read; other tracks are set aside',
    styleOfTrack,
  )
  .action(async (file: string, options: CommonOptions & { style: ReadonlyMap<string, string> }) => {
    await build(await stemsSource(file, options.style), options);
  });

sourceCommand('merge', 'several corpora merged into one, without duplicates')
  .argument('<dirs...>', 'corpus folders')
  .action(async (dirs: string[], options: CommonOptions) => {
    await build(await mergedSource(dirs), options);
  });

function sourceCommand(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .requiredOption('--out <dir>', 'folder to write; an existing corpus there is replaced')
    .option('--json', 'print the manifest as JSON and nothing else');
}

/** Adds one `TRACK=STYLE` to those before it. */
function styleOfTrack(text: string, before?: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const [, track, style] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (track === undefined || style === undefined) {
    throw new InvalidArgumentError('It must be a track and a style, like Hydrogen=garage.');
  }
  if (before?.has(track)) throw new InvalidArgumentError(`${track} has a style already.`);
  return new Map([...(before ?? []), [track, styleSlug(style)]]);
}

async function downloadGroove(silent: boolean): Promise<string> {
  const progress = createProgress('download', { total: GROOVE_DOWNLOAD.bytes, unit: 'bytes', silent });
  try {
    return await cachedDownload(GROOVE_DOWNLOAD, cacheFolder(), (bytes) => {
      progress.update(bytes);
    });
  } finally {
    progress.stop();
  }
}

/** Builds the corpus and says what is in it; undefined when it was stopped. */
async function build(
  source: CorpusSource,
  { out, json = false }: CommonOptions,
): Promise<CorpusManifest | undefined> {
  const progress = createProgress('corpus', { total: 0, unit: 'done', silent: json });
  const interruption = watchInterrupts('Stopping without writing a corpus');
  let manifest: CorpusManifest;
  try {
    manifest = await buildCorpus(source, out, {
      signal: interruption.signal,
      onProgress: (windows, stats) => {
        const filesDone = stats.filesRead + stats.filesSkipped.length;
        const { expectedFiles, expectedWindows } = stats;
        progress.setTotal(expectedFiles ?? expectedWindows ?? filesDone);
        progress.update(expectedWindows === undefined ? filesDone : windows, `${windows} windows`);
      },
    });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    process.stderr.write('Stopped; nothing was written.\n');
    process.exitCode = EXIT.interrupted;
    return undefined;
  } finally {
    progress.stop();
    interruption.stop();
  }
  process.stdout.write(json ? `${JSON.stringify(manifest, null, 2)}\n` : summaryOf(manifest, out));
  return manifest;
}

void runCommand(program);
