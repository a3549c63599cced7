import assert from 'node:assert/strict';
import { Histogram } from '../../src/exploration/histogram';
import { CorpusStatistics, type CorpusSummary } from '../../src/exploration/corpus-statistics';
import type { CorpusRecord } from '../../src/corpus/record';
import { voiceIndex } from '../../src/rhythm/voices';
import { bothBars, houseHits, recordOf } from './records';

describe('the summary of a corpus', () => {
  it('counts styles, splits, provenances and sources, because a reader asks for these first', () => {
    const summary = summaryOf([
      recordOf('a', houseHits()),
      recordOf('b', houseHits(), { split: 'test', source: 'other' }),
      recordOf('c', houseHits(), { provenance: 'recombined', source: 'other' }),
      recordOf('d', houseHits(), { style: 'techno' }),
    ]);
    assert.deepEqual(summary.patternsBySource, { other: 2, test: 2 });
    assert.deepEqual(
      summary.styles.map(({ style, patterns }) => [style, patterns]),
      [
        ['house', 3],
        ['techno', 1],
      ],
    );
    assert.deepEqual(summary.styles[0]!.counts, [
      { split: 'train', provenance: 'human', patterns: 1 },
      { split: 'test', provenance: 'human', patterns: 1 },
      { split: 'train', provenance: 'recombined', patterns: 1 },
    ]);
  });

  it('gives shares of patterns, so that styles of different size compare', () => {
    const [house] = summaryOf([
      recordOf('a', houseHits()),
      recordOf('b', bothBars('kick', [0, 3, 6])),
    ]).styles;
    assert.equal(house!.fourOnTheFloor, 0.5);
    assert.equal(house!.backbeat, 0.5);
    assert.equal(house!.offBeatHats, 0.5);
    assert.equal(house!.hitsPerBar, (10 + 3) / 2);
  });

  it('folds both bars of a pattern into one step profile', () => {
    const kick = voiceIndex('kick');
    const onlyFirstBar = bothBars('kick', [0, 8]).filter(([step]) => step < 16);
    const [house] = summaryOf([recordOf('a', onlyFirstBar)]).styles;
    assert.deepEqual(
      house!.profile[kick],
      Array.from({ length: 16 }, (_, step) => (step === 0 || step === 8 ? 0.5 : 0)),
    );
  });

  it('tells velocity and timing apart by voice, because a kick is tight where a hat swings', () => {
    const { voices } = summaryOf([recordOf('a', houseHits())]);
    const hat = voices.find(({ voice }) => voice === 'open-hat')!;
    assert.equal(hat.hits, 8);
    assert.equal(hat.presence, 1);
    assert.ok(Math.abs(hat.velocity.mean - 0.6 * 127) < 1e-4);
    assert.ok(Math.abs(hat.offset.mean - 0.04) < 1e-6);
    const kick = voices.find(({ voice }) => voice === 'kick')!;
    assert.equal(kick.offset.counts[12], 8, 'hits on the grid fall into the middle bin');
  });

  it('does not depend on the order of styles in the files', () => {
    const records = [
      recordOf('a', houseHits()),
      recordOf('b', houseHits(), { style: 'techno', source: 'z' }),
      recordOf('c', bothBars('kick', [0, 6]), { style: 'disco' }),
    ];
    assert.deepEqual(
      summaryOf(records).styles.map(({ style }) => style),
      summaryOf([...records].reverse()).styles.map(({ style }) => style),
    );
  });
});

describe('a histogram', () => {
  it('counts what lies outside into its end bins, so that no value is lost', () => {
    const histogram = new Histogram({ low: 0, high: 1, bins: 2 });
    for (const value of [-5, 0, 0.5, 1, 9]) histogram.add(value);
    const { edges, counts, count, least, most } = histogram.summary();
    assert.deepEqual(
      { edges, counts, count, least, most },
      {
        edges: [0, 0.5, 1],
        counts: [2, 3],
        count: 5,
        least: -5,
        most: 9,
      },
    );
  });

  it('keeps mean and deviation exact far from zero, where sums of squares cancel', () => {
    const histogram = new Histogram({ low: 0, high: 1, bins: 1 });
    for (const value of [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) histogram.add(value);
    const { mean, deviation } = histogram.summary();
    assert.equal(mean, 1e9 + 10);
    assert.ok(Math.abs(deviation - Math.sqrt(22.5)) < 1e-9);
  });

  it('gives zeros without values, because JSON has no NaN', () => {
    const { mean, deviation, least, most } = new Histogram({ low: 0, high: 1, bins: 1 }).summary();
    assert.deepEqual([mean, deviation, least, most], [0, 0, 0, 0]);
  });
});

function summaryOf(records: readonly CorpusRecord[]): CorpusSummary {
  const statistics = new CorpusStatistics();
  for (const record of records) statistics.add(record);
  return statistics.summary();
}
