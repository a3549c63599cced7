// The charts of a comparison of losses: a measure against epochs, one colour per loss. Used by its page, and
// by its report for the SVG picture.

import type { LossName } from '../../gan/losses';
import type { ChartSize } from '../../report/chart-frame';
import { lineChart, type Line } from '../../report/charts';
import { ACCENT, SERIES_COLOURS } from '../../report/palette';
import { sideBySide } from '../../report/standalone';
import { curvesOf, type Point } from './curves';
import type { ComparisonRecord } from './comparison-record';

const COLOURS: Readonly<Record<LossName, string>> = {
  minimax: SERIES_COLOURS[2]!,
  'non-saturating': SERIES_COLOURS[1]!,
  'wgan-gp': SERIES_COLOURS[5]!,
  relativistic: ACCENT,
};

export interface Measure {
  readonly name: string;
  readonly title: string;
  /** From 0 to 1, and drawn on the whole of that range. */
  readonly isShare?: boolean;
  /** Whether what real patterns of the training split score is a goal, and drawn as a level. */
  readonly hasCeiling?: boolean;
  readonly logarithmic?: boolean;
}

/** Below this a logarithmic axis would show nothing but how dead a gradient is. */
const LEAST_ON_LOG_AXIS = 1e-9;

/** A measure against epochs: for each loss the mean of its seeds, and the seeds as thin lines. */
export function measureChart(
  records: readonly ComparisonRecord[],
  measure: Measure,
  size: ChartSize = {},
): string {
  const shown = ([epoch, value]: Point): Point => [
    epoch,
    measure.logarithmic ? Math.max(LEAST_ON_LOG_AXIS, value) : value,
  ];
  const curves = curvesOf(records, measure.name);
  const means = curves.map(({ loss, mean }): Line => ({
    name: loss,
    colour: COLOURS[loss],
    points: mean.map(shown),
  }));
  const seeds = curves
    .filter((curve) => curve.seeds.length > 1)
    .flatMap((curve) =>
      curve.seeds.map(({ seed, points }): Line => ({
        name: `${curve.loss}, seed ${seed}`,
        colour: COLOURS[curve.loss],
        points: points.map(shown),
        stroke: 'thin',
      })),
    );
  return lineChart(
    {
      title: measure.title,
      xName: 'epoch',
      xMin: 0,
      logarithmic: measure.logarithmic ?? false,
      ...(measure.isShare ? { yRange: [0, 1] } : {}),
      ...(measure.logarithmic ? { yRange: decadesAround([...means, ...seeds]) } : {}),
      series: [...means, ...(measure.hasCeiling ? realLine(records, measure.name) : []), ...seeds],
    },
    size,
  );
}

/** Powers of ten that hold all points: left alone, the axis would go far beyond them. */
function decadesAround(lines: readonly Line[]): readonly [number, number] {
  const exponents = lines.flatMap(({ points }) => points.map(([, value]) => Math.log10(value)));
  if (exponents.length === 0) return [LEAST_ON_LOG_AXIS, 1];
  const lowest = Math.floor(Math.min(...exponents));
  return [10 ** lowest, 10 ** Math.max(lowest + 1, Math.ceil(Math.max(...exponents)))];
}

/** What real patterns of the training split score, as a level over all epochs. */
function realLine(records: readonly ComparisonRecord[], metric: string): Line[] {
  const level = records[0]?.baselines.ceiling[metric];
  const epochs = curvesOf(records, metric).flatMap(({ mean }) => mean.map(([epoch]) => epoch));
  if (level === undefined || epochs.length === 0) return [];
  const ends = [Math.min(...epochs), Math.max(...epochs)];
  return [
    {
      name: 'real patterns',
      colour: 'currentColor',
      points: ends.map((epoch) => [epoch, level] as const),
      stroke: 'dashed',
    },
  ];
}

const PICTURE_SIZE = { widthPx: 450, heightPx: 280 } as const;

/** Coverage and distinct patterns side by side, as an SVG file of its own. */
export function comparisonPicture(records: readonly ComparisonRecord[]): string {
  const charts = [COVERAGE, DISTINCT].map((measure) => measureChart(records, measure, PICTURE_SIZE));
  const title = 'Coverage of held-out rhythms and distinct rhythms against epochs, by loss';
  return sideBySide(charts, title, PICTURE_SIZE);
}

export const COVERAGE: Measure = {
  name: 'coverage',
  title: 'Coverage of held-out rhythms',
  isShare: true,
  hasCeiling: true,
};
export const DISTINCT: Measure = {
  name: 'distinct',
  title: 'Distinct among the generated',
  isShare: true,
  hasCeiling: true,
};
