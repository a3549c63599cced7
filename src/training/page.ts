import { figure, gallery, paragraph } from '../report/blocks';
import { lineChart } from '../report/charts';
import { gridSvg } from '../report/grid-svg';
import { renderPage } from '../report/page';
import type { Pattern } from '../rhythm/pattern';
import type { TrainingConfig } from './config';
import type { History, LossRow } from './history';
import { collapseSigns } from './watch';

/** Points per line: more would only make the page large. */
const MOST_POINTS = 400;
const REFRESH_SECONDS = 20;

/** The page of a run while it goes on: losses, gradients, measures and patterns, in one file without scripts. */
export function trainingPage(
  config: TrainingConfig,
  history: History,
  progress: { readonly step: number; readonly examples: readonly Pattern[] },
): string {
  const { step, examples } = progress;
  const done = step >= config.steps;
  const signs = collapseSigns(history);
  const losses = thinned(history.losses);
  const chart = (title: string, names: readonly (keyof LossRow)[], logarithmic = false): string =>
    lineChart({
      title,
      xName: 'step',
      logarithmic,
      series: names.map((name) => ({
        name: WORDS[name],
        points: losses.map((row) => [row.step, logarithmic ? Math.max(1e-9, row[name]) : row[name]] as const),
      })),
    });
  return renderPage({
    title: 'Training',
    lead: `Step ${step} of ${config.steps}, ${config.loss} loss, preset ${config.preset}, seed ${config.seed}.`,
    ...(done ? {} : { refreshSeconds: REFRESH_SECONDS }),
    sections: [
      {
        heading: 'State',
        blocks: (signs.length > 0 ? signs : ['Nothing points to a collapse.']).map(paragraph),
      },
      {
        heading: 'Losses',
        blocks: [
          figure({ svg: chart('Losses', ['discriminatorLoss', 'generatorLoss']) }),
          figure({
            svg: chart(
              'Gradients and penalty',
              ['discriminatorGradient', 'generatorGradient', 'penalty'],
              true,
            ),
          }),
        ],
      },
      { heading: 'Measures', blocks: metricCharts(history).map((svg) => figure({ svg })) },
      {
        heading: 'Patterns of the averaged generator',
        blocks: [gallery(examples.map((pattern) => ({ svg: gridSvg(pattern, { cellPx: 10 }) })))],
      },
    ],
  });
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
function metricCharts({ evaluations }: History): string[] {
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

function thinned(rows: readonly LossRow[]): LossRow[] {
  const every = Math.max(1, Math.ceil(rows.length / MOST_POINTS));
  return rows.filter((_, index) => index % every === 0);
}
