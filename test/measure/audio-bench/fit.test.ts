import assert from 'node:assert/strict';
import { fitDrumNetwork } from '../../../src/measure/audio-bench/fit-drum-network';
import { Perceptron, type Example } from '../../../src/measure/audio-bench/perceptron';
import { Random } from '../../../src/rhythm/random';
import { VOICE_COUNT } from '../../../src/rhythm/voices';

/** Whether either of two inputs is on, and whether exactly one is: no single layer learns the second. */
const LOGIC: readonly Example[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
].map(([a, b]) => ({
  features: Float32Array.of(2 * a! - 1, 2 * b! - 1),
  wanted: Uint8Array.of(a! | b!, a! ^ b!),
}));

describe('fitting the drum network', function () {
  this.timeout(60_000);

  it('learns what takes more than one layer, so gradients reach through all of them', () => {
    const network = new Perceptron([2, 8, 6, 2], Random.fromSeed(3));
    const before = network.learn(LOGIC, 1e-2, 0);
    let after = before;
    for (let step = 0; step < 500; step++) after = network.learn(LOGIC, 1e-2, 0);
    assert.ok(before > 0.3, `loss ${before} before`);
    assert.ok(after < 0.02, `loss ${after} after`);
  });

  it('gives the same weights for the same seed, so that the shipped ones can be made again', () => {
    const fit = () => fitDrumNetwork({ scenes: 3, seed: 7, onProgress: () => undefined });
    const network = fit();
    assert.deepEqual(fit(), network);
    assert.equal(network.thresholds.length, VOICE_COUNT);
    assert.equal(network.layers.at(-1)?.outputs, VOICE_COUNT);
  });
});
