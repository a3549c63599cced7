import assert from 'node:assert/strict';
import { KNOT_SCORES, conditionValuesFrom, type ControlDraws } from '../../src/model/control-draws';
import { Random } from '../../src/rhythm/random';
import { fitControlDraws } from '../../src/training/data/fit-control-draws';
import { PatternPacker } from '../../src/training/data/packed-patterns';
import { patternFromHits } from '../../src/rhythm/pattern';

describe('the joint draw of controls', () => {
  const draws: ControlDraws = {
    quantiles: [
      KNOT_SCORES.map((score) => 20 + score ** 3),
      KNOT_SCORES.map((score) => 0.5 + 0.1 * score),
      KNOT_SCORES.map(() => 0),
      KNOT_SCORES.map((score) => 0.2 + 0.01 * score),
    ],
    factor: [[1], [-0.6, 0.8], [0, 0, 1], [0, 0, 0, 1]],
  };

  it('gives the middle of the style for zeros, which is what the safest rhythm asks for', () => {
    assert.deepEqual(conditionValuesFrom([0, 0, 0, 0], draws), {
      density: 20,
      offBeatWeight: 0.5,
      swing: 0,
      velocitySpread: 0.2,
    });
  });

  it('runs straight between the knots and stops at the outermost, beyond which a style hardly ever goes', () => {
    assert.ok(Math.abs(conditionValuesFrom([1.25, 0, 0, 0], draws).density - (20 + (1 + 3.375) / 2)) < 1e-12);
    assert.equal(conditionValuesFrom([9, 0, 0, 0], draws).density, 20 + 2.5 ** 3);
    assert.equal(conditionValuesFrom([-9, 0, 0, 0], draws).density, 20 - 2.5 ** 3);
  });

  it('lets one control pull another along', () => {
    assert.ok(
      conditionValuesFrom([1, 0, 0, 0], draws).offBeatWeight <
        conditionValuesFrom([-1, 0, 0, 0], draws).offBeatWeight,
    );
  });
});

describe('fitControlDraws', () => {
  /** Patterns in which more hits mean louder differences and more of them off the beat. */
  const packed = () => {
    const random = Random.fromSeed(6);
    const packer = new PatternPacker();
    for (let index = 0; index < 600; index++) {
      const extra = random.integer(16);
      const hits = Array.from({ length: 8 + extra }, (_, at) => ({
        step: at < 8 ? 4 * at : 4 * (at - 8) + 1,
        voice: at < 8 ? 0 : 4,
        velocity: at < 8 ? 0.8 : 0.3,
        offset: 0,
      })).filter(({ step }) => step < 32);
      packer.add({ pattern: patternFromHits(2, hits), style: 0, tempoBpm: 120 });
    }
    return packer.pack();
  };

  it('gives back the range and the correlation of the controls that it was fitted on', () => {
    const patterns = packed();
    const fitted = fitControlDraws(patterns, Array.from(patterns.styles.keys()));
    const random = Random.fromSeed(9);
    const drawn = Array.from({ length: 2000 }, () =>
      conditionValuesFrom([random.normal(), random.normal(), random.normal(), random.normal()], fitted),
    );
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const real = Array.from({ length: patterns.count }, (_, index) => patterns.controls[4 * index]!);
    assert.ok(Math.abs(mean(drawn.map(({ density }) => density)) - mean(real)) < 0.1);
    assert.ok(drawn.every(({ density }) => density >= Math.min(...real) && density <= Math.max(...real)));
    // Off-beat weight follows from the density here: a dense draw must not come with few off-beats.
    const dense = drawn.filter(({ density }) => density > 7);
    const sparse = drawn.filter(({ density }) => density < 5);
    assert.ok(
      Math.min(...dense.map((c) => c.offBeatWeight)) > Math.max(...sparse.map((c) => c.offBeatWeight)),
    );
  });

  it('takes a control that never varies as it is', () => {
    const patterns = packed();
    const fitted = fitControlDraws(patterns, Array.from(patterns.styles.keys()));
    assert.equal(conditionValuesFrom([2, 2, 2, 2], fitted).swing, 0);
    assert.ok(fitted.factor.flat().every(Number.isFinite));
  });
});
