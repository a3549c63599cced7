import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildCorpus } from '../../src/corpus/writing/build-corpus';
import type { CorpusManifest } from '../../src/corpus/manifest';
import { readCorpus } from '../../src/corpus/read-corpus';
import { explore } from '../../src/exploration/explore-corpus';
import { explorationPage } from '../../src/exploration/corpus-page';
import { bothBars, houseHits, recordOf, streamOf } from './records';

const ROOT = resolve(__dirname, '../..');

describe('the corpus report', () => {
  let folder: string;
  let corpus: string;
  let manifest: CorpusManifest;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fourfloor explore [test] ü '));
    corpus = join(folder, 'my corpus [1]');
    manifest = await buildCorpus(
      {
        descriptions: [
          {
            name: 'test',
            licence: 'CC0 1.0',
            credit: '<Nobody & co>',
            provenance: 'human',
            rules: ['None.'],
          },
        ],
        records: (stats) => {
          stats.filesRead = 2;
          stats.skip('<b>waltz</b>.mid', 'It is in 3/4.');
          return streamOf([
            recordOf('house/1#0', houseHits()),
            recordOf('techno/1#0', bothBars('kick', [0, 4, 8, 12]), { style: 'techno', split: 'test' }),
          ]).open();
        },
      },
      corpus,
    );
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is written whole beside a corpus whose path holds blanks, brackets and umlauts', () => {
    const { status, stdout, stderr } = command(corpus, '--json');
    assert.equal(status, 0, stderr);
    const page = readFileSync(join(corpus, 'explore.html'), 'utf8');
    assert.match(page, /^<!doctype html>[\s\S]*<\/html>\n$/);
    assert.deepEqual(readdirSync(corpus).sort(), ['explore.html', 'manifest.json', 'shards']);
    const printed = JSON.parse(stdout) as { file: string; summary: { patterns: number } };
    assert.equal(printed.file, join(corpus, 'explore.html'));
    assert.equal(printed.summary.patterns, 2);
  });

  it('fails with one sentence for a folder that is not a corpus, because a stack trace helps no musician', () => {
    const { status, stdout, stderr } = command(folder);
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: .* is not a corpus: .*\n$/);
  });

  it('has the same bytes for the same corpus, so that two reports can be compared', async () => {
    assert.equal(await pageOf(), await pageOf());
  });

  it('names sources, licences and skipped files, with any markup in them escaped', async () => {
    const page = await pageOf();
    for (const words of [
      'CC0 1.0',
      '&lt;Nobody &amp; co&gt;',
      '&lt;b&gt;waltz&lt;/b&gt;.mid',
      'It is in 3/4.',
    ]) {
      assert.ok(page.includes(words), words);
    }
  });

  it('shows every style with its profile and its patterns', async () => {
    const page = await pageOf();
    for (const words of ['<h2>house</h2>', '<h2>techno</h2>', 'house/1#0', 'techno/1#0']) {
      assert.ok(page.includes(words), words);
    }
    assert.equal(page.split('class="grid"').length - 1, 4, 'one typical and one rare pattern a style');
  });

  async function pageOf(): Promise<string> {
    return explorationPage(await explore(() => readCorpus(corpus)), manifest, 'my corpus [1]');
  }

  function command(...words: string[]): { status: number | null; stdout: string; stderr: string } {
    const script = join(ROOT, 'scripts/explore.ts');
    return spawnSync(process.execPath, ['-r', 'ts-node/register', script, ...words], {
      cwd: ROOT,
      encoding: 'utf8',
    });
  }
});
