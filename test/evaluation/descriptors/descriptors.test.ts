import assert from 'node:assert/strict';
import {
  DESCRIPTOR_NAMES,
  descriptorRows,
  descriptorsOf,
} from '../../../src/evaluation/descriptors/descriptors';
import { emptyPattern } from '../../../src/rhythm/pattern';
import { patternOf } from '../../support/patterns';

describe('the list of descriptors of a pattern', () => {
  const bar = { kick: 'x...x...x...x...', 'open-hat': '..x...x...x.....' };
  const twice = patternOf({ kick: bar.kick.repeat(2), 'open-hat': bar['open-hat'].repeat(2) });

  it('counts notes, voices and the distance of their onsets', () => {
    const { noteCount, usedVoices, interOnsetSteps } = descriptorsOf(twice);
    assert.deepEqual([noteCount, usedVoices], [14, 2]);
    assert.equal(interOnsetSteps, 28 / 13);
  });

  it('tells a bar that is repeated from one that changes in a single cell', () => {
    assert.deepEqual([descriptorsOf(twice).barRepeats, descriptorsOf(twice).grooveConsistency], [1, 1]);
    const changed = patternOf({ kick: `${bar.kick}x...x...x......x` });
    // The hit that moves from step 12 to step 15 changes two of 16 steps.
    assert.deepEqual(
      [descriptorsOf(changed).barRepeats, descriptorsOf(changed).grooveConsistency],
      [0, 1 - 2 / 16],
    );
  });

  it('gives the off-beat open hat as a share, and finds hats that no hand can play at once', () => {
    assert.equal(descriptorsOf(twice).offBeatOpenHats, 0.75);
    assert.equal(descriptorsOf(twice).bothHats, 0);
    const both = patternOf({ 'closed-hat': 'xxxx............', 'open-hat': 'x...............' });
    assert.equal(descriptorsOf(both).bothHats, 1 / 16);
  });

  it('holds finite numbers for silence too, in rows of one order', () => {
    const [row] = descriptorRows([emptyPattern(2)]);
    assert.equal(row!.length, DESCRIPTOR_NAMES.length);
    assert.ok(row!.every(Number.isFinite));
  });
});
