import assert from 'node:assert/strict';
import { bandDescriptors } from '../../../src/evaluation/descriptors/bands';
import { concatPatterns, emptyPattern } from '../../../src/rhythm/pattern';
import { patternOf } from '../../support/patterns';

const house = patternOf({
  kick: 'x...x...x...x...',
  clap: '....x.......x...',
  'open-hat': '..x...x...x...x.',
});

/** Three bars of the toolbox's own tests, in our voices (its low conga as our low tom), and what it gives for them. */
const ORACLES = [
  {
    bar: patternOf({
      kick: 'x.....x...x.....',
      snare: 'x..x..x..x..x.xx',
      'closed-hat': 'x.xx..x.x.x...x.',
      'open-hat': '....x.......x...',
      'low-tom': '..............x.',
    }),
    expected: [0.6875, -10, -7, -4, -14, 0.9623442216024459, 0.9841710008484362, 4.818647489725106, 13],
  },
  {
    bar: patternOf({
      kick: '...x.....x......',
      snare: 'x.....x.....xx.x',
      clap: 'x.....x.....xx..',
      rim: '..x.....x.....x.',
      'open-hat': 'x.....x.....xx..',
    }),
    expected: [0.625, -2, 3, -9, -4, 0.8186690031367755, 0.8820076387881416, 4.575377577313285, 0],
  },
  {
    bar: patternOf({
      kick: 'x.....x..x..x...',
      snare: '......x..x..x.x.',
      clap: '..............x.',
      rim: '........x..x..x.',
      'closed-hat': 'x.x.x...x...x.x.',
      'open-hat': '......x.......x.',
    }),
    expected: [0.5625, -10, -6, -3, -14, 0.905804548330825, 0.9842351591376168, 4.930845709389592, 3],
  },
];

function valuesOf(pattern: typeof house): number[] {
  const { stepDensity, sync, lowSync, midSync, hiSync, balance, evenness, polyEvenness, polySync } =
    bandDescriptors(pattern);
  return [stepDensity, sync, lowSync, midSync, hiSync, balance, evenness, polyEvenness, polySync];
}

function assertNear(found: readonly number[], expected: readonly number[]): void {
  found.forEach((value, at) => {
    assert.ok(Math.abs(value - expected[at]!) < 1e-9, `value ${at}: ${value} for ${expected[at]}`);
  });
}

describe('the set of descriptors from rhythmtoolbox', () => {
  it('gives what the toolbox gives for a plain house bar', () => {
    assertNear(valuesOf(house), [0.5, -15, -11, -4, -4, 1, 1, 6, 0]);
  });

  it('gives what the toolbox gives for the drum patterns of its own tests, polyphonic syncopation included', () => {
    for (const { bar, expected } of ORACLES) assertNear(valuesOf(bar), expected);
  });

  it('takes means over bars, so that a repeated bar has the descriptors of the bar', () => {
    assertNear(valuesOf(concatPatterns([house, house])), valuesOf(house));
  });

  it('takes silence as balanced and not even, as the toolbox does', () => {
    const { balance, evenness, polySync } = bandDescriptors(emptyPattern(2));
    assert.deepEqual([balance, evenness, polySync], [1, 0, 0]);
  });
});
