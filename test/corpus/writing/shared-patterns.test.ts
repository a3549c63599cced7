import assert from 'node:assert/strict';
import { SharedPatterns } from '../../../src/corpus/writing/shared-patterns';
import type { CorpusRecord } from '../../../src/corpus/record';

function record(changes: Partial<CorpusRecord>): CorpusRecord {
  return {
    id: 'a#0',
    source: 'midi',
    group: 'a/one.mid',
    split: 'train',
    style: 'house',
    provenance: 'human',
    tempoBpm: 124,
    hits: [[0, 0, 0.8, 0]],
    ...changes,
  };
}

describe('patterns of several sources', () => {
  it('lists what three folders have, however often it stands in each', () => {
    const shared = new SharedPatterns();
    for (const group of ['a/one.mid', 'a/two.mid', 'b/one.mid', 'c/one.mid']) shared.add(record({ group }));
    for (const group of ['a/one.mid', 'b/one.mid', 'b/two.mid'])
      shared.add(record({ group, hits: [[4, 0, 0.8, 0]] }));
    assert.deepEqual(
      shared.list().map(({ sources }) => sources),
      [3],
    );
  });

  it('takes all combinations of one catalogue for one source', () => {
    const shared = new SharedPatterns();
    for (const group of ['x+y', 'x+z', 'plain', 'w'])
      shared.add(record({ source: 'clips', provenance: 'recombined', group }));
    assert.deepEqual(shared.list(), []);
  });

  it('keeps what corpora have counted before they were merged', () => {
    const shared = new SharedPatterns();
    const hits = '1.0.0.0.0.0.0.0.0.0.0.0';
    shared.addCounted([{ hits, sources: 4 }]);
    shared.addCounted([{ hits, sources: 3 }]);
    assert.deepEqual(shared.list(), [{ hits, sources: 4 }]);
  });
});
