import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import { readManifest } from '../../../src/corpus/read-corpus';
import type { CorpusRecord } from '../../../src/corpus/record';
import { record, recordsIn, sourceOf, withFolder } from '../support/fixtures';

const OTHER = [0, 3, 6, 9, 16, 19, 22, 25];
const THIRD = [1, 4, 8, 13, 16, 20, 25, 28];

function* failing(error: Error): Generator<CorpusRecord> {
  yield record('a');
  throw error;
}

describe('building a corpus', () => {
  it('gives back the records it was given, in order', async () => {
    await withFolder(async (folder) => {
      const records = [record('a'), record('b', { steps: OTHER, style: 'techno', tempoBpm: 133.5 })];
      const manifest = await buildCorpus(sourceOf(records), join(folder, 'out'));
      assert.deepEqual(await recordsIn(join(folder, 'out')), records);
      assert.deepEqual(await readManifest(join(folder, 'out')), manifest);
      assert.deepEqual(manifest.windowsBySplit, { train: 2, validation: 0, test: 0 });
    });
  });

  it('counts by style, split and provenance, so that a model can say what it learned from', async () => {
    await withFolder(async (folder) => {
      const records = [
        record('a'),
        record('b', { steps: OTHER, provenance: 'recombined' }),
        record('c', { steps: THIRD, split: 'test' }),
      ];
      const { counts } = await buildCorpus(sourceOf(records), join(folder, 'out'));
      assert.deepEqual(counts, [
        { style: 'house', split: 'train', provenance: 'human', windows: 1 },
        { style: 'house', split: 'train', provenance: 'recombined', windows: 1 },
        { style: 'house', split: 'test', provenance: 'human', windows: 1 },
      ]);
    });
  });

  it('gives the same bytes for the same input', async () => {
    await withFolder(async (folder) => {
      const records = [record('a'), record('b', { steps: OTHER, split: 'test' })];
      for (const name of ['one', 'two']) await buildCorpus(sourceOf(records), join(folder, name));
      const read = (name: string): string[] =>
        ['manifest.json', 'shards/train-0000.jsonl', 'shards/test-0000.jsonl'].map((file) =>
          readFileSync(join(folder, name, file), 'utf8'),
        );
      assert.deepEqual(read('one'), read('two'));
    });
  });

  it('replaces an older corpus whole', async () => {
    await withFolder(async (folder) => {
      const out = join(folder, 'out');
      await buildCorpus(sourceOf([record('a'), record('b', { steps: OTHER, split: 'test' })]), out);
      await buildCorpus(sourceOf([record('c')]), out);
      assert.deepEqual(
        (await recordsIn(out)).map(({ id }) => id),
        ['c'],
      );
      assert.deepEqual(readdirSync(folder), ['out']);
    });
  });

  it('refuses a folder that holds other things, which it would otherwise delete', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'music'));
      writeFileSync(join(folder, 'music', 'song.mid'), 'precious');
      await assert.rejects(
        buildCorpus(sourceOf([record('a')]), join(folder, 'music')),
        /files that are not a corpus/,
      );
      await assert.rejects(
        buildCorpus(sourceOf([record('a')]), join(folder, 'music', 'song.mid')),
        /is a file; --out takes a folder/,
      );
      assert.equal(readFileSync(join(folder, 'music', 'song.mid'), 'utf8'), 'precious');
    });
  });

  it('refuses a project that happens to have a manifest.json, and a corpus with a file of the user’s in it', async () => {
    await withFolder(async (folder) => {
      const web = join(folder, 'web');
      mkdirSync(web);
      writeFileSync(join(web, 'manifest.json'), '{}');
      const build = (): Promise<unknown> => buildCorpus(sourceOf([record('a')]), web);
      await assert.rejects(build(), /files that are not a corpus \(such as manifest\.json\)/);
      assert.deepEqual(readdirSync(web), ['manifest.json']);

      const out = join(folder, 'out');
      await buildCorpus(sourceOf([record('a')]), out);
      writeFileSync(join(out, 'explore.html'), 'made from the corpus');
      writeFileSync(join(out, '.DS_Store'), 'left by a file manager');
      await buildCorpus(sourceOf([record('b')]), out);
      writeFileSync(join(out, 'thesis.txt'), 'precious');
      await assert.rejects(buildCorpus(sourceOf([record('c')]), out), /such as thesis\.txt/);
      assert.equal(readFileSync(join(out, 'thesis.txt'), 'utf8'), 'precious');
    });
  });

  it('says in one sentence that the folder cannot be made', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'file'), '');
      await assert.rejects(
        buildCorpus(sourceOf([record('a')]), join(folder, 'file', 'deeper')),
        /^Error: Could not write .*deeper: there is a file where a folder is needed\.$/,
      );
    });
  });

  it('leaves nothing behind when it fails, and an older corpus as it was', async () => {
    await withFolder(async (folder) => {
      const out = join(folder, 'out');
      await assert.rejects(buildCorpus(sourceOf(failing(new Error('no more'))), out), /^Error: no more$/);
      assert.deepEqual(readdirSync(folder), []);
      await buildCorpus(sourceOf([record('old')]), out);
      await assert.rejects(buildCorpus(sourceOf(failing(new Error('no more'))), out));
      assert.deepEqual(readdirSync(folder), ['out']);
      assert.equal((await recordsIn(out))[0]?.id, 'old');
    });
  });

  it('says in one sentence that the disk is full', async () => {
    await withFolder(async (folder) => {
      const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
        code: 'ENOSPC',
        syscall: 'write',
      });
      await assert.rejects(
        buildCorpus(sourceOf(failing(full)), join(folder, 'out')),
        /^Error: Could not write .*out: the disk is full; [^.]*\.$/,
      );
      assert.ok(!existsSync(join(folder, 'out')));
    });
  });

  it('stops between two records when asked to, and leaves nothing behind', async () => {
    await withFolder(async (folder) => {
      const stop = new AbortController();
      const records = function* (): Generator<CorpusRecord> {
        yield record('a');
        stop.abort();
        yield record('b', { steps: OTHER });
      };
      await assert.rejects(buildCorpus(sourceOf(records()), join(folder, 'out'), { signal: stop.signal }));
      assert.deepEqual(readdirSync(folder), []);
    });
  });

  it('notices a signal in the middle of a source that never waits, as when a user presses Ctrl-C', async () => {
    await withFolder(async (folder) => {
      const stop = new AbortController();
      setImmediate(() => {
        stop.abort();
      });
      let given = 0;
      const records = function* (): Generator<CorpusRecord> {
        for (; given < 5000; given++) yield record(String(given));
      };
      await assert.rejects(buildCorpus(sourceOf(records()), join(folder, 'out'), { signal: stop.signal }));
      assert.ok(given < 1000, String(given));
      assert.deepEqual(readdirSync(folder), []);
    });
  });

  it('refuses to write an empty corpus', async () => {
    await withFolder(async (folder) => {
      await assert.rejects(buildCorpus(sourceOf([]), join(folder, 'out')), /no patterns to write/);
    });
  });

  it('cuts long corpora into shards and counts them in the manifest', async () => {
    await withFolder(async (folder) => {
      // Every number below 2¹⁴ as the hits of one bar: as many different patterns.
      const records = Array.from({ length: 10_000 }, (_, number) =>
        record(String(number), {
          steps: [...Array.from({ length: 16 }, (_, bit) => bit).filter((bit) => (number >> bit) & 1), 31],
        }),
      );
      const { shards, windows } = await buildCorpus(sourceOf(records), join(folder, 'out'));
      assert.deepEqual(
        shards.map(({ file, records: count }) => [file, count]),
        [
          ['train-0000.jsonl', 8192],
          ['train-0001.jsonl', 1808],
        ],
      );
      assert.equal(windows, 10_000);
    });
  });
});

