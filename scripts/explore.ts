import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { MANIFEST_FILE } from '../src/corpus/manifest';
import { readCorpus, readManifest } from '../src/corpus/read-corpus';
import { explore, type Exploration } from '../src/exploration/explore-corpus';
import { explorationPage } from '../src/exploration/corpus-page';
import { exploreTracks } from '../src/exploration/tracks/explore-tracks';
import { tracksPage } from '../src/exploration/tracks/tracks-page';
import type { TrackSummary } from '../src/exploration/tracks/track-statistics';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { runCommand } from './support/cli';
import { createProgress } from './support/progress';

interface ExploreArguments {
  readonly out?: string;
  readonly json?: boolean;
}

const program = new Command('explore')
  .description(
    'Writes a self-contained HTML page: counts, profiles, timing, typical and rare patterns of a corpus; or features, keys, sections and onsets of analysed tracks.',
  )
  .argument(
    '<dir>',
    'folder written by `npm run corpus` or `npm run spotify`, or a folder of analysis documents',
  )
  .option('--out <file>', 'page to write (default: explore.html in that folder)')
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(dir: string, options: ExploreArguments): Promise<void> {
  const isCorpus = existsSync(join(dir, MANIFEST_FILE));
  const { page, figures } = isCorpus ? await ofCorpus(dir, options) : await ofTracks(dir, options);
  const file = resolve(options.out ?? join(dir, 'explore.html'));
  await makeFolder(dirname(file));
  await writeFileWhole(file, page);
  process.stdout.write(options.json ? `${JSON.stringify({ file, ...figures }, null, 2)}\n` : `${file}\n`);
}

interface Explored {
  readonly page: string;
  /** What `--json` prints. */
  readonly figures: object;
}

async function ofCorpus(dir: string, { json = false }: ExploreArguments): Promise<Explored> {
  const manifest = await readManifest(dir);
  const progress = createProgress('Exploring', {
    total: 2 * manifest.windows,
    unit: 'patterns',
    silent: json,
  });
  let exploration: Exploration;
  try {
    exploration = await explore(() => readCorpus(dir), {
      onProgress: (done, words) => {
        progress.update(done, words);
      },
    });
  } finally {
    progress.stop();
  }
  if (exploration.summary.patterns === 0)
    throw new Error(`${dir} contains no patterns, so there is nothing to show.`);
  const page = explorationPage(exploration, manifest, basename(resolve(dir)));
  return { page, figures: figuresOf(exploration) };
}

async function ofTracks(dir: string, { json = false }: ExploreArguments): Promise<Explored> {
  const progress = createProgress('Exploring', { total: 0, unit: 'tracks', silent: json });
  let summary: TrackSummary;
  try {
    summary = await exploreTracks(dir, {
      onProgress: (done, words) => {
        progress.setTotal(done);
        progress.update(done, words);
      },
    });
  } finally {
    progress.stop();
  }
  if (summary.documents === 0 && summary.genreCount === 0) {
    const [reason] = summary.left;
    throw new Error(
      `${dir} is not a corpus: it has no ${MANIFEST_FILE}, and no analysis documents either${reason ? `: ${reason.name}` : '.'}`,
    );
  }
  return { page: tracksPage(summary, basename(resolve(dir))), figures: { summary } };
}

function figuresOf({ summary, picks }: Exploration): object {
  return {
    summary,
    picks: picks.map(({ style, typical, rarest }) => ({
      style,
      typical: typical.map(({ record, score }) => ({ id: record.id, typicality: score })),
      rarest: rarest.map(({ record, score }) => ({ id: record.id, typicality: score })),
    })),
  };
}
