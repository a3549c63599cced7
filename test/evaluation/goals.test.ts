import assert from 'node:assert/strict';
import type { Assessment, Row } from '../../src/evaluation/assess';
import { RIVAL } from '../../src/evaluation/baselines';
import { evaluatePatterns, referenceOf } from '../../src/evaluation/evaluate-patterns';
import type { FullEvaluation } from '../../src/evaluation/full-evaluation';
import { goalsOf, type Goal } from '../../src/evaluation/goals';
import { patternOf } from '../support/patterns';

const house = patternOf({ kick: 'x...x...x...x...x...x...x...x...' });
const plain = evaluatePatterns([house], referenceOf([house], [house]));

function rowWith(name: string, kind: Row['kind'], figures: Partial<FullEvaluation>): Row {
  const rest = { frechetDistance: 0, correlationError: 0, voices: [], styles: [] };
  const nothing = { descriptors: {}, overlaps: {} } as unknown as Pick<
    FullEvaluation,
    'descriptors' | 'overlaps'
  >;
  return { name, kind, evaluation: { ...plain, ...rest, ...nothing, classifierAccuracy: 0.5, ...figures } };
}

/** A model with these figures, beside a ceiling of .5 everywhere. */
function assessmentOf(figures: Partial<FullEvaluation>): Assessment {
  return {
    scope: 'all styles',
    samples: 2000,
    rows: [
      rowWith('model', 'model', figures),
      rowWith('training', 'ceiling', { coverage: 0.5, recall: 0.5, precision: 0.5 }),
      rowWith('real', 'real', { distinct: 0.9 }),
      rowWith(RIVAL, 'baseline', { coverage: 0.48, classifierAccuracy: 0.72 }),
    ],
    withinFiles: undefined,
    groups: 80,
    byProvenance: [],
    notes: [],
  };
}

function goalsFor(figures: Partial<FullEvaluation>, copyRate?: number): Goal[] {
  return goalsOf(assessmentOf(figures), copyRate);
}

const isReached = (goals: readonly Goal[], metric: string): boolean | null | undefined =>
  goals.find((goal) => goal.metric === metric)?.isReached;

describe('the list of goals', () => {
  it('asks for shares of the ceiling, not for numbers of its own', () => {
    const metric = 'coverage, ceiling of training patterns';
    assert.equal(isReached(goalsFor({ coverage: 0.475 }), metric), true);
    assert.equal(isReached(goalsFor({ coverage: 0.474 }), metric), false);
  });

  it('allows as much repetition and as many copies as real rhythms have', () => {
    assert.equal(isReached(goalsFor({ distinct: 0.86 }), 'distinct'), true);
    assert.equal(isReached(goalsFor({ distinct: 0.96 }), 'distinct'), false);
    assert.equal(isReached(goalsFor({ copies: 0.059 }, 0.05), 'exact copies'), true);
    assert.equal(isReached(goalsFor({ copies: 0.061 }, 0.05), 'exact copies'), false);
    assert.equal(isReached(goalsFor({ copies: 0.061 }), 'exact copies'), undefined, 'the rate is unknown');
  });

  it('repeats its goals for the model asked in another way', () => {
    const assessment = assessmentOf({ coverage: 0.3, dataCopying: -5 });
    const variant = rowWith('freely', 'variant', { coverage: 0.49, dataCopying: -1 });
    const goals = goalsOf({ ...assessment, rows: [...assessment.rows, variant] }, undefined);
    assert.equal(isReached(goals, 'coverage, ceiling of training patterns'), false);
    assert.equal(isReached(goals, 'coverage, ceiling of training patterns; freely'), true);
    assert.equal(isReached(goals, 'C_T'), false);
    assert.equal(isReached(goals, 'C_T; freely'), true);
  });

  it('says where the rival autoencoder is not beaten', () => {
    const goals = goalsFor({ coverage: 0.5, classifierAccuracy: 0.75 });
    assert.equal(isReached(goals, `coverage beside ${RIVAL}`), true);
    assert.equal(isReached(goals, `C2ST beside ${RIVAL}`), false);
  });

  it('names the rule that a style is furthest from', () => {
    const rules = [
      { rule: 'backbeat', expected: 0.9, found: 0.8, deviation: 0.1 },
      { rule: 'swing', expected: 0.1, found: 0.1, deviation: 0 },
    ];
    const goals = goalsFor({ styles: [{ style: 'house', patterns: 200, rules }] });
    const rule = goals.find(({ metric }) => metric === 'rules of house');
    assert.equal(rule?.isReached, false);
    assert.equal(rule?.reached, '1 of 2; worst backbeat 0.800 for 0.900');
    const { rows, ...rest } = assessmentOf({ styles: [{ style: 'house', patterns: 200, rules }] });
    const known = rows.map((row) =>
      row.kind === 'ceiling'
        ? { ...row, evaluation: { ...row.evaluation, styles: rows[0]!.evaluation.styles } }
        : row,
    );
    assert.equal(
      goalsOf({ ...rest, rows: known }, undefined).find(({ metric }) => metric === 'rules of house')?.reached,
      '1 of 2, training patterns 1 of 2; worst backbeat 0.800 for 0.900',
    );
  });
});
