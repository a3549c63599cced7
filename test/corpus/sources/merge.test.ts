import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildCorpus } from '../../../src/corpus/writing/build-corpus';
import { mergedSource } from '../../../src/corpus/sources/merge';
import { record, recordsIn, sourceOf, withFolder } from '../support/fixtures';

const OTHER = [0, 3, 6, 9, 16, 19, 22, 25];

describe('merging corpora', () => {
  it('keeps the records, the sources and what was counted', async () => {
    await withFolder(async (folder) => {
      const [a, b, out] = [join(folder, 'a'), join(folder, 'b'), join(folder, 'out')];
      await buildCorpus(sourceOf([record('a')]), a);
      await buildCorpus(sourceOf([record('b', { steps: OTHER })]), b);
      const manifest = await buildCorpus(await mergedSource([a, b]), out);
      assert.deepEqual(
        (await recordsIn(out)).map(({ id }) => id),
        ['a', 'b'],
      );
      assert.equal(manifest.filesRead, 2);
      assert.equal(manifest.sources.length, 1);
    });
  });

  it('removes from test what another corpus trains on', async () => {
    await withFolder(async (folder) => {
      const [a, b, out] = [join(folder, 'a'), join(folder, 'b'), join(folder, 'out')];
      await buildCorpus(sourceOf([record('held', { split: 'test' }), record('x', { steps: OTHER })]), a);
      await buildCorpus(sourceOf([record('learned', { style: 'rock' })]), b);
      const { duplicates } = await buildCorpus(await mergedSource([a, b]), out);
      assert.deepEqual(
        (await recordsIn(out)).map(({ id }) => id),
        ['x', 'learned'],
      );
      assert.deepEqual(duplicates, { withinSplit: 0, acrossSplits: 1 });
    });
  });

  it('may overwrite one of the corpora it reads', async () => {
    await withFolder(async (folder) => {
      const [a, b] = [join(folder, 'a'), join(folder, 'b')];
      await buildCorpus(sourceOf([record('a')]), a);
      await buildCorpus(sourceOf([record('b', { steps: OTHER })]), b);
      await buildCorpus(await mergedSource([a, b]), a);
      assert.equal((await recordsIn(a)).length, 2);
    });
  });

  it('says which of the folders is not a corpus', async () => {
    await withFolder(async (folder) => {
      await assert.rejects(mergedSource([join(folder, 'nothing')]), /nothing is not a corpus/);
    });
  });
});
