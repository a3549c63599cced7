import assert from 'node:assert/strict';
import { baselinesOf, FLOOR, type Baseline, type StyledPattern } from '../../src/evaluation/baselines';
import { autoencoderBaseline, TUNED_AUTOENCODER } from '../../src/evaluation/baselines/autoencoder-baseline';
import { characterOf } from '../../src/evaluation/descriptors/character';
import { hitKey } from '../../src/rhythm/distance';
import { hitsOf, type Pattern } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { voiceIndex } from '../../src/rhythm/voices';
import { openBackend } from '../../src/training/backends/open-backend';
import { patternOf } from '../support/patterns';

const HATS = ['..x...x...x...x.', 'x.x.x.x.x.x.x.x.', 'xxxxxxxxxxxxxxxx', '.xx..xx..xx..xx.'];

/** House has four kicks a bar, dub one; both play any of four hat figures in either bar. */
function training(count: number): StyledPattern[] {
  const random = Random.fromSeed(1);
  return Array.from({ length: count }, (_, at) => {
    const style = at % 2 === 0 ? 'house' : 'dub';
    const kick = style === 'house' ? 'x...x...x...x...' : 'x...............';
    const hats = random.choice(HATS) + random.choice(HATS);
    return { style, pattern: patternOf({ kick: kick.repeat(2), 'closed-hat': hats }) };
  });
}

const WANTED = Array.from({ length: 60 }, (_, at) => (at < 30 ? 'house' : 'dub'));

async function drawn(baseline: Baseline, count = 200): Promise<Pattern[]> {
  const draw = await baseline.learn(training(count), {}, Random.fromSeed(2));
  return draw(WANTED, Random.fromSeed(3));
}

const kicksOf = (patterns: readonly Pattern[]): number =>
  patterns.flatMap(hitsOf).filter(({ voice }) => voice === voiceIndex('kick')).length / patterns.length;

describe('a baseline', function () {
  this.timeout(120_000);

  for (const baseline of [FLOOR, ...baselinesOf('fast')]) {
    it(`draws by style, and the same for the same seed: ${baseline.name}`, async () => {
      const patterns = await drawn(baseline);
      assert.deepEqual(patterns.map(hitKey), (await drawn(baseline)).map(hitKey));
      assert.equal(kicksOf(patterns.slice(0, 30)), 8);
      assert.equal(kicksOf(patterns.slice(30)), 2);
    });

    it(`refuses a style that no training pattern has: ${baseline.name}`, async () => {
      const draw = await baseline.learn(training(20), {}, Random.fromSeed(2));
      assert.throws(() => void draw(['polka'], Random.fromSeed(3)), /style polka/);
    });
  }

  it('goes from a step only to steps that follow it somewhere: the Markov chain', async () => {
    const [markov] = baselinesOf('fast');
    const known = new Set(training(200).map(({ pattern }) => hitKey(pattern)));
    const patterns = await drawn(markov!);
    assert.ok(
      patterns.some((pattern) => !known.has(hitKey(pattern))),
      'it makes new rhythms of known steps',
    );
  });

  it('stays near what it was made from: the mutated training patterns', async () => {
    const [, nearest] = baselinesOf('fast');
    const patterns = await drawn(nearest!);
    const { density } = characterOf(patterns);
    const real = characterOf(training(200).map(({ pattern }) => pattern)).density;
    assert.ok(Math.abs(density - real) < 1.5, `${density} hits a bar for ${real}`);
  });

  it('learns what a style plays and draws the same for the same seed: the autoencoder', async () => {
    await openBackend('wasm');
    const small = autoencoderBaseline({
      ...TUNED_AUTOENCODER,
      width: 48,
      latentSize: 4,
      steps: 100,
      batchSize: 32,
      learningRate: 1e-2,
    });
    const patterns = await drawn(small);
    assert.deepEqual(patterns.map(hitKey), (await drawn(small)).map(hitKey));
    assert.ok(Math.abs(kicksOf(patterns.slice(0, 30)) - 8) < 1, String(kicksOf(patterns.slice(0, 30))));
    assert.ok(Math.abs(kicksOf(patterns.slice(30)) - 2) < 1, String(kicksOf(patterns.slice(30))));
  });
});
