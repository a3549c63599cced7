// What a model has to reach, and whether it does, judged from an assessment. Called by scripts/evaluate and
// shown by report/; training's decoding-scorer.ts works towards the same shares of the ceiling.

import { ABSENT, figureWords } from '../report/figure-words';
import type { Assessment, Row, RowKind } from './assess';
import { RIVAL } from './baselines';
import type { MeasuredFidelity } from './metrics/fidelity';
import type { FullEvaluation } from './full-evaluation';
import type { RuleComparison } from './descriptors/style-rules';

export interface Goal {
  readonly scope: string;
  readonly metric: string;
  readonly goal: string;
  readonly reached: string;
  /** Null where a figure that it needs cannot be taken. */
  readonly isReached: boolean | null;
}

/** The least shares of a ceiling's figures, that is of what real rhythms score. */
export const SHARES_OF_CEILING = { coverage: 0.95, recall: 0.92, precision: 0.92 } as const;
const DISTINCT_POINTS = 0.05;
const COPIES_FACTOR = 1.2;
const LEAST_DATA_COPYING = -3;
const MOST_CLASSIFIER_ACCURACY = 0.7;
const MOST_RULE_DEVIATION = 0.05;

/**
 * Every goal beside what was reached.
 * @param copyRate the held-out patterns' own rate of copies, where the corpus tells it
 */
export function goalsOf(assessment: Assessment, copyRate: number | undefined): Goal[] {
  const { scope, withinFiles } = assessment;
  const model = rowOf(assessment, 'model').evaluation;
  const ceiling = rowOf(assessment, 'ceiling').evaluation;
  const real = rowOf(assessment, 'real').evaluation;
  const rival = assessment.rows.find(({ name }) => name === RIVAL)?.evaluation;
  const goal: MakeGoal = (metric, wanted, reached, isReached) => ({
    scope,
    metric,
    goal: wanted,
    reached,
    isReached,
  });
  const beside = (metric: string, sign: '<' | '>', own: number | null, other: number | null): Goal =>
    goal(
      `${metric} beside ${RIVAL}`,
      `${sign} ${figureWords(other, 3)}`,
      figureWords(own, 3),
      own === null || other === null ? null : sign === '<' ? own < other : own > other,
    );
  const goals = [
    ...fidelityGoals('training patterns', model, ceiling, goal),
    ...(withinFiles ? fidelityGoals('same files', withinFiles.model, withinFiles.ceiling, goal) : []),
    goal(
      'distinct',
      `within 5 points of ${real.distinct.toFixed(3)}`,
      model.distinct.toFixed(3),
      Math.abs(model.distinct - real.distinct) <= DISTINCT_POINTS,
    ),
    ...likenessGoals(model, rival, goal),
  ];
  for (const { name, kind, evaluation } of assessment.rows) {
    if (kind !== 'variant') continue;
    const ofVariant: MakeGoal = (metric, ...rest) => goal(`${metric}; ${name}`, ...rest);
    goals.push(
      ...fidelityGoals('training patterns', evaluation, ceiling, ofVariant),
      ...likenessGoals(evaluation, rival, ofVariant),
      ...(copyRate === undefined ? [] : [copiesGoal(evaluation, copyRate, ofVariant)]),
    );
  }
  if (copyRate !== undefined) goals.push(copiesGoal(model, copyRate, goal));
  for (const { style, rules } of model.styles) {
    const [worst] = rules;
    if (!worst) continue;
    const known = ceiling.styles.find((other) => other.style === style);
    goals.push(
      goal(
        `rules of ${style}`,
        'within 5 points or 5 %',
        `${keptRules(rules)} of ${rules.length}` +
          (known ? `, training patterns ${keptRules(known.rules)} of ${known.rules.length}` : '') +
          `; worst ${worst.rule} ${worst.found.toFixed(3)} for ${worst.expected.toFixed(3)}`,
        worst.deviation <= MOST_RULE_DEVIATION,
      ),
    );
  }
  if (rival)
    goals.push(
      beside('coverage', '>', model.coverage, rival.coverage),
      beside('C2ST', '<', model.classifierAccuracy, rival.classifierAccuracy),
    );
  return goals;
}

function keptRules(rules: readonly RuleComparison[]): number {
  return rules.filter(({ deviation }) => deviation <= MOST_RULE_DEVIATION).length;
}

type MakeGoal = (metric: string, wanted: string, reached: string, isReached: boolean | null) => Goal;

/** How near to the training patterns, and how easily told from real ones. */
function likenessGoals(
  { dataCopying, classifierAccuracy }: FullEvaluation,
  rival: FullEvaluation | undefined,
  goal: MakeGoal,
): Goal[] {
  return [
    goal('C_T', `≥ ${LEAST_DATA_COPYING}`, dataCopying.toFixed(1), dataCopying >= LEAST_DATA_COPYING),
    goal(
      'C2ST',
      `≤ ${MOST_CLASSIFIER_ACCURACY.toFixed(2)}`,
      figureWords(classifierAccuracy, 3) +
        (rival ? ` (${RIVAL}: ${figureWords(rival.classifierAccuracy, 3)})` : ''),
      classifierAccuracy === null ? null : classifierAccuracy <= MOST_CLASSIFIER_ACCURACY,
    ),
  ];
}

function copiesGoal({ copies }: FullEvaluation, copyRate: number, goal: MakeGoal): Goal {
  return goal(
    'exact copies',
    `≤ 1.2 × ${copyRate.toFixed(3)}`,
    copies.toFixed(3),
    copies <= COPIES_FACTOR * copyRate,
  );
}

function fidelityGoals(
  name: string,
  model: MeasuredFidelity,
  ceiling: MeasuredFidelity,
  goal: MakeGoal,
): Goal[] {
  return (['coverage', 'recall', 'precision'] as const).map((metric) => {
    const share = SHARES_OF_CEILING[metric];
    const [found, most] = [model[metric], ceiling[metric]];
    const ratio = found === null || most === null ? null : most > 0 ? found / most : 1;
    return goal(
      `${metric}, ceiling of ${name}`,
      `≥ ${share.toFixed(2)} × ${figureWords(most, 3)}`,
      ratio === null ? ABSENT : `${figureWords(found, 3)} = ${ratio.toFixed(2)} ×`,
      ratio === null ? null : ratio >= share,
    );
  });
}

/** Whether a goal is reached, in one word. */
export function goalWord({ isReached }: Goal): string {
  if (isReached === null) return ABSENT;
  return isReached ? 'reached' : 'missed';
}

/** The first row of a kind. @throws Error when there is none */
export function rowOf({ rows }: Assessment, kind: RowKind): Row {
  const row = rows.find((candidate) => candidate.kind === kind);
  if (!row) throw new Error(`The assessment has no ${kind} row.`);
  return row;
}
