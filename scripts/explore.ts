import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { readCorpus, readManifest } from '../src/corpus/read';
import { explore, type Exploration } from '../src/exploration/explore';
import { explorationPage } from '../src/exploration/page';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { runCommand } from './support/cli';
import { createProgress } from './support/progress';

interface ExploreArguments {
  readonly out?: string;
  readonly json?: boolean;
}

const program = new Command('explore')
  .description(
    'Writes a self-contained HTML page about a corpus: counts, profiles, timing, typical and rare patterns.',
  )
  .argument('<dir>', 'folder that `npm run corpus` has written')
  .option('--out <file>', 'the page to write (default: explore.html in that folder)')
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(dir: string, { out, json = false }: ExploreArguments): Promise<void> {
  const file = resolve(out ?? join(dir, 'explore.html'));
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
    throw new Error(`${dir} holds no pattern, so there is nothing to show.`);
  await makeFolder(dirname(file));
  await writeFileWhole(file, explorationPage(exploration, manifest, basename(resolve(dir))));
  process.stdout.write(json ? `${JSON.stringify(document(file, exploration), null, 2)}\n` : `${file}\n`);
}

function document(file: string, { summary, picks }: Exploration): unknown {
  return {
    file,
    summary,
    picks: picks.map(({ style, typical, rarest }) => ({
      style,
      typical: typical.map(({ record, score }) => ({ id: record.id, typicality: score })),
      rarest: rarest.map(({ record, score }) => ({ id: record.id, typicality: score })),
    })),
  };
}
