import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { generatorSpecs } from '../../../src/gan/generator';
import { shapesFor } from '../../../src/gan/sizes';
import { disposeWeights, drawWeights, toVariables } from '../../../src/gan/weights';
import { writeDensityRatio } from '../../../src/model/density-ratio-file';
import { Random } from '../../../src/rhythm/random';
import { openBackend } from '../../../src/training/backends/open-backend';
import { chooseDecoding } from '../../../src/training/calibration/choose-decoding';
import type { Decoding } from '../../../src/training/sampling/generator-decoding';
import { collectDataset, controlScalesOf, type Dataset } from '../../../src/training/data/dataset';
import { PatternPacker } from '../../../src/training/data/packed-patterns';
import { SMALL_SETTINGS } from '../support/small-config';
import { streamed, syntheticRecords } from '../support/synthetic-corpus';

describe('chooseDecoding', () => {
  let dataset: Dataset;
  const shares: number[] = [];
  const choose = async (of: Dataset): Promise<Decoding> => {
    const { generator: shape } = shapesFor(SMALL_SETTINGS.network, of.styles.length);
    const weights = toVariables(
      generatorSpecs(shape),
      drawWeights(generatorSpecs(shape), Random.fromSeed(4)),
    );
    const layout = { styleCount: of.styles.length, scales: controlScalesOf(of.train) };
    try {
      const onProgress = (share: number): void => void shares.push(share);
      return await chooseDecoding({ weights, shape, dataset: of, layout, onProgress });
    } finally {
      disposeWeights(weights);
    }
  };
  const bytesOf = ({ densityRatio }: Decoding): Uint8Array | undefined =>
    densityRatio && writeDensityRatio(densityRatio.network);

  before(async () => {
    await openBackend('wasm');
    dataset = await collectDataset(streamed(syntheticRecords(200)));
  });

  it('chooses the same for the same weights, says how far it is, and leaves no tensor behind', async () => {
    const first = await choose(dataset);
    assert.equal(shares[0], 0);
    assert.equal(shares.at(-1), 1);
    const { numTensors } = tf.memory();
    const second = await choose(dataset);
    assert.deepEqual(second.calibrations, first.calibrations);
    assert.equal(second.densityRatio?.strength, first.densityRatio?.strength);
    assert.deepEqual(bytesOf(second), bytesOf(first));
    assert.equal(tf.memory().numTensors, numTensors);
    const { hitNoise } = first.calibrations[0]!;
    assert.ok(hitNoise > 0 && hitNoise <= 1.25);
  });

  it('leaves hits to the latent and takes candidates as they come where no held-out pattern could tell', async () => {
    const { calibrations, densityRatio } = await choose({
      ...dataset,
      validation: new PatternPacker().pack(),
    });
    assert.equal(calibrations[0]!.hitNoise, 0);
    assert.equal(densityRatio, undefined);
  });
});
