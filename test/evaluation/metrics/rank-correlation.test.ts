import assert from 'node:assert/strict';
import { rankCorrelation } from '../../../src/evaluation/metrics/rank-correlation';

describe('the rank correlation', () => {
  it('depends on order alone: a curve that rises is as good as a line', () => {
    assert.equal(rankCorrelation([1, 2, 3, 9].map((x) => [x, x ** 3])), 1);
    assert.equal(rankCorrelation([1, 2, 3, 9].map((x) => [x, -x])), -1);
  });

  it('gives equal values their mean rank', () => {
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / √(4.5 · 5).
    const found = rankCorrelation([
      [1, 1],
      [2, 2],
      [2, 3],
      [4, 4],
    ]);
    assert.ok(Math.abs(found - 4.5 / Math.sqrt(4.5 * 5)) < 1e-12);
  });

  it('is 0 where one side never changes', () => {
    assert.equal(
      rankCorrelation([
        [1, 5],
        [2, 5],
      ]),
      0,
    );
  });
});
