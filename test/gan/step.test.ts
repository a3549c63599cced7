import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { averageDecay } from '../../src/gan/average';
import { discriminatorSpecs } from '../../src/gan/discriminator';
import { generatorSpecs } from '../../src/gan/generator';
import { LOSS_NAMES, lossNamed } from '../../src/gan/losses';
import {
  ORIGINAL_DISCRIMINATOR_PARAMETERS,
  ORIGINAL_GENERATOR_PARAMETERS,
  shapesFor,
} from '../../src/gan/sizes';
import { discriminatorGradients, generateFakes, generatorGradients } from '../../src/gan/step';
import { parameterCount } from '../../src/gan/weights';
import { useBackend } from './backends';
import { SMALL_SHAPES, SharedDraws, smallBatch, smallLatent, smallNetworks } from './small-networks';

describe('one training step', () => {
  before(async () => {
    await useBackend('wasm');
  });

  for (const name of LOSS_NAMES) {
    it(`leaves no tensor behind with ${name}, or a long run would fill the memory`, () => {
      const draws = new SharedDraws(9);
      const networks = smallNetworks(draws);
      const [batch, latent] = [smallBatch(3, draws), smallLatent(3, draws)];
      const mix = tf.tensor2d([[0.1], [0.5], [0.9]]);
      const loss = lossNamed(name);
      const before = tf.memory().numTensors;
      const found = [
        discriminatorGradients(networks, batch, latent, { loss, gamma: 1, mix }),
        generatorGradients(networks, batch, latent, loss),
      ];
      for (const { gradients, scalars } of found) tf.dispose({ ...gradients, ...scalars });
      for (const { scalars } of found) tf.dispose({ ...scalars });
      assert.equal(tf.memory().numTensors, before);
    });
  }

  it('keeps the cells under the mask bit for bit, since a locked voice must not change', () => {
    const draws = new SharedDraws(10);
    const networks = smallNetworks(draws);
    const batch = smallBatch(3, draws);
    const fake = generateFakes(networks.generator, SMALL_SHAPES, batch, smallLatent(3, draws)).dataSync();
    const [real, free] = [batch.real.dataSync(), batch.free.dataSync()];
    const kept = Array.from(free.keys()).filter((at) => free[at] === 0);
    assert.ok(kept.length > 0 && kept.length < free.length);
    assert.deepEqual(
      kept.map((at) => fake[at]),
      kept.map((at) => real[at]),
    );
  });
});

describe('shapesFor', () => {
  const budget = {
    generatorParameters: ORIGINAL_GENERATOR_PARAMETERS,
    generatorBlocks: 3,
    discriminatorParameters: ORIGINAL_DISCRIMINATOR_PARAMETERS,
    discriminatorBlocks: 2,
    latentSize: 64,
  };

  for (const styles of [1, 4, 22, 60]) {
    it(`stays within 3 % of the original's sizes with ${styles} styles, so that comparisons are fair`, () => {
      const { generator, discriminator } = shapesFor(budget, styles);
      const shares = [
        parameterCount(generatorSpecs(generator)) / ORIGINAL_GENERATOR_PARAMETERS,
        parameterCount(discriminatorSpecs(discriminator)) / ORIGINAL_DISCRIMINATOR_PARAMETERS,
      ];
      assert.ok(
        shares.every((share) => share > 0.97 && share <= 1),
        shares.join(),
      );
    });
  }
});

describe('averageDecay', () => {
  it('forgets fast at first and slowly later, so that the first steps do not linger', () => {
    assert.ok(Math.abs(averageDecay(1, 300) - 0.5 ** (1 / 1.05)) < 1e-12);
    assert.ok(Math.abs(averageDecay(100_000, 300) - 0.5 ** (1 / 300)) < 1e-12);
  });

  it('keeps nothing of the past at a half-life of 0, which is how a run goes without an average', () => {
    assert.equal(averageDecay(1, 0), 0);
    assert.equal(averageDecay(100_000, 0), 0);
  });
});
