import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { readModelFolder, SHIPPED_MODEL } from '../../scripts/support/read-model';
import { type Engine, type GeneratedRhythm, loadEngine } from '../../src/engine/engine';
import type { ModelFiles } from '../../src/engine/network/model-files';
import { parseRequest } from '../../src/engine/request/request';
import { gridSvg } from '../../src/report/grid-svg';
import { isFourOnTheFloor } from '../../src/rhythm/description';
import { hitKey } from '../../src/rhythm/distance';
import { hitCount, hitsOf } from '../../src/rhythm/pattern';
import { voiceIndex } from '../../src/rhythm/voices';
import { modelReadme } from '../../src/training/export/model-readme';

const ROOT = join(__dirname, '../..');

describe('the shipped model', function () {
  this.timeout(60_000);
  let files: ModelFiles;
  let engine: Engine;
  const make = (seed: number, words: object = {}, by = engine): GeneratedRhythm =>
    by.generate(parseRequest({ seed, style: 'house', ...words }, by.card));
  let sixtyFour: GeneratedRhythm[];

  before(async () => {
    files = await readModelFolder(join(ROOT, SHIPPED_MODEL));
    engine = await loadEngine(files);
    sixtyFour = Array.from({ length: 64 }, (_, at) => make(7 + at));
  });

  after(() => {
    engine.dispose();
  });

  it('knows the styles that it is shipped for', () => {
    const names = engine.card.styles.map(({ name }) => name);
    for (const name of ['house', 'techno', 'disco', 'breakbeat', 'funk', 'hiphop', 'latin']) {
      assert.ok(names.includes(name), name);
    }
  });

  it('makes house that is house: mostly four on the floor, never silent, hardly ever the same', () => {
    const patterns = sixtyFour.map(({ pattern }) => pattern);
    assert.ok(new Set(patterns.map(hitKey)).size >= 60);
    assert.ok(patterns.filter(isFourOnTheFloor).length >= 0.6 * 64);
    assert.ok(patterns.every((pattern) => hitCount(pattern) > 0));
  });

  it('gives what a track is started from: a kick, a backbeat and a hat, in every house rhythm', () => {
    const needed = [['kick'], ['snare', 'clap'], ['closed-hat', 'open-hat']] as const;
    for (const { seed, pattern } of sixtyFour) {
      const sounding = new Set(hitsOf(pattern).map(({ voice }) => voice));
      for (const ids of needed) {
        assert.ok(
          ids.some((id) => sounding.has(voiceIndex(id))),
          `seed ${seed} has no ${ids.join(' or ')}`,
        );
      }
    }
  });

  it('plays with dynamics and timing instead of a flat grid', () => {
    for (const { pattern } of sixtyFour) {
      const hits = hitsOf(pattern);
      assert.ok(new Set(hits.map(({ velocity }) => velocity)).size > 3);
      assert.ok(hits.some(({ offset }) => offset !== 0));
    }
  });

  it('keeps the kick of house loud and tight, as house kicks are measured to be', () => {
    const kick = voiceIndex('kick');
    const kicks = sixtyFour.flatMap(({ pattern }) => hitsOf(pattern).filter(({ voice }) => voice === kick));
    const mean = kicks.reduce((sum, { velocity }) => sum + velocity, 0) / kicks.length;
    assert.ok(Math.abs(127 * mean - 98) < 6, String(127 * mean));
    assert.ok(kicks.filter(({ offset }) => Math.abs(offset) < 0.1).length > 0.97 * kicks.length);
  });

  it('gives no copy of what it learned from, and says how far away the nearest rhythm is', () => {
    for (const { seed, originality } of sixtyFour) {
      assert.ok(originality, 'the shipped model carries its index');
      assert.ok(originality.nearestDistance > 0 && !originality.isCopy, `seed ${seed}`);
    }
  });

  it('gives the same bits on the plain CPU backend', async () => {
    const onCpu = await loadEngine(files, { backend: 'cpu' });
    for (const rhythm of sixtyFour.slice(0, 8)) assert.deepEqual(make(rhythm.seed, {}, onCpu), rhythm);
    onCpu.dispose();
    await tf.setBackend('wasm');
  });

  it('comes with a page that says what its card says', async () => {
    const page = await readFile(join(ROOT, SHIPPED_MODEL, 'README.md'), 'utf8');
    assert.equal(page, modelReadme(engine.card));
  });

  it('comes with the picture of the rhythm that the README names', async () => {
    const picture = await readFile(join(ROOT, SHIPPED_MODEL, 'example.svg'), 'utf8');
    const text = await readFile(join(ROOT, 'README.md'), 'utf8');
    const seed = Number(/--seed (\d+) --bars 2 --picture/.exec(text)?.[1]);
    const { pattern } = make(seed, { bars: 2 });
    assert.equal(picture, gridSvg(pattern, { title: `house, seed ${seed}`, standalone: true }));
  });
});
