import assert from 'node:assert/strict';
import type { CorpusRecord } from '../../../src/corpus/record';
import { countRules } from '../../../src/measure/keepers/count-rules';
import { streamed } from '../../training/support/synthetic-corpus';

/** A window of a take: a kick on the first step unless left out, and so many snares after it. */
function windowOf(take: number, snares: number, more: Partial<CorpusRecord> = {}): CorpusRecord {
  return {
    id: `made-up/${take}#${snares}`,
    source: 'made-up',
    group: `take-${take}`,
    split: 'train',
    style: 'funk',
    provenance: 'human',
    tempoBpm: 100,
    hits: [
      [0, 0, 0.8, 0],
      ...Array.from({ length: snares }, (_, at): [number, number, number, number] => [1 + at, 1, 0.5, 0]),
    ],
    ...more,
  };
}

/** Ten windows of six takes with 0 to 9 snares; only nine of ten have the kick. */
const FUNK = Array.from({ length: 10 }, (_, at) => {
  const { hits, ...record } = windowOf(at % 6, at);
  return { ...record, hits: at === 5 ? hits.slice(1) : hits };
});

describe('rules counted from a corpus', () => {
  it('are the cells that nine tenths hit, and the bounds of the hits of every voice of the kit', async () => {
    assert.deepEqual(await countRules(streamed(FUNK), new Set(['funk'])), [
      {
        style: 'funk',
        rhythms: 10,
        cells: { kick: [0], snare: [1] },
        hits: { kick: [0, 1], snare: [0, 9] },
      },
    ]);
  });

  it('judge by what people played for training, in styles wanted and with takes enough', async () => {
    const others = [
      ...FUNK.map((record) => ({ ...record, split: 'test' as const, hits: windowOf(1, 20).hits })),
      ...FUNK.map((record) => ({ ...record, provenance: 'recombined' as const })),
      ...FUNK.map((record) => ({ ...record, style: 'polka' })),
      windowOf(1, 3, { style: 'soul' }),
      windowOf(2, 3, { style: 'soul' }),
    ];
    assert.deepEqual(
      await countRules(streamed([...others, ...FUNK]), new Set(['funk', 'soul'])),
      await countRules(streamed(FUNK), new Set(['funk'])),
    );
  });
});
