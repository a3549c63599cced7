// The charts of training.html: losses, gradients and measures over the steps. Used by training-page.

import { lineChart } from '../../report/charts';
import type { History, LossRow } from '../run-history';

/** Points per line: more would only make the page large. */
const MOST_POINTS = 400;

export function lossCharts({ losses }: History): string[] {
  const rows = thinned(losses);
  const chart = (title: string, names: readonly (keyof LossRow)[], logarithmic = false): string =>
    lineChart({
      title,
      xName: 'step',
      logarithmic,
      series: names.map((name) => ({
        name: WORDS[name],
        points: rows.map((row) => [row.step, drawable(row[name], logarithmic)] as const),
      })),
    });
  return [
    chart('Losses', ['discriminatorLoss', 'generatorLoss']),
    chart('Gradients and penalty', ['discriminatorGradient', 'generatorGradient', 'penalty'], true),
  ];
}

const WORDS: Readonly<Record<keyof LossRow, string>> = {
  step: 'step',
  discriminatorLoss: 'discriminator',
  generatorLoss: 'generator',
  penalty: 'gradient penalty',
  discriminatorGradient: 'discriminator gradient',
  generatorGradient: 'generator gradient',
};

/** Shares in one chart, since they have one scale; every other measure in its own. */
export function metricCharts({ evaluations }: History): string[] {
  const names = Object.keys(evaluations.at(-1)?.metrics ?? {});
  const isShare = (name: string): boolean =>
    evaluations.every(({ metrics }) => (metrics[name] ?? 0) >= 0 && (metrics[name] ?? 0) <= 1);
  const groups = [names.filter(isShare), ...names.filter((name) => !isShare(name)).map((name) => [name])];
  return groups
    .filter((group) => group.length > 0)
    .map((group) =>
      lineChart({
        title: group.length > 1 ? 'Shares' : group[0]!,
        xName: 'step',
        series: group.map((name) => ({
          name,
          points: evaluations.flatMap(({ step, metrics }) =>
            metrics[name] === undefined ? [] : [[step, metrics[name]] as const],
          ),
        })),
      }),
    );
}

/** Infinite values of a run that diverged leave a gap in the line, as NaN does. */
function drawable(value: number, logarithmic: boolean): number {
  if (!Number.isFinite(value)) return NaN;
  return logarithmic ? Math.max(1e-9, value) : value;
}

function thinned(rows: readonly LossRow[]): LossRow[] {
  const every = Math.max(1, Math.ceil(rows.length / MOST_POINTS));
  return rows.filter((_, index) => index % every === 0);
}
