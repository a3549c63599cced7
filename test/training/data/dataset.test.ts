import assert from 'node:assert/strict';
import type { CorpusRecord } from '../../../src/corpus/record';
import { patternOfRecord } from '../../../src/corpus/record';
import { MASK_SIZE } from '../../../src/model/inputs';
import { conditionValuesOf } from '../../../src/rhythm/condition-values';
import { Random } from '../../../src/rhythm/random';
import { createPicker, drawMask, hostBatch } from '../../../src/training/data/batches';
import {
  UNLEARNED,
  collectDataset,
  controlScalesOf,
  type StyleMap,
} from '../../../src/training/data/dataset';
import { controlsAt, patternAt } from '../../../src/training/data/packed-patterns';
import { streamed, syntheticRecords } from '../support/synthetic-corpus';

function collected(records: readonly CorpusRecord[], styleMap?: StyleMap): ReturnType<typeof collectDataset> {
  return collectDataset(streamed(records), styleMap);
}

describe('collectDataset', () => {
  it('packs patterns without changing them, and only the splits it needs', async () => {
    const records = syntheticRecords(60).map((record, index) => ({
      ...record,
      split: index % 5 === 0 ? ('test' as const) : record.split,
    }));
    const { train, validation } = await collected(records);
    const expected = records.filter(({ split }) => split === 'train').map(patternOfRecord);
    assert.equal(train.count, expected.length);
    expected.forEach((pattern, index) => {
      assert.deepEqual(patternAt(train, index), pattern);
      const packed = controlsAt(train, index);
      const measured = conditionValuesOf(pattern);
      assert.ok(Math.abs(packed.swing - measured.swing) < 1e-6 && packed.density === measured.density);
    });
    assert.equal(validation.count, records.filter(({ split }) => split === 'validation').length);
  });

  it('renames and leaves out styles by the map, so that a user decides what the model offers', async () => {
    const { styles, train } = await collected(syntheticRecords(60), { house: 'deep', techno: null });
    assert.deepEqual(styles, ['deep']);
    assert.ok(train.count > 0 && train.styles.every((style) => style === 0));
  });

  it('calls a style unlearned that only held-out patterns have', async () => {
    const records = syntheticRecords(40).map((record) =>
      record.split === 'validation' ? { ...record, style: 'ambient' } : { ...record, style: 'techno' },
    );
    const { styles, validation } = await collected(records);
    assert.deepEqual(styles, ['techno']);
    assert.ok(validation.styles.every((style) => style === UNLEARNED));
  });

  it('has another fingerprint as soon as one velocity differs, or a resume would mix two corpora', async () => {
    const records = syntheticRecords(10);
    const [first, ...rest] = records;
    const [[step, voice, , offset], ...hits] = first!.hits as [
      CorpusRecord['hits'][number],
      ...CorpusRecord['hits'],
    ];
    const changed = [
      { ...first!, hits: [[step, voice, 0.123, offset] as (typeof hits)[number], ...hits] },
      ...rest,
    ];
    const [a, b, again] = await Promise.all([collected(records), collected(changed), collected(records)]);
    assert.notEqual(a.fingerprint, b.fingerprint);
    assert.equal(a.fingerprint, again.fingerprint);
  });

  it('says so when nothing is left to learn from', async () => {
    await assert.rejects(
      collected(syntheticRecords(20), { house: null, techno: null }),
      /no training patterns/,
    );
  });
});

describe('a batch', () => {
  it('draws a style by the power of its size, so that small styles are heard', async () => {
    const { train, styles } = await collected(syntheticRecords(400));
    const counts = styles.map((_, style) => train.styles.filter((label) => label === style).length);
    const share = (styleBalance: number, styleBoosts = {}): number => {
      const random = Random.fromSeed(4);
      const pick = createPicker(train, styles, { styleBalance, styleBoosts });
      const picks = Array.from({ length: 20_000 }, () => train.styles[pick(random)]!);
      return picks.filter((style) => style === 0).length / picks.length;
    };
    const [house, techno] = counts as [number, number];
    assert.ok(Math.abs(share(1) - house / (house + techno)) < 0.02);
    assert.ok(Math.abs(share(0) - 0.5) < 0.02);
    assert.ok(Math.abs(share(0.5) - Math.sqrt(house) / (Math.sqrt(house) + Math.sqrt(techno))) < 0.02);
    assert.equal(share(1, { house: 0 }), 0);
  });

  it('keeps nothing, some voices or one bar, half of the time with voices of the other, in the shares that are asked for', () => {
    const random = Random.fromSeed(5);
    const masks = Array.from({ length: 10_000 }, () =>
      drawMask({ keptVoicesShare: 0.3, keptBarShare: 0.2 }, random),
    );
    const sums = masks.map((mask) => mask.reduce((sum, value) => sum + value, 0));
    const share = (holds: (sum: number, index: number) => boolean): number =>
      sums.filter(holds).length / sums.length;
    assert.ok(Math.abs(share((sum) => sum === 0) - 0.5) < 0.02);
    const keepsBar = (mask: Float32Array): boolean =>
      [0, 1].some((bar) => mask.every((value, at) => at % 2 !== bar || value === 1));
    assert.ok(Math.abs(share((_, index) => keepsBar(masks[index]!)) - 0.2) < 0.02);
    assert.ok(Math.abs(share((sum, index) => keepsBar(masks[index]!) && sum === MASK_SIZE / 2) - 0.1) < 0.02);
    assert.ok(sums.every((sum) => sum < MASK_SIZE));
  });

  it('shows the kept cells as context, nothing else, and no style where any is meant', async () => {
    const { train, styles } = await collected(syntheticRecords(20));
    const layout = { styleCount: styles.length, scales: controlScalesOf(train) };
    const mask = drawMask({ keptVoicesShare: 1, keptBarShare: 0 }, Random.fromSeed(6));
    const batch = hostBatch([{ packed: train, index: 0, mask, anyStyle: true }], layout);
    batch.context.forEach((value, at) => {
      assert.equal(value, batch.free[at] === 0 ? batch.real[at] : 0);
    });
    assert.deepEqual(Array.from(batch.condition.subarray(0, styles.length)), [0, 0]);
  });
});
