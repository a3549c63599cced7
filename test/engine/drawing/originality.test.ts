import assert from 'node:assert/strict';
import { type Engine, type GeneratedRhythm, loadEngine } from '../../../src/engine/engine';
import type { ModelFiles } from '../../../src/engine/network/model-files';
import { type GenerationRequest, parseRequest } from '../../../src/engine/request/request';
import { hitKey, packHits } from '../../../src/rhythm/distance';
import { type Pattern, concatPatterns, patternFromHits, sliceBars } from '../../../src/rhythm/pattern';
import { patternOf } from '../../support/patterns';
import { encode, modelOfBiases, tinyModel, withIndex } from '../../support/tiny-model';

const FAR = patternOf({ crash: 'x'.repeat(32), ride: 'x'.repeat(32), percussion: 'x'.repeat(32) });

/** Every two bars of a rhythm that loops. */
function windowsOf(pattern: Pattern): Pattern[] {
  return Array.from({ length: pattern.bars }, (_, bar) =>
    concatPatterns([sliceBars(pattern, bar, 1), sliceBars(pattern, (bar + 1) % pattern.bars, 1)]),
  );
}

describe('the originality guard', () => {
  let files: ModelFiles;
  const open: Engine[] = [];
  const load = async (model: ModelFiles): Promise<Engine> => {
    const engine = await loadEngine(model);
    open.push(engine);
    return engine;
  };
  const ask = (engine: Engine, words: Partial<GenerationRequest> = {}): GeneratedRhythm =>
    engine.generate(parseRequest({ seed: 1, style: 'house', ...words }, engine.card));
  /** A model that "learned from" these rhythms. */
  const trainedOn = async (rhythms: readonly Pattern[]): Promise<Engine> =>
    load(await withIndex(files, rhythms.map(packHits)));

  before(async () => {
    files = await tinyModel();
  });

  after(() => {
    for (const engine of open) engine.dispose();
  });

  it('changes nothing where no copy occurs, and says how far the nearest training pattern is', async () => {
    const [plain, guarded] = [await load(files), await trainedOn([FAR])];
    for (const bars of [1, 2, 4, 8] as const) {
      const { originality, ...rhythm } = ask(guarded, { bars });
      assert.deepEqual(rhythm, ask(plain, { bars }));
      assert.ok(originality && originality.nearestDistance > 0);
      assert.ok(originality.nearestHits >= originality.nearestDistance);
      assert.deepEqual([originality.passedOver, originality.isCopy], [0, false]);
    }
    assert.equal('originality' in ask(plain), false);
  });

  it('passes over every copy in every length, and counts it: any two bars of the loop count', async () => {
    const plain = await load(files);
    for (const bars of [1, 2, 4, 8] as const) {
      const first = ask(plain, { bars, variation: 0.8 }).pattern;
      for (const window of windowsOf(first)) {
        const { pattern, originality } = ask(await trainedOn([window]), { bars, variation: 0.8 });
        assert.ok(originality!.passedOver >= 1);
        assert.equal(originality!.isCopy, false);
        assert.ok(windowsOf(pattern).every((heard) => hitKey(heard) !== hitKey(window)));
      }
    }
  });

  it('takes the next best of the same draw, the same one every time', async () => {
    const copied = ask(await load(files), { bars: 2 }).pattern;
    const engine = await trainedOn([copied]);
    const rhythm = ask(engine, { bars: 2 });
    assert.notEqual(hitKey(rhythm.pattern), hitKey(copied));
    assert.deepEqual(ask(engine, { bars: 2 }), rhythm);
  });

  it('gives a copy when it is asked to allow copies, and says that it is one', async () => {
    const free = ask(await load(files), { bars: 2 });
    const engine = await trainedOn([free.pattern]);
    const { originality, ...rhythm } = ask(engine, { bars: 2, allowCopies: true });
    assert.deepEqual(rhythm, free);
    assert.equal(originality!.isCopy, true);
    assert.equal(originality!.nearestDistance, 0);
    assert.equal(originality!.passedOver, 0);
  });

  it('draws again from further out where all candidates are one and the same copy, as they are at temperature 0', async () => {
    const words = { bars: 2, temperature: 0 } as const;
    const copied = ask(await load(files), words).pattern;
    const { pattern, originality } = ask(await trainedOn([copied]), words);
    assert.notEqual(hitKey(pattern), hitKey(copied));
    assert.ok(originality!.passedOver >= 16);
    assert.equal(originality!.isCopy, false);
  });

  it('answers with a copy and says so, rather than fail, where the model knows nothing else', async () => {
    const only = patternOf({ kick: 'x...'.repeat(8), clap: '....x...'.repeat(4) });
    const copyist = await load(await withIndex(await modelOfBiases(only), [packHits(only)]));
    const { pattern, originality } = ask(copyist, { bars: 2 });
    assert.equal(hitKey(pattern), hitKey(only));
    assert.equal(originality!.isCopy, true);
    assert.equal(originality!.passedOver, 4 * 16);
  });

  it('does not count silence as a copy where a model knows nothing else', async () => {
    const silence = patternFromHits(2, []);
    const { originality } = ask(await load(await withIndex(await modelOfBiases(silence), [packHits(FAR)])));
    assert.deepEqual([originality!.passedOver, originality!.isCopy], [0, false]);
  });

  it('is refused with a sentence where its file is missing, damaged or short of patterns', async () => {
    const model = await withIndex(files, [packHits(FAR)]);
    const { originality, ...without } = model;
    await assert.rejects(loadEngine(without), /originality\.bin is missing, although card\.json lists it/);
    const flipped = Uint8Array.from(originality);
    flipped[20]! ^= 1;
    await assert.rejects(
      loadEngine({ ...model, originality: flipped }),
      /originality\.bin is damaged or belongs to another model/,
    );
    const card = JSON.parse(new TextDecoder().decode(model.card)) as { originality: { patterns: number } };
    card.originality.patterns = 2;
    await assert.rejects(
      loadEngine({ ...model, card: encode(card) }),
      /originality\.bin holds 1 patterns, but card\.json says 2/,
    );
  });
});
