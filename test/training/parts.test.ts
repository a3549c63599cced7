import assert from 'node:assert/strict';
import { UNCALIBRATED } from '../../src/model/decoding';
import { UNIT_CELLS, cellIndex } from '../../src/rhythm/grid';
import { Random } from '../../src/rhythm/random';
import { VOICE_COUNT } from '../../src/rhythm/voices';
import { configFor } from '../../src/training/config';
import { collectDataset } from '../../src/training/data/dataset';
import { decodeSamples, type Samples } from '../../src/training/sampling/draw-samples';
import { gammaAt, learningRateAt } from '../../src/training/step/schedule';
import { calibrateThresholds } from '../../src/training/sampling/thresholds';
import { hitsOf } from '../../src/rhythm/pattern';
import { characterOf } from '../../src/evaluation/descriptors/character';
import { fitHeads } from '../../src/training/calibration/fit-heads';
import { patternAt } from '../../src/training/data/packed-patterns';
import { streamed, syntheticRecords } from './support/synthetic-corpus';

describe('configFor', () => {
  it('refuses settings that do not exist or fit, instead of training with something else', () => {
    assert.throws(() => configFor('laptop', { learningrate: 1 }), /Invalid training settings .*learningrate/);
    assert.throws(() => configFor('laptop', { batchSize: 0 }), /batchSize/);
    assert.throws(() => configFor('laptop', { network: { latentsize: 8 } }), /network: .*latentsize/);
    assert.throws(() => configFor('laptop', { network: 5 }), /network: /);
    assert.equal(configFor('workstation', { network: { latentSize: 128 } }).network.generatorBlocks, 3);
  });

  it('anneals the step and the penalty by cosines to their final values', () => {
    const config = configFor('workstation', { steps: 900, gamma: 3, finalGamma: 0.3, gammaShare: 1 / 3 });
    assert.equal(learningRateAt(config, 0), config.learningRate);
    assert.ok(Math.abs(learningRateAt(config, 900) / config.learningRate - 0.05) < 1e-12);
    assert.equal(gammaAt(config, 0), 3);
    assert.ok(Math.abs(gammaAt(config, 150) - 1.65) < 1e-12);
    assert.ok(Math.abs(gammaAt(config, 300) - 0.3) < 1e-12 && gammaAt(config, 800) === gammaAt(config, 300));
  });
});

describe('calibrateThresholds', () => {
  it('makes every voice sound as often as in the patterns it is compared with', async () => {
    const records = syntheticRecords(200);
    const { train } = await collectDataset(streamed(records));
    const indices = Array.from({ length: train.count }, (_, index) => index);
    const random = Random.fromSeed(2);
    const draw = (): Float32Array =>
      Float32Array.from({ length: train.count * UNIT_CELLS }, () => random.normal());
    const samples: Samples = {
      rows: train.count,
      hitLogits: draw(),
      velocityLogits: draw(),
      offsetLogits: draw(),
    };
    const thresholds = calibrateThresholds(samples, train, indices);
    const generated = new Array<number>(VOICE_COUNT).fill(0);
    for (const pattern of decodeSamples(samples, () => ({ ...UNCALIBRATED, thresholds })))
      for (const { voice } of hitsOf(pattern)) generated[voice]!++;
    const real = new Array<number>(VOICE_COUNT).fill(0);
    for (const cell of train.cells) real[cell % VOICE_COUNT]!++;
    generated.forEach((count, voice) => {
      // A voice that is never hit keeps a threshold within reach, so that it is not silent for good.
      if (real[voice] === 0) assert.equal(thresholds[voice], 0.9);
      else if (thresholds[voice]! < 0.9) assert.equal(count, real[voice]);
    });
    assert.ok(thresholds.some((threshold) => threshold < 0.9));
  });
});

describe('fitHeads', () => {
  it('gives the hits the loudness and timing of real ones, which soft hits in training blur', async () => {
    const records = syntheticRecords(300);
    const { train } = await collectDataset(streamed(records));
    const indices = Array.from({ length: train.count }, (_, index) => index);
    const random = Random.fromSeed(8);
    const draw = (spread: number): Float32Array =>
      Float32Array.from({ length: train.count * UNIT_CELLS }, () => spread * random.normal());
    const samples: Samples = {
      rows: train.count,
      hitLogits: new Float32Array(train.count * UNIT_CELLS).fill(-1),
      velocityLogits: draw(2.5),
      offsetLogits: draw(0.1),
    };
    indices.forEach((index) => {
      for (const { step, voice } of hitsOf(patternAt(train, index)))
        samples.hitLogits[index * UNIT_CELLS + cellIndex(step, voice)] = 1;
    });
    const { thresholds } = UNCALIBRATED;
    const fits = fitHeads(samples, thresholds, { packed: train, indices });
    const patterns = decodeSamples(samples, () => ({ ...UNCALIBRATED, ...fits }));
    const found = characterOf(patterns);
    const real = characterOf(indices.map((index) => patternAt(train, index)));
    assert.ok(Math.abs(found.velocityMean - real.velocityMean) < 0.02);
    assert.ok(Math.abs(found.velocitySpread - real.velocitySpread) < 0.03);
    assert.ok(Math.abs(found.offsetSpreadSteps - real.offsetSpreadSteps) < 0.02);
    assert.ok(Math.abs(found.swing - real.swing) < 0.1);
  });
});
