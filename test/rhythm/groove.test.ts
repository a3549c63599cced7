import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conditionValuesOf } from '../../src/rhythm/condition-values';
import {
  bitCount,
  grooveDistance,
  hammingDistance,
  hitFMeasure,
  hitKey,
  packHits,
} from '../../src/rhythm/distance';
import { humanised, quantised } from '../../src/rhythm/groove';
import { withSwing } from '../../src/rhythm/swing';
import { hitsOf, patternFromHits } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { anyPattern, patternOf } from '../support/patterns';

const sixteenths = patternOf({ kick: 'x...x...x...x...', 'closed-hat': 'xXxXxXxXxXxXxXxX' });

describe('swing', () => {
  it('is what was asked for when measured again', () => {
    for (const swing of [0, 0.3, 0.6, 1]) {
      assert.ok(Math.abs(conditionValuesOf(withSwing(sixteenths, swing)).swing - swing) < 1e-6);
    }
  });

  it('leaves the even 16ths where they are, since the beat must not move', () => {
    const swung = hitsOf(withSwing(sixteenths, 1)).filter(({ step }) => step % 2 === 0);
    assert.ok(swung.every(({ offset }) => offset === 0));
  });

  it('leaves a rhythm without odd 16ths alone', () => {
    const straight = patternOf({ kick: 'x...x...x...x...' });
    assert.equal(withSwing(straight, 1), straight);
  });
});

describe('humanising', () => {
  it('puts every hit on the grid at its voice’s mean velocity at zero, and keeps the swing', () => {
    const loose = humanised(withSwing(sixteenths, 0.5), 1, undefined, Random.fromSeed(1));
    const machine = humanised(loose, 0, undefined, Random.fromSeed(1));
    assert.ok(Math.abs(conditionValuesOf(machine).swing - conditionValuesOf(loose).swing) < 1e-6);
    const hats = hitsOf(machine).filter(({ voice }) => voice === 4);
    assert.equal(new Set(hats.map(({ velocity }) => velocity.toFixed(6))).size, 1);
    assert.ok(hitsOf(machine).every(({ step, offset }) => step % 2 === 1 || offset === 0));
  });

  it('leaves the rhythm as it was played at one half', () => {
    const same = humanised(sixteenths, 0.5, undefined, Random.fromSeed(1));
    assert.deepEqual(same, sixteenths);
  });

  it('never adds or loses a hit', () => {
    fc.assert(
      fc.property(anyPattern(), fc.float({ min: 0, max: 1, noNaN: true }), (pattern, amount) => {
        assert.equal(hitKey(humanised(pattern, amount, undefined, Random.fromSeed(5))), hitKey(pattern));
      }),
    );
  });
});

describe('quantising to MIDI', () => {
  it('moves nothing by more than half a tick and half a velocity level, and nothing the second time', () => {
    const loose = humanised(sixteenths, 1, undefined, Random.fromSeed(9));
    const once = quantised(loose);
    const distance = grooveDistance(loose, once);
    assert.ok(distance.offsetSteps <= 0.5 / 120 && distance.velocity <= 0.5 / 127);
    assert.deepEqual(quantised(once), once);
  });
});

describe('the distance between two rhythms', () => {
  it('counts the cells in which they differ', () => {
    const plain = patternOf({ kick: 'x...x...x...x...' });
    const other = patternOf({ kick: 'x...x...x.....x.' });
    assert.equal(hammingDistance(packHits(plain), packHits(other)), 2);
    assert.equal(hitFMeasure(plain, other), 0.75);
  });

  it('is zero between a rhythm and itself, whatever its velocities', () => {
    fc.assert(
      fc.property(anyPattern(), (pattern) => {
        const quiet = patternFromHits(
          pattern.bars,
          hitsOf(pattern).map((hit) => ({ ...hit, velocity: 0.1 })),
        );
        assert.equal(hammingDistance(packHits(pattern), packHits(quiet)), 0);
        assert.equal(hitKey(pattern), hitKey(quiet));
        assert.equal(hitFMeasure(pattern, quiet), 1);
      }),
    );
  });

  it('counts bits as the plain loop does', () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        assert.equal(bitCount(word), [...(word >>> 0).toString(2)].filter((bit) => bit === '1').length);
      }),
    );
  });
});
