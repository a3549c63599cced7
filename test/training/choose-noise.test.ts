import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { generatorSpecs } from '../../src/gan/generator';
import { shapesFor } from '../../src/gan/sizes';
import { disposeWeights, drawWeights, toVariables } from '../../src/gan/weights';
import { Random } from '../../src/rhythm/random';
import { openBackend } from '../../src/training/backend';
import { chooseHitNoise } from '../../src/training/choose-noise';
import { collectDataset, controlScalesOf, type Dataset } from '../../src/training/dataset';
import { PatternPacker } from '../../src/training/patterns';
import { SMALL_SETTINGS } from './small-config';
import { syntheticRecords } from './synthetic-corpus';

describe('chooseHitNoise', () => {
  let dataset: Dataset;
  const choose = async (of: Dataset): Promise<number> => {
    const { generator: shape } = shapesFor(SMALL_SETTINGS.network, of.styles.length);
    const weights = toVariables(
      generatorSpecs(shape),
      drawWeights(generatorSpecs(shape), Random.fromSeed(4)),
    );
    const layout = { styleCount: of.styles.length, scales: controlScalesOf(of.train) };
    try {
      return await chooseHitNoise(weights, shape, of, layout);
    } finally {
      disposeWeights(weights);
    }
  };

  before(async () => {
    await openBackend('wasm');
    const records = syntheticRecords(200);
    dataset = await collectDataset(
      (async function* () {
        for (const record of records) yield await Promise.resolve(record);
      })(),
    );
  });

  it('chooses the same scale for the same weights and leaves no tensor behind', async () => {
    const first = await choose(dataset);
    const { numTensors } = tf.memory();
    assert.equal(await choose(dataset), first);
    assert.equal(tf.memory().numTensors, numTensors);
    assert.ok(first >= 0 && first <= 1.5);
  });

  it('leaves hits to the latent where nothing is held out that could tell', async () => {
    assert.equal(await choose({ ...dataset, validation: new PatternPacker().pack() }), 0);
  });
});
