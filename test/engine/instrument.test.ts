import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { SHIPPED_MODEL, readModelFolder } from '../../scripts/support/read-model';
import { type Engine, type GeneratedRhythm, loadEngine } from '../../src/engine/engine';
import type { ModelFiles } from '../../src/engine/network/model-files';
import { parseRequest, type VoiceName } from '../../src/engine/request/request';
import { rankCorrelation } from '../../src/evaluation/metrics/rank-correlation';
import { hammingDistance, hitFMeasure, hitKey, packHits } from '../../src/rhythm/distance';
import { beatEnergy, hatOpenness, syncopationPerHit } from '../../src/rhythm/feel-measures';
import { CHANNEL_COUNT } from '../../src/rhythm/grid';
import { type Pattern, emptyPattern, hitCount, hitsOf, sliceBars } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { VOICE_COUNT, VOICE_IDS, voiceIndex } from '../../src/rhythm/voices';
import { patternOf } from '../support/patterns';

const CLIP = patternOf({
  kick: 'X...X...X...X...X...X...X...X..x',
  clap: '....X.......X.......X.......X...',
  'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
});

/** A run of notes up and down the drum map. */
const MELODY = patternOf(
  Object.fromEntries(
    VOICE_IDS.map((id, voice) => [
      id,
      Array.from({ length: 32 }, (_, step) =>
        (step * 5 + ((step * step) % 7)) % VOICE_COUNT === voice ? 'x' : '.',
      ).join(''),
    ]),
  ),
);

