import assert from 'node:assert/strict';
import { Random } from '../../src/rhythm/random';
import { exponential, logit, naturalLogarithm, sigmoid } from '../../src/rhythm/exact-math';
import { standardNormalQuantile } from '../../src/rhythm/normal';

describe('the seeded generator', () => {
  it('gives the numbers of the published xoshiro128** for the state 1, 2, 3, 4', () => {
    const random = Random.fromState([1, 2, 3, 4]);
    const draws = Array.from({ length: 10 }, () => random.uint32());
    assert.deepEqual(
      draws,
      [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804],
    );
  });

  it('seeds by the published SplitMix64, so that other implementations can follow a seed', () => {
    const random = Random.fromSeed(7);
    const draws = Array.from({ length: 5 }, () => random.uint32());
    assert.deepEqual(draws, [1801096769, 1554325924, 2992800842, 3588980540, 2077056966]);
  });

  it('continues from a saved state, so that a resumed run draws what an uninterrupted one would', () => {
    const random = Random.fromSeed(3);
    random.normal();
    const resumed = Random.fromState(random.state);
    assert.deepEqual([resumed.uint32(), resumed.normal()], [random.uint32(), random.normal()]);
  });

  it('refuses a seed that is not a whole number, since it would stand for several streams', () => {
    assert.throws(() => Random.fromSeed(1.5), RangeError);
    assert.throws(() => Random.fromSeed(-1), RangeError);
  });

  it('draws integers evenly', () => {
    const random = Random.fromSeed(1);
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 70_000; draw++) counts[random.integer(7)]!++;
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, String(counts));
  });

  it('draws normals of mean 0 and variance 1', () => {
    const random = Random.fromSeed(2);
    const draws = Array.from({ length: 100_000 }, () => random.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    assert.ok(Math.abs(mean) < 0.01 && Math.abs(variance - 1) < 0.02, `${mean} ${variance}`);
  });

  it('draws from the logistic distribution, of which a chance of one half lies below 0 and σ(x) below x', () => {
    const random = Random.fromSeed(5);
    const draws = Array.from({ length: 100_000 }, () => random.logistic());
    for (const x of [-2, 0, 1]) {
      const below = draws.filter((draw) => draw < x).length / draws.length;
      assert.ok(Math.abs(below - sigmoid(x)) < 0.005, `${below} below ${x}`);
    }
  });

  it('shuffles without losing or doubling anything', () => {
    const items = Array.from({ length: 50 }, (_, item) => item);
    const shuffled = Random.fromSeed(4).shuffled(items);
    assert.notDeepEqual(shuffled, items);
    assert.deepEqual(
      [...shuffled].sort((a, b) => a - b),
      items,
    );
  });
});

describe('the normal quantile', () => {
  it('agrees with published values of the standard normal distribution', () => {
    const known = [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.99, 2.3263478740408408],
      [0.25, -0.6744897501960817],
      [1e-9, -5.997807014999639],
      [1e-15, -7.941345326170997],
    ] as const;
    for (const [probability, quantile] of known) {
      assert.ok(Math.abs(standardNormalQuantile(probability) - quantile) < 1e-9, String(probability));
    }
  });
});

describe('exact mathematics', () => {
  it('takes logarithms as exactly as Math.log does', () => {
    for (const x of [1e-300, 1e-9, 0.1, 0.5, 1, 1.4142135, 1.4142136, 2, 3, 1e9]) {
      const error = Math.abs(naturalLogarithm(x) - Math.log(x));
      assert.ok(error <= 1e-15 * Math.max(1, Math.abs(Math.log(x))), `${x}: ${error}`);
    }
  });

  it('takes powers of e as exactly as Math.exp does', () => {
    for (const x of [-700, -30, -1, -0.3, 0, 1e-12, 0.5, 1, 20, 700]) {
      assert.ok(Math.abs(exponential(x) / Math.exp(x) - 1) < 1e-15, String(x));
    }
  });

  it('inverts the logistic function', () => {
    for (const p of [0.001, 0.3, 0.5, 0.9]) assert.ok(Math.abs(sigmoid(logit(p)) - p) < 1e-15);
    assert.deepEqual([logit(0), logit(1), sigmoid(-Infinity)], [-Infinity, Infinity, sigmoid(-700)]);
  });
});
