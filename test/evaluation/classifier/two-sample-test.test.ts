import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { classifierAccuracy } from '../../../src/evaluation/classifier/two-sample-test';
import { independentPatterns } from '../../../src/evaluation/baselines';
import { type Pattern } from '../../../src/rhythm/pattern';
import { Random } from '../../../src/rhythm/random';
import { openBackend } from '../../../src/training/backends/open-backend';
import { patternOf } from '../../support/patterns';

const KICKS = ['x...x...x...x...', 'x.....x...x.....', 'x..x..x...x.x...', 'x.......x.x.....'];
const HATS = ['..x...x...x...x.', 'x.x.x.x.x.x.x.x.', 'xxxxxxxxxxxxxxxx', '.xx..xx..xx..xx.'];

/** Rhythms whose second bar repeats the first: what independent cells never keep to. */
function repeating(seed: number, count: number): Pattern[] {
  const random = Random.fromSeed(seed);
  return Array.from({ length: count }, () =>
    patternOf({ kick: random.choice(KICKS).repeat(2), 'closed-hat': random.choice(HATS).repeat(2) }),
  );
}

describe('the classifier two-sample test', function () {
  this.timeout(120_000);

  before(() => openBackend('wasm'));

  it('cannot tell two draws of one distribution apart, but always recognises independent cells', async () => {
    const real = repeating(1, 2000);
    const fresh = await classifierAccuracy(real, repeating(2, 2000), {}, Random.fromSeed(1));
    assert.ok(Math.abs(fresh - 0.5) < 0.05, String(fresh));
    const cells = independentPatterns(real, 2000, Random.fromSeed(3));
    const told = await classifierAccuracy(real, cells, {}, Random.fromSeed(1));
    assert.ok(told > 0.97, String(told));
  });

  it('gives the same figure for the same seed and leaves no tensor behind', async () => {
    const [real, other] = [repeating(1, 40), repeating(2, 60)];
    const before = tf.memory().numTensors;
    const first = await classifierAccuracy(real, other, {}, Random.fromSeed(4));
    assert.equal(await classifierAccuracy(real, other, {}, Random.fromSeed(4)), first);
    assert.equal(tf.memory().numTensors, before);
  });

  it('does not mistake recognising a file for telling real from generated', async () => {
    // Each file repeats one rhythm of its own, and so do the made ones, each in another.
    const random = Random.fromSeed(5);
    const files = (count: number): Pattern[] =>
      Array.from({ length: count }, () => independentPatterns(repeating(6, 50), 1, random)[0]!);
    const real = files(24).flatMap((pattern) => Array.from({ length: 12 }, () => pattern));
    const groups = real.map((_, at) => String(Math.floor(at / 12)));
    const made = files(24).flatMap((pattern) => Array.from({ length: 12 }, () => pattern));
    const byWindow = await classifierAccuracy(real, made, {}, Random.fromSeed(7));
    const byFile = await classifierAccuracy(real, made, { groups }, Random.fromSeed(7));
    assert.ok(byWindow > 0.8, String(byWindow));
    assert.ok(byFile < byWindow - 0.1, `${byFile} against ${byWindow}`);
  });
});
