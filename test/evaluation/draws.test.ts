import assert from 'node:assert/strict';
import type { Assessment, Row } from '../../src/evaluation/assess';
import { meanAssessment } from '../../src/evaluation/draws';
import { evaluatePatterns, referenceOf } from '../../src/evaluation/evaluate-patterns';
import type { FullEvaluation, StyleDeviations } from '../../src/evaluation/full-evaluation';
import { cellsOf, sampleWords } from '../../src/evaluation/report/columns';
import { patternOf } from '../support/patterns';

const house = patternOf({ kick: 'x...x...x...x...x...x...x...x...' });
/** As many as neighbours and one: the least that fidelity can be taken of. */
const houses = new Array<typeof house>(6).fill(house);
const plain = evaluatePatterns(houses, referenceOf(houses, houses));
const nothing = { descriptors: {}, overlaps: {}, voices: [], styles: [] } as unknown as FullEvaluation;

function drawOf(
  figures: Partial<FullEvaluation>,
  withinFiles?: Assessment['withinFiles'],
  byProvenance: Assessment['byProvenance'] = [],
): Assessment {
  const evaluation = {
    ...nothing,
    ...plain,
    frechetDistance: 0,
    correlationError: 0,
    classifierAccuracy: 0.5,
  };
  const row: Row = { name: 'house', kind: 'model', evaluation: { ...evaluation, ...figures } };
  return {
    scope: 'all styles',
    samples: 2048,
    groups: 80,
    rows: [row],
    withinFiles,
    byProvenance,
    notes: [],
  };
}

function rulesOf(swing: number, density: number): StyleDeviations {
  return {
    style: 'house',
    patterns: 120,
    rules: [
      { rule: 'swing', expected: 0.5, found: swing, deviation: Math.abs(swing - 0.5) },
      { rule: 'density', expected: 20, found: density, deviation: Math.abs(density - 20) / 20 },
    ],
  };
}

describe('the mean of several draws of an assessment', () => {
  it('is the draw itself where there is only one', () => {
    const one = drawOf({ coverage: 0.3 });
    assert.deepEqual(meanAssessment([one]), one);
    assert.equal(sampleWords(one), '2048 rhythms each');
  });

  it('gives the mean of each figure, and how far apart the draws are', () => {
    const all = meanAssessment([0.3, 0.4, 0.5].map((coverage) => drawOf({ coverage })));
    const [row] = all.rows;
    assert.ok(Math.abs(row!.evaluation.coverage! - 0.4) < 1e-12);
    assert.ok(Math.abs(row!.spread!.coverage! - 0.1) < 1e-12);
    assert.equal(row!.spread!.recall, 0);
    assert.equal(row!.name, 'house');
    const [, coverage, , , density] = cellsOf(all.rows)[0]!;
    assert.deepEqual([coverage, density], ['0.400 ± 0.100', plain.density!.toFixed(2)]);
    assert.equal(sampleWords(all), '2048 rhythms each, means of 3 draws ± their standard deviation');
  });

  it('compares a rule by its means: deviations to either side cancel out', () => {
    const draws = [rulesOf(0.44, 22), rulesOf(0.54, 23)].map((rules) => drawOf({ styles: [rules] }));
    const [style] = meanAssessment(draws).rows[0]!.evaluation.styles;
    assert.deepEqual(
      style!.rules.map(({ rule, deviation }) => [rule, deviation.toFixed(4)]),
      [
        ['density', '0.1250'],
        ['swing', '0.0100'],
      ],
    );
  });

  it('leaves out a style, a rule or an easier ceiling that not every draw has', () => {
    const rules = rulesOf(0.5, 20);
    const fewer = { ...rules, rules: rules.rules.slice(0, 1) };
    const fidelity = { coverage: 0.5, recall: 0.5, precision: 0.5, density: 0.5 };
    const halves = { files: 10, patterns: 100, ceiling: fidelity, model: { ...fidelity, coverage: 0.25 } };
    const rulesIn = (all: Assessment) => all.rows[0]!.evaluation.styles.map((style) => style.rules.length);
    assert.deepEqual(
      rulesIn(meanAssessment([drawOf({ styles: [rules] }), drawOf({ styles: [fewer] })])),
      [1],
    );
    assert.deepEqual(rulesIn(meanAssessment([drawOf({ styles: [rules] }), drawOf({})])), []);
    assert.equal(meanAssessment([drawOf({}, halves), drawOf({})]).withinFiles, undefined);
    const more = { ...halves, files: 13 };
    assert.deepEqual(meanAssessment([drawOf({}, halves), drawOf({}, more)]).withinFiles, {
      ...halves,
      files: 12,
    });
  });
});
