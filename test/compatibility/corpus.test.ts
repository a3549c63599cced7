import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readClip } from '../../scripts/support/midi-clip';
import type { CorpusManifest } from '../../src/corpus/manifest';
import { readManifest } from '../../src/corpus/read-corpus';
import { patternOfRecord, type CorpusRecord } from '../../src/corpus/record';
import { mergedSource } from '../../src/corpus/sources/merge';
import { buildCorpus } from '../../src/corpus/writing/build-corpus';
import { hitsOf } from '../../src/rhythm/pattern';
import { recordsIn, withFolder } from '../corpus/support/fixtures';
import { assertHolds } from './support/assert-holds';
import { fixture, fixturePath } from './support/fixtures';

const CORPUS = fixturePath('corpus');
const MANIFEST = fixture<CorpusManifest>('corpus', 'manifest.json');
const SHARDS = readdirSync(join(CORPUS, 'shards')).sort();

/** The records as they stand in the files, read by nothing of ours. */
const LINES = SHARDS.flatMap((name) =>
  readFileSync(join(CORPUS, 'shards', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusRecord),
);

describe('a corpus that 0.1.0 wrote', () => {
  it('has its manifest read whole, because licences and credits are kept nowhere else', async () => {
    assertHolds(await readManifest(CORPUS), MANIFEST, 'manifest');
  });

  it('gives every record as it was written, because a corpus may have taken days to make', async () => {
    const records = await recordsIn(CORPUS);
    assert.equal(records.length, MANIFEST.windows);
    assertHolds(records, LINES, 'records');
  });

  it('gives every hit its step, voice, velocity and offset, in that order', () => {
    for (const record of LINES) {
      const hits = hitsOf(patternOfRecord(record));
      assert.equal(hits.length, record.hits.length, record.id);
      hits.forEach(({ step, voice, velocity, offset }, at) => {
        const [stepThen, voiceThen, velocityThen, offsetThen] = record.hits[at]!;
        assert.deepEqual([step, voice], [stepThen, voiceThen]);
        assert.ok(Math.abs(velocity - velocityThen) < 1e-6 && Math.abs(offset - offsetThen) < 1e-6);
      });
    }
  });

  it('can be merged into a new one, pattern for pattern, with what it had skipped', async () => {
    await withFolder(async (folder) => {
      const out = join(folder, 'merged');
      const merged = await buildCorpus(await mergedSource([CORPUS]), out);
      assertHolds(await recordsIn(out), LINES, 'records');
      assertHolds(merged.sources, MANIFEST.sources, 'sources');
      assertHolds(merged.filesSkipped, MANIFEST.filesSkipped, 'filesSkipped');
    });
  });

  it('holds the very bytes that its manifest names, so that this test reads what 0.1.0 wrote', () => {
    const files = SHARDS.map((name) => readFileSync(join(CORPUS, 'shards', name)));
    const sha256 = files.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
    assert.deepEqual(
      sha256,
      MANIFEST.shards.map((shard) => shard.sha256),
    );
  });
});

describe('a .mid file that 0.1.0 generated', () => {
  it('is read as the rhythm that was in it, because --like and --lock start from such files', async () => {
    const pattern = await readClip(fixturePath('rhythm.mid'));
    const expected = fixture<{ readonly bars: number; readonly hits: readonly unknown[] }>(
      'rhythm.read.json',
    );
    const hits = hitsOf(pattern).map(({ step, voice, velocity, offset }) => [step, voice, velocity, offset]);
    assert.deepEqual({ bars: pattern.bars, hits }, expected);
  });
});
