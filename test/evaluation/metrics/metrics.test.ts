import assert from 'node:assert/strict';
import { characterOf, marginalError } from '../../../src/evaluation/descriptors/character';
import { evaluatePatterns, referenceOf } from '../../../src/evaluation/evaluate-patterns';
import { fidelity } from '../../../src/evaluation/metrics/fidelity';
import { nearestDistances, neighbourRadii, packedSet } from '../../../src/evaluation/metrics/neighbours';
import { distinctShare, mannWhitneyZ } from '../../../src/evaluation/metrics/novelty';
import { type Pattern, emptyPattern, patternFromHits } from '../../../src/rhythm/pattern';
import { Random } from '../../../src/rhythm/random';
import { patternOf } from '../../support/patterns';

/** A set of bit patterns, each `1`s from a start: distances are easy to count by hand. */
const bits = (...words: number[]) => packedSet(words.map((word) => Uint32Array.of(word)));

/** Patterns that play each cell with a probability of its own: a distribution to draw from again. */
function drawnFrom(seed: number, count: number, shift = 0): Pattern[] {
  const random = Random.fromSeed(seed);
  return Array.from({ length: count }, () =>
    patternFromHits(
      2,
      Array.from({ length: 32 * 3 }, (_, cell) => cell).flatMap((cell) =>
        random.chance(((cell * 7 + shift) % 10) / 12)
          ? [{ step: cell % 32, voice: Math.floor(cell / 32), velocity: 0.8, offset: 0 }]
          : [],
      ),
    ),
  );
}

describe('the search for neighbours', () => {
  it('counts the cells in which patterns differ', () => {
    assert.deepEqual([...nearestDistances(bits(0b0000, 0b1111), bits(0b0001, 0b0111))], [1, 1]);
  });

  it('leaves a pattern out of its own neighbourhood, but not its duplicate', () => {
    assert.deepEqual([...neighbourRadii(bits(0b0, 0b1, 0b111), 1)], [1, 1, 2]);
    assert.deepEqual([...neighbourRadii(bits(0b0, 0b0, 0b111), 1)], [0, 0, 3]);
  });
});

describe('fidelity in precision, recall, density and coverage', () => {
  it('is 1 for a set against itself, its duplicates included, because a ball includes its border', () => {
    const set = bits(0b0, 0b0, 0b1, 0b11, 0b1111);
    const { precision, recall, coverage } = fidelity(set, set, 2);
    assert.deepEqual([precision, recall, coverage], [1, 1, 1]);
  });

  it('is 0 for sets that are far apart', () => {
    const far = fidelity(bits(0b0, 0b1, 0b10), bits(0xffff0000, 0xfffe0000, 0xfffd0000), 1);
    assert.deepEqual(far, { precision: 0, recall: 0, density: 0, coverage: 0 });
  });

  it('shows a collapse in coverage, though every pattern is precise', () => {
    const real = bits(0b0, 0b1, 0x00ff0000, 0x00ff0001, 0xff000000, 0xff000001);
    const collapsed = fidelity(real, bits(0b0, 0b0, 0b0, 0b0), 1);
    assert.equal(collapsed.precision, 1);
    assert.equal(collapsed.coverage, 2 / 6);
    assert.equal(collapsed.recall, 1 / 6);
  });

  it('comes near the known expectation for two draws of one distribution', () => {
    // E[coverage] = 1 − 2⁻⁵ for k = 5 and equal distributions (Naeem et al. 2020).
    const [real, fresh] = [referenceOf(drawnFrom(1, 600), []), referenceOf(drawnFrom(2, 600), [])];
    const { coverage } = fidelity(real.heldOutHits, fresh.heldOutHits);
    assert.ok(coverage > 0.93 && coverage <= 1, String(coverage));
  });
});

describe('novelty', () => {
  it('counts distinct patterns', () => {
    assert.equal(distinctShare(bits(1, 1, 2, 3)), 0.75);
  });

  it('has the z-score of a textbook Mann–Whitney test, ties corrected', () => {
    // By hand: U = 10, mean 6, variance 7.714 with two ties of two.
    assert.ok(Math.abs(mannWhitneyZ([3, 4, 5], [1, 2, 3, 4]) - 1.44016) < 1e-5);
    assert.equal(mannWhitneyZ([1, 1], [1, 1, 1]), 0);
  });

  it('is strongly negative when training patterns are handed out again, and near zero for unseen ones', () => {
    const training = drawnFrom(1, 400);
    const reference = referenceOf(drawnFrom(2, 300), training);
    const copied = evaluatePatterns(training.slice(0, 300), reference);
    assert.ok(copied.dataCopying < -10 && copied.copies === 1, String(copied.dataCopying));
    const fresh = evaluatePatterns(drawnFrom(3, 300), reference);
    assert.ok(Math.abs(fresh.dataCopying) < 3 && fresh.copies < 0.01, String(fresh.dataCopying));
  });
});

describe('the character of a set', () => {
  const house = patternOf({
    kick: 'x...x...x...x...x...x...x...x...',
    clap: '....x.......x.......x.......x...',
  });

  it('gives the rates of the genre’s rules', () => {
    const { fourOnTheFloor, backbeat, offBeatHats, density } = characterOf([house, emptyPattern(2)]);
    assert.deepEqual([fourOnTheFloor, backbeat, offBeatHats, density], [0.5, 0.5, 0, 3]);
  });

  it('is compared cell by cell', () => {
    assert.equal(marginalError([house], [house]), 0);
    assert.equal(marginalError([house], [emptyPattern(2)]), 12 / 384);
  });
});
