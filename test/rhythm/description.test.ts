import assert from 'node:assert/strict';
import { conditionValuesOf } from '../../src/rhythm/condition-values';
import {
  hasBackbeat,
  isFourOnTheFloor,
  offBeatHatRate,
  syncopation,
  voiceDensities,
} from '../../src/rhythm/description';
import { emptyPattern, patternFromHits } from '../../src/rhythm/pattern';
import { voiceIndex } from '../../src/rhythm/voices';
import { patternOf } from '../support/patterns';

const house = patternOf({
  kick: 'x...x...x...x...',
  clap: '....x.......x...',
  'open-hat': '..x...x...x...x.',
});

describe('the description of a rhythm', () => {
  it('gives the syncopation that rhythmtoolbox gives for a plain house bar', () => {
    assert.equal(syncopation(house), -15);
    assert.equal(syncopation(house, ['kick']), -11);
    assert.equal(syncopation(house, ['clap', 'snare']), -4);
    assert.equal(syncopation(house, ['open-hat']), -4);
  });

  it('recognises four-on-the-floor, backbeat and off-beat hats, and none of them where one beat is missing', () => {
    assert.ok(isFourOnTheFloor(house) && hasBackbeat(house));
    assert.equal(offBeatHatRate(house), 1);
    const broken = patternOf({ kick: 'x...x...x...x...x.....x...x.....', snare: '....x.......x...' });
    assert.ok(!isFourOnTheFloor(broken) && !hasBackbeat(broken));
    assert.equal(offBeatHatRate(broken), 0);
  });

  it('counts hits per bar for every voice', () => {
    const densities = voiceDensities(patternOf({ kick: 'x...x...x...x...x...............' }));
    assert.equal(densities[voiceIndex('kick')], 2.5);
    assert.equal(
      densities.reduce((sum, density) => sum + density, 0),
      2.5,
    );
  });
});

describe('measuring the controls of a rhythm', () => {
  it('goes by the hits', () => {
    const controls = conditionValuesOf(house);
    assert.equal(controls.density, 10);
    assert.equal(controls.offBeatWeight, 0.4);
    assert.equal(controls.swing, 0);
    assert.ok(controls.velocitySpread < 1e-6);
  });

  it('gives a swing of 1 to odd 16ths that are a triplet late, wherever the whole bar leans', () => {
    const late = (step: number, offset: number) => ({ step, voice: 4, velocity: 0.5, offset });
    const triplet = patternFromHits(1, [
      late(0, 0.1),
      late(1, 0.1 + 1 / 3),
      late(2, 0.1),
      late(3, 0.1 + 1 / 3),
    ]);
    assert.ok(Math.abs(conditionValuesOf(triplet).swing - 1) < 1e-6);
  });

  it('gives zero for silence in every control', () => {
    assert.deepEqual(conditionValuesOf(emptyPattern(2)), {
      density: 0,
      offBeatWeight: 0,
      swing: 0,
      velocitySpread: 0,
    });
  });
});
