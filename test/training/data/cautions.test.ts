import assert from 'node:assert/strict';
import { fewPatternsWords } from '../../../src/corpus/few-patterns';
import { summaryOf } from '../../../src/corpus/summary';
import { readManifest } from '../../../src/corpus/read-corpus';
import { cautionsOn } from '../../../src/training/data/cautions';
import { collectDataset } from '../../../src/training/data/dataset';
import { freshFolder, removeFolders } from '../support/folders';
import { streamed, syntheticRecords, writeCorpus } from '../support/synthetic-corpus';

describe('the cautions on a dataset', () => {
  after(removeFolders);

  it('are none where there is enough to learn from and to measure by', async () => {
    assert.deepEqual(cautionsOn(await collectDataset(streamed(syntheticRecords(200)))), []);
  });

  it('name how few patterns there are and from how many files', async () => {
    const records = syntheticRecords(24).map((record) => ({
      ...record,
      group: 'one',
      split: 'train' as const,
    }));
    const [few, unheld, ...more] = cautionsOn(await collectDataset(streamed(records)));
    assert.match(
      few!,
      /There are 24 training patterns from 1 file, fewer than 100: a model learns them by heart/,
    );
    const [style, held] = more.length > 0 ? [unheld, more[0]] : [undefined, unheld];
    if (style) assert.match(style, /Too few patterns to learn a style from: /);
    assert.match(held!, /No pattern is held out for validation: [^]* do not tell learning from copying/);
  });

  it('name the styles that a handful stands for', async () => {
    const records = syntheticRecords(200).map((record, at) =>
      at < 2 ? { ...record, style: 'polka' } : record,
    );
    const [caution, ...others] = cautionsOn(await collectDataset(streamed(records)));
    assert.deepEqual(others, []);
    assert.match(caution!, /^Too few patterns to learn a style from: polka \(2\)\. In it the model repeats/);
  });

  it('stand under the summary of a corpus already, before anyone trains on it', async () => {
    const folder = freshFolder();
    await writeCorpus(folder, syntheticRecords(1));
    assert.match(
      summaryOf(await readManifest(folder), folder),
      /\nWarning: There is 1 training pattern, fewer than 100/,
    );
    assert.deepEqual(fewPatternsWords(100), []);
    const enough = freshFolder();
    await writeCorpus(enough, syntheticRecords(200));
    assert.doesNotMatch(summaryOf(await readManifest(enough), enough), /Warning/);
  });
});
