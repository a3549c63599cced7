import assert from 'node:assert/strict';
import { UNIT_BARS, UNIT_STEPS } from '../../src/rhythm/grid';
import { hitsOf, patternFromHits } from '../../src/rhythm/pattern';
import { VOICE_COUNT } from '../../src/rhythm/voices';
import {
  followedRows,
  keepSpread,
  packPattern,
  snapshotSchema,
  unpackPattern,
} from '../../src/training/snapshots';
import type { EvaluationRow, Snapshot } from '../../src/training/run-history';

const pattern = patternFromHits(UNIT_BARS, [
  { step: 0, voice: 0, velocity: 1, offset: 0 },
  { step: 17, voice: 4, velocity: 0.31, offset: -0.5 },
  { step: UNIT_STEPS - 1, voice: VOICE_COUNT - 1, velocity: 0.7, offset: 0.33 },
]);

describe('packPattern', () => {
  it('keeps every hit, as loud and as late as one can see', () => {
    const packed = packPattern(pattern);
    assert.equal(packed.length, 16);
    const hits = hitsOf(unpackPattern(packed));
    hitsOf(pattern).forEach((hit, at) => {
      const found = hits[at]!;
      assert.deepEqual([found.step, found.voice], [hit.step, hit.voice]);
      assert.ok(
        Math.abs(found.velocity - hit.velocity) < 0.003 && Math.abs(found.offset - hit.offset) < 0.003,
      );
    });
    assert.equal(packPattern(unpackPattern(packed)), packed);
  });

  it('has a schema that refuses hits outside the grid, which no picture could show', () => {
    const outside = Buffer.from([0xff, 0xff, 1, 1]).toString('base64');
    assert.ok(snapshotSchema.safeParse({ step: 1, patterns: [packPattern(pattern), ''] }).success);
    for (const text of [outside, 'AAAA', '?'])
      assert.equal(snapshotSchema.safeParse({ step: 1, patterns: [text] }).success, false);
  });
});

describe('keepSpread', () => {
  it('keeps the first, the latest and even steps between, however long a run lasts', () => {
    let snapshots: Snapshot[] = [];
    const evaluations: EvaluationRow[] = [];
    for (let step = 100; step <= 10_000; step += 100) {
      evaluations.push({ step, metrics: {} });
      snapshots = keepSpread(snapshots, { step, patterns: [] }, evaluations);
      assert.ok(snapshots.length <= 9);
      assert.ok(snapshots.length >= Math.min(evaluations.length, 5));
      assert.equal(snapshots[0]!.step, 100);
      assert.equal(snapshots.at(-1)!.step, step);
      const gaps = snapshots.slice(1, -1).map((snapshot, at) => snapshot.step - snapshots[at]!.step);
      assert.ok(gaps.every((gap) => gap === gaps[0]));
    }
  });
});

describe('followedRows', () => {
  it('follows one rhythm of every style before a second of any', () => {
    assert.deepEqual(followedRows(['rock', 'rock', 'house', 'rock', 'techno', 'house']), [0, 2, 4, 1]);
    assert.deepEqual(followedRows(['house']), [0]);
  });
});
