import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCorpus } from '../../src/corpus/writing/build-corpus';
import { readManifest } from '../../src/corpus/read-corpus';
import { record, recordsIn, sourceOf, withFolder } from './support/fixtures';

describe('reading a corpus', () => {
  it('names the file and line of what does not fit, so that it can be found', async () => {
    await withFolder(async (folder) => {
      const out = join(folder, 'c');
      await buildCorpus(sourceOf([record('a')]), out);
      const shard = join(out, 'shards', 'train-0000.jsonl');
      appendFileSync(shard, `${JSON.stringify({ ...record('b'), tempoBpm: 4000 })}\n`);
      await assert.rejects(recordsIn(out), /train-0000\.jsonl, line 2, is not valid: tempoBpm/);
      writeFileSync(shard, `${JSON.stringify(record('a'))}\n{"id": "b"`);
      await assert.rejects(recordsIn(out), /train-0000\.jsonl, line 2, is not JSON/);
    });
  });

  it('does not fill the memory with a file that has no lines', async () => {
    await withFolder(async (folder) => {
      const out = join(folder, 'c');
      await buildCorpus(sourceOf([record('a')]), out);
      writeFileSync(join(out, 'shards', 'train-0000.jsonl'), 'x'.repeat(2_000_000));
      await assert.rejects(recordsIn(out), /train-0000\.jsonl has a line that is too long for a record/);
    });
  });

  it('says that a folder is not a corpus', async () => {
    await withFolder(async (folder) => {
      await assert.rejects(recordsIn(folder), /is not a corpus/);
      await assert.rejects(readManifest(folder), /is not a corpus/);
      writeFileSync(join(folder, 'manifest.json'), '{"schemaVersion": 99}');
      await assert.rejects(readManifest(folder), /manifest\.json is not valid: schemaVersion/);
    });
  });
});
