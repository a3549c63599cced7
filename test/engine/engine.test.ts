import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { type Engine, loadEngine } from '../../src/engine/engine';
import type { ModelFiles } from '../../src/engine/network/model-files';
import { type GenerationRequest, parseRequest } from '../../src/engine/request/request';
import { conditionValuesOf } from '../../src/rhythm/condition-values';
import { hammingDistance, hitKey, packHits } from '../../src/rhythm/distance';
import { hitCount, hitsOf, sliceBars } from '../../src/rhythm/pattern';
import { encode, tinyCard, tinyModel } from '../support/tiny-model';

describe('the engine', () => {
  let files: ModelFiles;
  let engine: Engine;
  const ask = (words: Partial<GenerationRequest> = {}) =>
    engine.generate(parseRequest({ seed: 1, style: 'house', ...words }, engine.card));

  before(async () => {
    files = await tinyModel();
    engine = await loadEngine(files);
  });

  after(() => {
    engine.dispose();
  });

  it('computes on WebAssembly where it can', () => {
    assert.equal(engine.backend, 'wasm');
  });

  it('gives the same rhythm for the same seed, and another for another', () => {
    assert.deepEqual(ask({ seed: 5 }), ask({ seed: 5 }));
    assert.notEqual(hitKey(ask({ seed: 5 }).pattern), hitKey(ask({ seed: 6 }).pattern));
  });

  it('makes as many bars as are asked for', () => {
    for (const bars of [1, 2, 4, 8] as const) assert.equal(ask({ bars }).pattern.bars, bars);
  });

  it('brings the first phrase back in four and in eight bars, so that it is a groove', () => {
    const { pattern } = ask({ bars: 8, humanise: 0 });
    const first = hitKey(sliceBars(pattern, 0, 2));
    assert.equal(hitKey(sliceBars(pattern, 4, 2)), first);
    assert.equal(hitKey(sliceBars(pattern, 2, 1)), hitKey(sliceBars(pattern, 0, 1)));
  });

  it('repeats the phrase without variation and departs from it with some', () => {
    const still = ask({ bars: 4, variation: 0, fill: 0, humanise: 0 }).pattern;
    assert.equal(hitKey(sliceBars(still, 0, 2)), hitKey(sliceBars(still, 2, 2)));
    const moved = ask({ bars: 4, variation: 1, fill: 0 }).pattern;
    assert.notEqual(hitKey(sliceBars(moved, 0, 2)), hitKey(sliceBars(moved, 2, 2)));
  });

  it('changes the phrase in as many cells as variation asks for', () => {
    const changed = [0.02, 0.4, 1].map((variation) => {
      const distances = Array.from({ length: 16 }, (_, seed) => {
        const { pattern } = ask({ seed, bars: 4, variation, fill: 0 });
        return hammingDistance(packHits(sliceBars(pattern, 0, 2)), packHits(sliceBars(pattern, 2, 2)));
      });
      return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
    });
    const [few, some, many] = changed as [number, number, number];
    assert.ok(1.5 * few < some && 1.25 * some < many, `${few} ${some} ${many} cells`);
  });

  it('plays more hits when more density is asked for', () => {
    const mean = (density: number) =>
      [1, 2, 3, 4, 5, 6, 7, 8].reduce((sum, seed) => sum + hitCount(ask({ seed, density }).pattern), 0) / 8;
    assert.ok(mean(1) > mean(0));
  });

  it('swings as far as it is asked to', () => {
    for (const swing of [0, 0.5]) {
      const { pattern } = ask({ swing, humanise: 0 });
      assert.ok(Math.abs(conditionValuesOf(pattern).swing - swing) < 0.05);
    }
  });

  it('starts no note before the clip does', () => {
    for (let seed = 0; seed < 20; seed++) {
      const first = hitsOf(ask({ seed, humanise: 1 }).pattern).filter(({ step }) => step === 0);
      assert.ok(first.every(({ offset }) => offset >= 0));
    }
  });

  it('plays only what MIDI can hold: whole 127ths of velocity and whole ticks of timing', () => {
    for (const { velocity, offset } of hitsOf(ask({ humanise: 1 }).pattern)) {
      assert.ok(Math.abs(velocity * 127 - Math.round(velocity * 127)) < 1e-4);
      assert.ok(Math.abs(offset * 120 - Math.round(offset * 120)) < 1e-4);
    }
  });

  it('leaves no tensor behind after a request', () => {
    ask({ bars: 8 });
    const tensors = tf.memory().numTensors;
    ask({ bars: 8 });
    assert.equal(tf.memory().numTensors, tensors);
  });

  it('says which styles there are when it is asked for one that it does not know', () => {
    assert.throws(() => ask({ style: 'polka' }), /has no style "polka"; it has house, techno/);
  });

  it('refuses requests that are out of range in one sentence', () => {
    for (const words of [{ density: 2 }, { seed: -1 }, { bars: 3 }, { seeds: 1 }]) {
      assert.throws(
        () => parseRequest({ seed: 1, style: 'house', ...words }, engine.card),
        /The request is not valid/,
      );
    }
  });

  it('gives bit for bit the same rhythms on the plain CPU backend, so that a fallback changes nothing', async () => {
    const requests = Array.from({ length: 24 }, (_, seed) => ({ seed, bars: 8 as const, variation: 0.8 }));
    const onWasm = requests.map((words) => ask(words));
    const onCpu = await loadEngine(files, { backend: 'cpu' });
    const requestOf = (words: object) => parseRequest({ style: 'house', ...words }, onCpu.card);
    assert.equal(onCpu.backend, 'cpu');
    assert.deepEqual(
      requests.map((words) => onCpu.generate(requestOf(words))),
      onWasm,
    );
    onCpu.dispose();
    await tf.setBackend('wasm');
  });
});

describe('loading a model', () => {
  let files: ModelFiles;
  before(async () => {
    files = await tinyModel();
  });

  it('refuses weights with a single flipped bit', async () => {
    const weights = Uint8Array.from(files.weights);
    weights[100]! ^= 1;
    await assert.rejects(
      loadEngine({ ...files, weights }),
      /weights\.bin is damaged or belongs to another model/,
    );
  });

  it('refuses a topology that the card was not made for', async () => {
    const topology = encode({});
    await assert.rejects(
      loadEngine({ ...files, topology }),
      /model\.json is damaged or belongs to another model/,
    );
    const card = encode(tinyCard(files.weights, topology));
    await assert.rejects(
      loadEngine({ ...files, topology, card }),
      /model\.json is not a TensorFlow\.js layers model/,
    );
  });

  it('refuses a card of other voices, sizes or version', async () => {
    const card = tinyCard(files.weights, files.topology);
    const refuses = (change: object, words: RegExp) =>
      assert.rejects(loadEngine({ ...files, card: encode({ ...card, ...change }) }), words);
    await refuses({ voices: ['kick'] }, /its voices are not/);
    await refuses({ schemaVersion: 99 }, /not a model card of this version.*made by a later Fourfloor/);
    await refuses({ schemaVersion: 1 }, /not a model card of this version.*Export the model again/);
    await refuses({ latentSize: 9 }, /model\.json does not match card\.json/);
    await assert.rejects(
      loadEngine({ ...files, card: new Uint8Array([1, 2]) }),
      /card\.json is not a JSON document/,
    );
  });
});