describe('a duplicate', () => {
  async function build(records: CorpusRecord[]): Promise<{ ids: string[]; counts: unknown }> {
    return withFolder(async (folder) => {
      const { duplicates } = await buildCorpus(sourceOf(records), join(folder, 'out'));
      return { ids: (await recordsIn(join(folder, 'out'))).map(({ id }) => id).sort(), counts: duplicates };
    });
  }

  it('is recognised by its hits: another velocity does not make another rhythm', async () => {
    const louder = {
      ...record('b'),
      hits: record('b').hits.map((hit) => [hit[0], hit[1], 0.9, 0.1] as typeof hit),
    };
    const { ids, counts } = await build([record('a'), louder]);
    assert.deepEqual(ids, ['a']);
    assert.deepEqual(counts, { withinSplit: 1, acrossSplits: 0 });
  });

  it('may appear under two styles of one split, as both styles have that rhythm', async () => {
    assert.deepEqual((await build([record('a'), record('b', { style: 'techno' })])).ids, ['a', 'b']);
  });

  it('leaves the held-out splits, even when training meets the rhythm later', async () => {
    const { ids, counts } = await build([
      record('held', { split: 'test' }),
      record('kept', { split: 'test', steps: OTHER }),
      record('train', { style: 'techno' }),
    ]);
    assert.deepEqual(ids, ['kept', 'train']);
    assert.deepEqual(counts, { withinSplit: 0, acrossSplits: 1 });
  });

  it('leaves test when it is in validation too', async () => {
    const { ids } = await build([
      record('train', { steps: OTHER }),
      record('test', { split: 'test' }),
      record('validation', { split: 'validation' }),
    ]);
    assert.deepEqual(ids, ['train', 'validation']);
  });

  it('may be a held-out window whose two bars were both learned, one after the other or not', async () => {
    const { ids } = await build([
      record('a', { steps: [0, 4, 8, 12, 16, 19, 22, 25] }),
      record('swapped', { split: 'test', steps: [0, 3, 6, 9, 16, 20, 24, 28] }),
      record('half', { split: 'test', steps: [0, 4, 8, 12, 17, 20, 24, 28] }),
    ]);
    assert.deepEqual(ids, ['a', 'half']);
  });
});
