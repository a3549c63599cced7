import assert from 'node:assert/strict';
import { hammingDistance, packHits } from '../../../src/rhythm/distance';
import { concatPatterns, patternFromHits, type Pattern } from '../../../src/rhythm/pattern';
import { Random } from '../../../src/rhythm/random';
import { rulesOf } from '../../../src/rhythm/rules/style-rules';
import { diversityOf, meanPairDistance } from '../../../src/measure/keepers/diversity';
import { freeCellPacker } from '../../../src/measure/keepers/free-cells';
import { patternOf } from '../../support/patterns';

const HOUSE = rulesOf('house');

/** Four-on-the-floor with a hat on `hats` other steps, drawn. */
function drawn(random: Random, hats: number): Pattern {
  const steps = random.shuffled(Array.from({ length: 32 }, (_, step) => step)).slice(0, hats);
  return patternFromHits(2, [
    ...[0, 4, 8, 12, 16, 20, 24, 28].map((step) => ({ step, voice: 0, velocity: 0.8, offset: 0 })),
    ...steps.map((step) => ({ step, voice: 4, velocity: 0.8, offset: 0 })),
  ]);
}

function sample(count: number, hats: number, seed = 1): Pattern[] {
  const random = Random.fromSeed(seed);
  return Array.from({ length: count }, () => drawn(random, hats));
}

describe('the free cells of a rhythm', () => {
  const plain = patternOf({
    kick: 'x...x...x...x...x...x...x...x...',
    clap: '....x.......x.......x.......x...',
  });

  it('are all but kick on the beat and clap, snare and rim on the backbeat in house', () => {
    const pack = freeCellPacker(HOUSE, 2);
    assert.equal(hammingDistance(pack(plain), new Uint32Array(12)), 0);
    const other = patternOf({
      snare: '.....x......x...................',
      kick: '..x.x...........................',
    });
    assert.equal(hammingDistance(pack(other), new Uint32Array(12)), 2);
  });

  it('hold the backbeat in techno, which has no rule for it', () => {
    const pack = freeCellPacker(rulesOf('techno'), 2);
    assert.equal(hammingDistance(pack(plain), new Uint32Array(12)), 4);
  });

  it('are the same in every two bars of a longer rhythm', () => {
    const pack = freeCellPacker(HOUSE, 4);
    assert.equal(hammingDistance(pack(concatPatterns([plain, plain])), new Uint32Array(24)), 0);
  });
});

describe('the diversity of keepers', () => {
  it('takes the mean distance over all pairs', () => {
    const packed = sample(20, 8).map(packHits);
    const distances = packed.flatMap((one, at) =>
      packed.slice(at + 1).map((other) => hammingDistance(one, other)),
    );
    const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
    assert.ok(Math.abs(meanPairDistance(packed)! - mean) < 1e-9);
    assert.equal(meanPairDistance(packed.slice(0, 1)), null);
  });

  it('is 1 against itself, and less where half of the rhythms are one and the same', () => {
    const varied = sample(200, 8);
    assert.equal(diversityOf(varied, HOUSE, varied).against!.ratio, 1);
    const dull = varied.map((pattern, at) => (at % 2 === 0 ? varied[0]! : pattern));
    const { ratio } = diversityOf(dull, HOUSE, varied).against!;
    assert.ok(ratio! > 0.7 && ratio! < 0.8, String(ratio));
    assert.ok(diversityOf(dull, HOUSE).withNeighbour.twoBars >= 0.5);
  });

  it('compares rhythms with about as many hits only, and says nothing of classes with few', () => {
    // 8 kicks: 8 hats are 8 hits a bar, 24 are 16 a bar.
    const [sparse, full] = [sample(60, 8), sample(60, 24)];
    assert.equal(diversityOf(sparse, HOUSE, full).against!.ratio, null);
    assert.equal(diversityOf(sparse, HOUSE, sample(49, 8, 2)).against!.ratio, null);
    const mixed = diversityOf([...sparse, ...sample(49, 24)], HOUSE, [...sparse, ...full]);
    assert.equal(mixed.against!.ratio, 1);
    assert.deepEqual(
      mixed.classes.map(({ hitsPerBar, rhythms }) => [hitsPerBar[0], rhythms]),
      [
        [8, 60],
        [16, 49],
      ],
    );
  });

  it('looks for neighbours over all bars and over the first two', () => {
    const [same, ...others] = sample(12, 8);
    const longer = others.map((ending) => concatPatterns([same!, ending]));
    const { withNeighbour } = diversityOf(longer, HOUSE);
    assert.equal(withNeighbour.twoBars, 1);
    assert.ok(withNeighbour.allBars < 1);
  });
});
