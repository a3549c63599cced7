import assert from 'node:assert/strict';
import { contenderConfig, COMPARED_LOSSES } from '../../../src/training/compare/contender-settings';
import { comparisonPicture } from '../../../src/training/compare/comparison-charts';
import { comparisonCsv } from '../../../src/training/compare/csv';
import { curvesOf, endOf } from '../../../src/training/compare/curves';
import { comparisonPage } from '../../../src/training/compare/comparison-page';
import type { ComparisonRecord } from '../../../src/training/compare/comparison-record';
import { differingSettings } from '../../../src/training/config';
import { learningRateAt } from '../../../src/training/step/schedule';
import type { LossName } from '../../../src/gan/losses';

/** A record whose coverage takes the given values, each 10 steps of 100 on 1000 patterns apart: an epoch. */
function recordOf(loss: LossName, seed: number, coverages: readonly number[]): ComparisonRecord {
  const metrics = {
    distinct: 0.5,
    recall: 0.25,
    precision: 0.75,
    copies: 0.125,
    dataCopying: -4,
    discriminatorLoss: 1,
    generatorLoss: 2,
    discriminatorGradient: 3,
    generatorGradient: 0,
    penalty: 5,
  };
  return {
    schemaVersion: 1,
    config: contenderConfig({ loss, seed }, 'workstation', { batchSize: 100 }),
    backend: 'wasm',
    corpus: 'made-up',
    styles: ['house'],
    trainingPatterns: 1000,
    heldOutPatterns: 50,
    samples: 50,
    parameters: { generator: 1_340_000, discriminator: 970_000 },
    divergedAtStep: null,
    signs: loss === 'minimax' ? ['It has <collapsed>.'] : [],
    evaluations: coverages.map((coverage, at) => ({
      step: 10 * (at + 1),
      metrics: { coverage, ...metrics },
    })),
    baselines: {
      ceiling: { ...metrics, coverage: 0.9, distinct: 0.8 },
      floor: { ...metrics, coverage: 0.1 },
    },
    examples: [[[0, 0, 1, 0]], []],
  };
}

const RECORDS = [
  recordOf('relativistic', 1, [0.25, 0.5, 0.75]),
  recordOf('relativistic', 2, [0.5, 1]),
  recordOf('minimax', 1, [0.125, 0]),
];

describe('contenderConfig', () => {
  const configs = COMPARED_LOSSES.map((loss) => contenderConfig({ loss, seed: 3 }, 'workstation'));

  it('gives each loss its own optimiser and nothing else of its own, or the losses would not be compared', () => {
    const own = new Set(
      configs.flatMap((config) => configs.flatMap((other) => differingSettings(config, other))),
    );
    const optimiser = ['averageHalfLife', 'beta1', 'beta2', 'finalLearningRateShare', 'learningRate', 'loss'];
    assert.deepEqual([...own].sort(), optimiser);
  });

  it('trains the plain losses as they usually are: a constant rate and no average', () => {
    for (const loss of ['minimax', 'non-saturating'] as const) {
      const config = contenderConfig({ loss, seed: 1 }, 'workstation');
      assert.equal(learningRateAt(config, 0), 2e-4);
      assert.equal(learningRateAt(config, config.steps), 2e-4);
      assert.equal(config.averageHalfLife, 0);
    }
  });

  it('lets settings from a file override all of these, but not loss and seed', () => {
    const settings = { learningRate: 1e-3, loss: 'minimax', seed: 9 };
    const config = contenderConfig({ loss: 'wgan-gp', seed: 3 }, 'laptop', settings);
    assert.deepEqual([config.learningRate, config.loss, config.seed], [1e-3, 'wgan-gp', 3]);
  });
});

describe('a curve of a comparison', () => {
  it('is the mean over the seeds as far as every seed has come, against epochs', () => {
    const [minimax, relativistic] = curvesOf(RECORDS, 'coverage');
    assert.deepEqual(minimax?.mean, [
      [1, 0.125],
      [2, 0],
    ]);
    assert.equal(relativistic?.loss, 'relativistic');
    assert.deepEqual(relativistic.mean, [
      [1, 0.375],
      [2, 0.75],
    ]);
    assert.equal(relativistic.seeds[0]?.points.length, 3);
  });

  it('ends in the mean, the least and the most of the seeds', () => {
    const ends = endOf(RECORDS.slice(0, 2), 'coverage');
    assert.deepEqual(ends, { mean: 0.875, least: 0.75, most: 1 });
  });
});

describe('what a comparison writes', function () {
  this.timeout(240_000);

  it('is a table of one row per loss, seed and evaluation, as wide as its head', () => {
    const lines = comparisonCsv(RECORDS).trimEnd().split('\n');
    assert.equal(lines.length, 1 + 3 + 2 + 2);
    assert.equal(new Set(lines.map((line) => line.split(',').length)).size, 1);
    assert.match(lines[0]!, /^loss,seed,epoch,step,distinct,coverage,recall,precision,copies,dataCopying,/);
    assert.equal(lines[2], 'minimax,1,2,20,0.5,0,0.25,0.75,0.125,-4,1,2,3,0,5');
  });

  it('is a page with every loss, its seeds and what the watch says, that needs nothing from outside', () => {
    const page = comparisonPage(RECORDS);
    assert.match(page, /0\.875 \(0\.750 to 1\.000\)/);
    assert.match(page, /minimax-seed-1: It has &lt;collapsed&gt;\./);
    assert.doesNotMatch(page, /<script|src="|NaN|undefined/);
    assert.equal(page, comparisonPage(RECORDS));
  });

  it('has a page and a picture for one seed of one loss too, so that one can look early', () => {
    const early = RECORDS.slice(2);
    assert.match(comparisonPage(early), /<svg/);
    assert.match(comparisonPicture(early), /minimax/);
  });

  it('reports a training that diverged before its first evaluation, without figures', () => {
    const diverged = { ...recordOf('non-saturating', 2, []), divergedAtStep: 10 };
    const page = comparisonPage([...RECORDS, diverged]);
    assert.match(page, /non-saturating-seed-2: Diverged at step 10/);
    assert.doesNotMatch(page, /NaN|undefined|Infinity/);
  });

  it('is a picture in one SVG file that brings its colours along for light and dark', () => {
    const svg = comparisonPicture(RECORDS);
    assert.match(svg, /^<svg [^>]*viewBox="0 0 \d+ \d+"[\s\S]*prefers-color-scheme:dark[\s\S]*<\/svg>\n$/);
    assert.equal(svg.match(/<svg /g)?.length, svg.match(/<\/svg>/g)?.length);
    for (const word of ['Coverage', 'Distinct', 'minimax', 'relativistic', 'real patterns'])
      assert.ok(svg.includes(word), word);
  });
});
