import assert from 'node:assert/strict';
import { correlationError } from '../../../src/evaluation/metrics/correlation';
import { frechetDistance } from '../../../src/evaluation/metrics/frechet';
import { densityOverlap, distanceOverlap } from '../../../src/evaluation/metrics/overlap';
import { product, squareRoot, symmetricEigen } from '../../../src/evaluation/metrics/symmetric-eigen';
import { Random } from '../../../src/rhythm/random';
import { patternOf } from '../../support/patterns';

const normals = (seed: number, count: number, mean = 0, deviation = 1): number[] => {
  const random = Random.fromSeed(seed);
  return Array.from({ length: count }, () => mean + deviation * random.normal());
};

function assertNear(found: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `${found} for ${expected}`);
}

describe('the symmetric eigen-solver', () => {
  it('finds the eigenvalues of a matrix that is solved by hand', () => {
    const { values } = symmetricEigen([
      [2, 1],
      [1, 2],
    ]);
    assert.deepEqual(
      [...values].sort().map((value) => Math.round(value * 1e9) / 1e9),
      [1, 3],
    );
  });

  it('gives a square root whose square is the matrix', () => {
    const random = Random.fromSeed(1);
    const half = Array.from({ length: 12 }, () => Array.from({ length: 12 }, () => random.normal()));
    const matrix = product(
      half,
      half[0]!.map((_, at) => half.map((row) => row[at]!)),
    );
    const root = squareRoot(matrix);
    product(root, root).forEach((row, i) => {
      row.forEach((value, j) => {
        assertNear(value, matrix[i]![j]!, 1e-9);
      });
    });
  });
});

describe('the Fréchet distance', () => {
  const rows = (seed: number, shift = 0, scale = 1): number[][] => {
    const values = normals(seed, 6000);
    return Array.from({ length: 2000 }, (_, at) =>
      values.slice(3 * at, 3 * at + 3).map((value) => shift + scale * value),
    );
  };

  it('is zero for the same rows and almost zero for fresh ones of the same distribution', () => {
    assertNear(frechetDistance(rows(1), rows(1)), 0, 1e-6);
    assertNear(frechetDistance(rows(1), rows(2)), 0, 0.02);
  });

  it('matches its closed form for normal distributions: squared shift and squared difference of deviations', () => {
    assertNear(frechetDistance(rows(1), rows(1, 2)), 3 * 4, 0.5);
    assertNear(frechetDistance(rows(1), rows(1, 0, 3)), 3 * 4, 0.5);
  });

  it('does not break on a feature that never varies', () => {
    assert.equal(
      Number.isFinite(
        frechetDistance(
          [
            [1, 2],
            [1, 3],
          ],
          [
            [1, 2],
            [1, 2],
          ],
        ),
      ),
      true,
    );
  });
});

describe('the overlap of two densities', () => {
  it('has the known area and divergence of N(0, 1) and N(1, 1.5), on one common grid', () => {
    const { overlappingArea, divergence } = densityOverlap(normals(1, 20_000), normals(2, 20_000, 1, 1.5));
    assertNear(overlappingArea, 0.664, 0.015);
    assertNear(divergence, 0.345, 0.02);
  });

  it('shows a shift that separate grids would hide', () => {
    const values = normals(1, 5000);
    const { overlappingArea, divergence } = densityOverlap(
      values,
      values.map((value) => value + 10),
    );
    assertNear(overlappingArea, 0, 0.001);
    assertNear(divergence, 26.2, 0.3);
  });

  it('has area 1 and divergence 0 for distances within and between samples of one distribution', () => {
    const { overlappingArea, divergence } = distanceOverlap(normals(1, 400), normals(2, 400));
    assert.ok(overlappingArea > 0.95 && divergence < 0.01, `${overlappingArea} ${divergence}`);
  });
});

describe('the correlation error', () => {
  const kick = patternOf({ kick: 'x...............x...............' });
  const clap = patternOf({ clap: 'x...............x...............' });
  const both = patternOf({
    kick: 'x...............x...............',
    clap: 'x...............x...............',
  });
  const none = patternOf({ ride: '...............................x' });

  it('is zero for a set against itself, and sees voices that change from together to never together', () => {
    assert.equal(correlationError([kick, clap, both, none], [kick, clap, both, none]), 0);
    // Kick and clap, two cells each: always together against never together turns four correlations of two cells.
    const error = correlationError([both, none], [kick, clap]);
    const pairs = (384 * 383) / 2;
    assert.ok(error >= (4 * 2) / pairs - 1e-12, String(error));
  });
});
