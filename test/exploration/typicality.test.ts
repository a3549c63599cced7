import assert from 'node:assert/strict';
import { explore } from '../../src/exploration/explore-corpus';
import { Shortlist } from '../../src/exploration/shortlist';
import { typicality } from '../../src/exploration/typicality';
import { patternOfRecord } from '../../src/corpus/record';
import { emptyPattern } from '../../src/rhythm/pattern';
import { bothBars, houseHits, recordOf, streamOf } from './records';

/** Ten takes near one house beat, each with one hit of its own, and one take that shares nothing with them. */
const CORPUS = [
  recordOf('odd', bothBars('high-tom', [1, 3, 9, 11])),
  recordOf('plain', houseHits()),
  ...Array.from({ length: 9 }, (_, at) =>
    recordOf(
      `take-${at}`,
      [...houseHits(), [at * 2 + 1, 10, 0.5, 0] as const].map((hit) => [...hit]),
    ),
  ),
];

describe('the choice of typical and rare patterns', () => {
  it('takes the pattern in the middle of a style and the one that shares nothing with it', async () => {
    const { picks } = await explore(streamOf(CORPUS).open, { picksPerStyle: 2 });
    assert.equal(picks.length, 1);
    assert.equal(picks[0]!.typical[0]!.record.id, 'plain');
    assert.equal(picks[0]!.rarest[0]!.record.id, 'odd');
    assert.equal(picks[0]!.typical.length, 2);
  });

  it('does not favour near-silence, which likelihood and Hamming distance would prefer', () => {
    // No cell is hit in half of the patterns, so that the likeliest pattern under independence is silence.
    const profile = Array.from({ length: 12 }, (_, voice) =>
      Array.from({ length: 16 }, (_, step) => (voice === 0 && step % 4 === 0 ? 0.4 : 0.01)),
    );
    const full = patternOfRecord(recordOf('full', bothBars('kick', [0, 4, 8, 12])));
    const sparse = patternOfRecord(recordOf('sparse', bothBars('kick', [0])));
    assert.ok(typicality(full, profile) > 1.5 * typicality(sparse, profile));
    assert.equal(typicality(emptyPattern(2), profile), 0);
  });

  it('gives a score of 1 exactly where a pattern is its whole style', async () => {
    const { picks } = await explore(streamOf([recordOf('only', houseHits())]).open);
    assert.ok(Math.abs(picks[0]!.typical[0]!.score - 1) < 1e-12);
  });

  it('takes patterns from different files with different hits, or four windows of one take would fill the list', async () => {
    const tom = [...houseHits(), ...bothBars('low-tom', [15])];
    const { picks } = await explore(
      streamOf([
        recordOf('a#0', houseHits(), { group: 'a' }),
        recordOf('a#1', tom, { group: 'a' }),
        recordOf('b#0', houseHits(), { group: 'b' }),
        recordOf('c#0', [...houseHits(), ...bothBars('ride', [3])], { group: 'c' }),
      ]).open,
    );
    const groups = picks[0]!.typical.map(({ record }) => record.group);
    assert.equal(new Set(groups).size, groups.length);
    assert.equal(picks[0]!.typical.filter(({ record }) => record.hits.length === 20).length, 1);
  });

  it('does not depend on the order of the files when scores are equal', async () => {
    const idsOf = async (records: typeof CORPUS): Promise<unknown> => {
      const { picks } = await explore(streamOf(records).open);
      return picks.map(({ typical, rarest }) => [...typical, ...rarest].map(({ record }) => record.id));
    };
    assert.deepEqual(await idsOf(CORPUS), await idsOf([...CORPUS].reverse()));
  });
});

describe('exploring', () => {
  it('streams a corpus twice and reports every record of both readings', async () => {
    const stream = streamOf(CORPUS);
    const done: number[] = [];
    await explore(stream.open, { onProgress: (count) => done.push(count) });
    assert.equal(stream.opened(), 2);
    assert.deepEqual(
      done,
      Array.from({ length: 2 * CORPUS.length }, (_, at) => at + 1),
    );
  });

  it('passes on what is wrong with a file, because half a report would mislead', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await
    const broken = async function* (): AsyncGenerator<(typeof CORPUS)[number]> {
      yield CORPUS[0]!;
      throw new Error('train-000.jsonl, line 2, is not JSON.');
    };
    await assert.rejects(explore(broken), /line 2, is not JSON/);
  });
});

describe('a shortlist', () => {
  it('holds no more than its size however many come by, because corpora outgrow memory', () => {
    const list = new Shortlist<number>(3);
    for (let at = 0; at < 1000; at++) {
      const value = (at * 389) % 1000;
      list.add(value, { score: value, tieBreak: String(at), marks: [String(at)] });
    }
    assert.deepEqual(list.items(), [999, 998, 997]);
  });

  it('keeps the best of those that share a mark', () => {
    const list = new Shortlist<string>(3);
    list.add('good', { score: 2, tieBreak: '', marks: ['x', 'y'] });
    list.add('worse', { score: 1, tieBreak: '', marks: ['y'] });
    list.add('best', { score: 3, tieBreak: '', marks: ['x'] });
    list.add('other', { score: 1, tieBreak: '', marks: ['z'] });
    assert.deepEqual(list.items(), ['best', 'other']);
  });
});
