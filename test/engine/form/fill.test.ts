import assert from 'node:assert/strict';
import { SHIPPED_MODEL, readModelFolder } from '../../../scripts/support/read-model';
import { type Engine, loadEngine } from '../../../src/engine/engine';
import { parseRequest } from '../../../src/engine/request/request';
import { CARD_SCHEMA_VERSION } from '../../../src/model/card';
import { rankCorrelation } from '../../../src/evaluation/metrics/rank-correlation';
import { type Pattern, hitAt, hitCount, hitsOf, sliceBars } from '../../../src/rhythm/pattern';
import { Random } from '../../../src/rhythm/random';
import { KICK } from '../../../src/rhythm/voices';
import { encode } from '../../support/tiny-model';

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);
const BEATS = [0, 4, 8, 12];
/** More hits in the last bar than this are too many for a fill that nobody asked for. */
const MANY_MORE = 4;

describe('the last of four bars', function () {
  this.timeout(120_000);
  let engine: Engine;
  const ask = (words: object): Pattern =>
    engine.generate(parseRequest({ style: 'house', bars: 4, ...words }, engine.card)).pattern;
  const hitsByBar = (pattern: Pattern): number[] =>
    [0, 1, 2, 3].map((bar) => hitCount(sliceBars(pattern, bar, 1)));
  const voicesIn = (pattern: Pattern, from: number, bars: number): Set<number> =>
    new Set(hitsOf(sliceBars(pattern, from, bars)).map(({ voice }) => voice));
  const hasNewVoice = (pattern: Pattern): boolean => {
    const before = voicesIn(pattern, 0, 3);
    return [...voicesIn(pattern, 3, 1)].some((voice) => !before.has(voice));
  };
  const isFull = (pattern: Pattern): boolean => {
    const [first, second, third, last] = hitsByBar(pattern) as [number, number, number, number];
    return last - second > MANY_MORE || last - (first + second + third) / 3 > MANY_MORE;
  };
  const share = (patterns: readonly Pattern[], has: (pattern: Pattern) => boolean): number =>
    patterns.filter(has).length / patterns.length;

  before(async () => {
    const files = await readModelFolder(SHIPPED_MODEL);
    const card = JSON.parse(new TextDecoder().decode(files.card)) as object;
    // As a model of today plays; one of 0.1.0 keeps the fill of 0.1.0.
    engine = await loadEngine({ ...files, card: encode({ ...card, schemaVersion: CARD_SCHEMA_VERSION }) });
  });

  after(() => {
    engine.dispose();
  });

  for (const style of ['house', 'techno'] as const) {
    it(`leads back to the first in ${style} without more than it asks for: at most one in five stands out`, () => {
      const made = SEEDS.map((seed) => ask({ seed, style }));
      const standsOut = share(made, (pattern) => isFull(pattern) || hasNewVoice(pattern));
      assert.ok(standsOut <= 0.2, `${standsOut}`);
      const plays = share(made, (pattern) => hitsByBar(pattern)[3]! > hitsByBar(pattern)[1]!);
      assert.ok(plays >= 0.6, `${plays} have a fill that is heard`);
    });
  }

  it('brings no voice of its own below half of a fill, and some beyond', () => {
    const made = (fill: number): Pattern[] => SEEDS.slice(0, 40).map((seed) => ask({ seed, fill }));
    assert.equal(share(made(0.45), hasNewVoice), 0);
    assert.ok(share(made(0.9), hasNewVoice) > 0.25);
  });

  it('has more hits the more fill is asked for', () => {
    const random = Random.fromSeed(1);
    const pairs = SEEDS.map((seed): [number, number] => {
      const fill = random.uniform();
      const bars = hitsByBar(ask({ seed, fill, variation: 0 }));
      return [fill, bars[3]! - bars[1]!];
    });
    assert.ok(rankCorrelation(pairs) >= 0.9, `${rankCorrelation(pairs)}`);
  });

  it('keeps a kick on every beat through any fill', () => {
    for (const fill of [0.2, 0.4, 0.7, 1]) {
      for (const seed of SEEDS.slice(0, 12)) {
        const pattern = ask({ seed, fill, variation: 0 });
        const isOnBeats = (bar: number): boolean =>
          BEATS.every((beat) => hitAt(pattern, 16 * bar + beat, KICK) !== undefined);
        if (isOnBeats(0) && isOnBeats(1)) assert.ok(isOnBeats(3), `seed ${seed}, fill ${fill}`);
      }
    }
  });

  it('leaves every hit of the groove in place under the default fill', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const [plain, filled] = [ask({ seed, fill: 0 }), ask({ seed })];
      for (const { step, voice } of hitsOf(plain))
        assert.ok(hitAt(filled, step, voice), `seed ${seed}: step ${step}, voice ${voice}`);
    }
  });
});