describe('the engine as an instrument', function () {
  this.timeout(60_000);
  let files: ModelFiles;
  let engine: Engine;
  const requestOf = (words: object): ReturnType<typeof parseRequest> =>
    parseRequest({ seed: 1, style: 'house', bars: 2, ...words }, engine.card);
  const ask = (words: object): GeneratedRhythm => engine.generate(requestOf(words));
  const distance = (a: Pattern, b: Pattern): number => hammingDistance(packHits(a), packHits(b));

  before(async () => {
    files = await readModelFolder(SHIPPED_MODEL);
    engine = await loadEngine(files);
  });

  after(() => {
    engine.dispose();
  });

  const voicesOf = (pattern: Pattern, voices: readonly VoiceName[]): number[] => {
    const kept = new Set(voices.map(voiceIndex));
    return [...pattern.cells].filter((_, at) => kept.has(Math.floor(at / CHANNEL_COUNT) % VOICE_COUNT));
  };

  it('leaves locked voices as they are to the last bit, silence included, whatever else is asked for', () => {
    const random = Random.fromSeed(1);
    for (let seed = 0; seed < 24; seed++) {
      const voices = VOICE_IDS.filter(() => random.chance(0.4));
      if (voices.length === 0) continue;
      const { pattern } = ask({ seed: seed + 100, bars: 4, humanise: 1, swing: 0.7 });
      const words = { bars: 4, humanise: 1, swing: 0.2, density: random.uniform(), fill: 1 };
      const made = ask({ seed, ...words, locks: { voices, pattern } }).pattern;
      assert.deepEqual(voicesOf(made, voices), voicesOf(pattern, voices));
    }
  });

  it('repeats locked voices that are shorter than the rhythm, and makes the rest fit', () => {
    const one = sliceBars(CLIP, 0, 1);
    const made = ask({ bars: 8, locks: { voices: ['kick', 'clap'], pattern: one } }).pattern;
    for (let bar = 0; bar < 8; bar++)
      assert.deepEqual(voicesOf(sliceBars(made, bar, 1), ['kick', 'clap']), voicesOf(one, ['kick', 'clap']));
    assert.ok(hitCount(made) > 8 * hitCount(one) - hitCount(made), 'other voices play as well');
  });

  it('replaces what is not locked: new hats for the same kick', () => {
    const locks = { voices: ['kick', 'snare', 'clap'], pattern: CLIP };
    const made = [1, 2, 3, 4, 5, 6].map((seed) => hitKey(ask({ seed, locks }).pattern));
    assert.ok(new Set(made).size >= 5);
  });

  it('takes patterns from JSON as their hits, and says what does not fit', () => {
    const hits = hitsOf(CLIP).map(({ voice, ...hit }) => ({ ...hit, voice: VOICE_IDS[voice] }));
    const fromHits = ask({ like: { pattern: { bars: 2, hits } } });
    assert.deepEqual(fromHits.pattern, ask({ like: { pattern: CLIP } }).pattern);
    for (const pattern of [{ bars: 2 }, { bars: 1, hits: [{ step: 16, voice: 'kick' }] }, 7])
      assert.throws(() => requestOf({ like: { pattern } }), /The request is not valid: like\.pattern/);
    assert.throws(() => requestOf({ locks: { voices: [], pattern: CLIP } }), /at least one voice/);
  });

  it('recovers a clip by the network alone, and the same again bit for bit', () => {
    const inversion = engine.invert(CLIP, 'house');
    assert.ok(inversion.fMeasure >= 0.9, String(inversion.fMeasure));
    assert.equal(inversion.problem, undefined);
    assert.equal(hitFMeasure(inversion.recovered, CLIP), inversion.fMeasure);
  });

  it('reads the same latents on the plain CPU backend, so that a clip means the same on every machine', async () => {
    const onWasm = engine.invert(CLIP, 'house').latents;
    const onCpu = await loadEngine(files, { backend: 'cpu' });
    assert.deepEqual(onCpu.invert(CLIP, 'house').latents, onWasm);
    onCpu.dispose();
    await tf.setBackend('wasm');
  });

  it('gives the clip itself without variation, and goes further from it with more', () => {
    const far = [0, 0.3, 1].map((variation) => {
      const seeds = [1, 2, 3, 4];
      const like = { pattern: CLIP };
      return seeds.reduce((sum, seed) => sum + distance(ask({ seed, like, variation }).pattern, CLIP), 0);
    });
    assert.equal(far[0], 0);
    assert.ok(far[1]! > 0 && far[2]! > far[1]!, far.join());
  });

  it('says that it cannot make a melody', () => {
    const { fMeasure, problem } = engine.invert(MELODY, 'house');
    assert.ok(fMeasure < 0.5, String(fMeasure));
    assert.match(problem ?? '', /^The model can reproduce only \d+ % of this pattern as house/);
    assert.match(engine.invert(emptyPattern(2), 'house').problem ?? '', /silent/);
  });

  it('moves between four corners in small steps, from one corner itself to the other', () => {
    const corners = [1, 2, 3, 4].map((seed) => ask({ seed }).pattern) as [Pattern, Pattern, Pattern, Pattern];
    const at = (x: number, y: number): Pattern => engine.morph(corners, { x, y }, requestOf({})).pattern;
    corners.forEach((pattern, corner) => {
      assert.deepEqual(at(corner % 2, corner >> 1), pattern);
    });
    const path = Array.from({ length: 65 }, (_, step) => at(step / 64, step / 64));
    const moves = path.slice(1).map((pattern, step) => distance(pattern, path[step]!));
    assert.ok(Math.max(...moves) <= 12, moves.join());
    assert.ok(moves.reduce((sum, cells) => sum + cells, 0) / 64 <= 2, moves.join());
    assert.ok(distance(path[0]!, path[64]!) > 12);
    assert.throws(() => at(1.1, 0), /A position on the pad is 0 to 1/);
  });

  it('makes related rhythms: each different, nearer to the first than strangers are', () => {
    const [first, ...others] = engine.variations(requestOf({ bars: 4 }), 5);
    assert.deepEqual(first, ask({ bars: 4 }));
    const all = [first, ...others].map(({ pattern }) => hitKey(pattern));
    assert.equal(new Set(all).size, 5);
    const mean = (rhythms: readonly GeneratedRhythm[]): number =>
      rhythms.reduce((sum, { pattern }) => sum + distance(pattern, first.pattern), 0) / rhythms.length;
    const strangers = [11, 12, 13, 14, 15, 16].map((seed) => ask({ seed, bars: 4 }));
    assert.ok(mean(others) < mean(strangers), `${mean(others)} ${mean(strangers)}`);
  });

  it('ends four and eight bars in a fill as full as is asked for, and in none unless asked', () => {
    for (const bars of [4, 8] as const) {
      const more = [0, 0.3, 1].map((fill) =>
        [1, 2, 3, 4].reduce((sum, seed) => {
          const { pattern } = ask({ seed, bars, fill, variation: 0 });
          return sum + hitCount(sliceBars(pattern, bars - 1, 1)) - hitCount(sliceBars(pattern, 1, 1));
        }, 0),
      );
      assert.equal(more[0], 0);
      assert.ok(more[1]! > 0 && more[2]! > more[1]!, more.join());
    }
  });

  it('follows the feel that is asked for', () => {
    const measures = {
      syncopation: ({ bars, ...pattern }: Pattern) => syncopationPerHit(hitsOf({ bars, ...pattern }), bars),
      hatOpenness: (pattern: Pattern) => hatOpenness(hitsOf(pattern)),
      energy: (pattern: Pattern) => beatEnergy(hitsOf(pattern), pattern.bars),
    };
    for (const [name, measure] of Object.entries(measures)) {
      const pairs = Array.from({ length: 24 }, (_, at) => {
        const asked = at / 23;
        return [asked, measure(ask({ seed: at, [name]: asked }).pattern) ?? 0] as const;
      });
      assert.ok(rankCorrelation(pairs) >= 0.85, `${name}: ${rankCorrelation(pairs)}`);
    }
  });

  it('has one safest rhythm, and moves further from it the warmer it is', () => {
    const safest = ask({ temperature: 0, allowCopies: true }).pattern;
    assert.equal(hitKey(ask({ seed: 2, temperature: 0, allowCopies: true }).pattern), hitKey(safest));
    const mean = (temperature: number): number =>
      [1, 2, 3, 4, 5, 6].reduce((sum, seed) => sum + distance(ask({ seed, temperature }).pattern, safest), 0);
    assert.ok(mean(0.3) < mean(1));
  });

  it('leaves no tensor behind, whatever is asked for', () => {
    const everything = (): void => {
      engine.variations(requestOf({ bars: 4, energy: 0.8, locks: { voices: ['kick'], pattern: CLIP } }), 2);
      ask({ like: { pattern: CLIP }, variation: 0.5 });
      engine.invert(patternOf({ kick: 'x...x...x...x...' }), 'techno');
      engine.morph([CLIP, CLIP, CLIP, CLIP], { x: 0.3, y: 0.4 }, requestOf({}));
    };
    everything();
    const tensors = tf.memory().numTensors;
    everything();
    assert.equal(tf.memory().numTensors, tensors);
  });
});
