import assert from 'node:assert/strict';
import { halvesOfFiles, heldOutCopyRate, type HeldOutPattern } from '../../src/evaluation/held-out';
import { emptyPattern } from '../../src/rhythm/pattern';

const windows = (group: string, bars: readonly (number | undefined)[]): HeldOutPattern[] =>
  bars.map((bar) => ({
    group,
    bar,
    style: 'house',
    provenance: 'human',
    pattern: emptyPattern(2),
  }));

describe('the halving of held-out files', () => {
  it('puts every file but no bar into both halves, since neighbouring windows share one', () => {
    const [first, second] = halvesOfFiles([
      ...windows('a', [0, 1, 2, 3, 4, 5]),
      ...windows('b', [7, 8, 9, 10]),
    ]);
    for (const group of ['a', 'b']) {
      const bars = (half: readonly HeldOutPattern[]): number[] =>
        half.filter((one) => one.group === group).flatMap(({ bar }) => [bar!, bar! + 1]);
      assert.ok(bars(first).length > 0 && bars(second).length > 0, `both halves have windows of ${group}`);
      assert.ok(
        !bars(first).some((bar) => bars(second).includes(bar)),
        `the halves of ${group} share no bar`,
      );
    }
  });

  it('takes the beginnings of files and their ends in turn, because fills come at the end', () => {
    const [first] = halvesOfFiles([...windows('a', [0, 1, 2, 3]), ...windows('b', [0, 1, 2, 3])]);
    assert.deepEqual(
      first.map(({ group, bar }) => `${group}${bar}`),
      ['a0', 'b2', 'b3'],
    );
  });

  it('leaves out files that are too short to be cut, and deals out clips that have no time', () => {
    const [first, second] = halvesOfFiles([
      ...windows('short', [0, 1]),
      ...windows('clips', [undefined, undefined, undefined]),
    ]);
    assert.deepEqual([first.length, second.length], [2, 1]);
    assert.ok([...first, ...second].every(({ group }) => group === 'clips'));
  });
});

describe('the rate of copies among held-out patterns', () => {
  it('counts what was taken out, in merged corpora as well', () => {
    const rate = heldOutCopyRate({
      duplicates: { withinSplit: 9, acrossSplits: 1 },
      dropped: { 'duplicates across splits, in a corpus merged': 4 },
      windowsBySplit: { train: 500, validation: 45, test: 50 },
    });
    assert.equal(rate, 0.05);
  });

  it('is unknown where nothing was held out', () => {
    const windowsBySplit = { train: 500, validation: 0, test: 0 };
    const duplicates = { withinSplit: 0, acrossSplits: 0 };
    assert.equal(heldOutCopyRate({ duplicates, dropped: {}, windowsBySplit }), undefined);
  });
});
