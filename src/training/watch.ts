import type { History, LossRow } from './history';

/** Rows that a loss has to stand still for; ten steps a row. */
const WINDOW_ROWS = 30;
const CONSTANT_WITHIN = 1e-6;
const VANISHED_GRADIENT = 1e-7;
const LEAST_DISTINCT = 0.1;

/** Plain sentences on what looks like a collapse at the end of a run's past; none when all is well. */
export function collapseSigns({ losses, evaluations }: History): string[] {
  const signs: string[] = [];
  const recent = losses.slice(-WINDOW_ROWS);
  if (recent.length === WINDOW_ROWS) {
    if (isConstant(recent, 'discriminatorLoss') && isConstant(recent, 'generatorLoss'))
      signs.push(
        'Both losses have stopped moving: one network has won and the other learns nothing any more.',
      );
    if (recent.every(({ generatorGradient }) => generatorGradient < VANISHED_GRADIENT))
      signs.push("The generator's gradient has vanished: it learns nothing any more.");
  }
  const distinct = evaluations.at(-1)?.metrics.distinct;
  if (distinct !== undefined && distinct < LEAST_DISTINCT)
    signs.push(
      `Only ${Math.round(100 * distinct)} % of the generated patterns differ: the generator has collapsed.`,
    );
  return signs;
}

function isConstant(rows: readonly LossRow[], name: 'discriminatorLoss' | 'generatorLoss'): boolean {
  const values = rows.map((row) => row[name]);
  return Math.max(...values) - Math.min(...values) < CONSTANT_WITHIN;
}
