// Bar charts, line charts, heat maps and histograms as SVG. Used by the pages of evaluation, exploration and
// training.

import {
  LABEL,
  QUIET_AXIS,
  STILL,
  VALUE_AXIS,
  axisName,
  frame,
  plainWords,
  render,
  type ChartSize,
} from './chart-frame';
import { ACCENT } from './palette';

export interface NamedValues {
  readonly name: string;
  /** NaN leaves a gap. */
  readonly values: readonly number[];
}

export interface BarChart {
  readonly title?: string;
  readonly categories: readonly string[];
  readonly series: readonly NamedValues[];
  readonly valueName?: string;
  readonly stacked?: boolean;
  /** Bars lie, which leaves room for long names of categories; the first is at the top. */
  readonly horizontal?: boolean;
  readonly valueMax?: number;
  readonly percent?: boolean;
}

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [number, number])[];
  /** The next of the palette unless told. */
  readonly colour?: string;
  /** `thin` lines lie behind the others and are not in the legend; `dashed` ones mark a level. */
  readonly stroke?: 'thin' | 'dashed';
}

export interface LineChart {
  readonly title?: string;
  readonly series: readonly Line[];
  readonly xName?: string;
  readonly yName?: string;
  readonly logarithmic?: boolean;
  /** Where the horizontal axis starts; at the first point unless told. */
  readonly xMin?: number;
  /** The ends of the vertical axis; around the values unless told. */
  readonly yRange?: readonly [number, number];
}

export interface HeatMap {
  readonly title?: string;
  /** From top to bottom. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** `values[row][column]`, 0 to `max`; 0 and NaN stay blank. */
  readonly values: readonly (readonly number[])[];
  /** The value of the full colour, 1 unless told. */
  readonly max?: number;
  /** The text in a cell; none unless told. */
  readonly label?: (value: number) => string;
}

export interface Histogram {
  readonly title?: string;
  /** Low ends of the bins and the high end of the last: one more than there are counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly xName?: string;
  readonly colour?: string;
}

export function barChart(chart: BarChart, size: ChartSize = {}): string {
  const names = { type: 'category' as const, data: [...chart.categories], ...QUIET_AXIS };
  const values = {
    type: 'value' as const,
    ...VALUE_AXIS,
    ...(chart.valueMax === undefined ? {} : { max: chart.valueMax }),
    ...axisName(chart.valueName),
    axisLabel: { ...LABEL, hideOverlap: true, formatter: chart.percent ? percentWords : plainWords },
  };
  return render(
    {
      ...frame(chart.title, chart.series, chart.horizontal ? chart.categories : []),
      ...(chart.horizontal
        ? { xAxis: values, yAxis: { ...names, inverse: true, axisLabel: { ...LABEL, interval: 0 } } }
        : { xAxis: names, yAxis: values }),
      series: chart.series.map(({ name, values: data }) => ({
        ...STILL,
        type: 'bar' as const,
        name,
        data: data.map(gapForNaN),
        barMaxWidth: 26,
        stack: chart.stacked ? 'all' : name,
      })),
    },
    size,
  );
}

export function lineChart(chart: LineChart, size: ChartSize = {}): string {
  return render(
    {
      ...frame(
        chart.title,
        chart.series.filter(({ stroke }) => stroke !== 'thin'),
      ),
      xAxis: {
        type: 'value',
        min: chart.xMin ?? 'dataMin',
        max: 'dataMax',
        ...VALUE_AXIS,
        ...axisName(chart.xName),
      },
      yAxis: {
        type: chart.logarithmic ? 'log' : 'value',
        scale: true,
        ...(chart.yRange ? { min: chart.yRange[0], max: chart.yRange[1] } : {}),
        ...VALUE_AXIS,
        ...axisName(chart.yName),
      },
      series: chart.series.map(({ name, points, colour, stroke }) => ({
        ...STILL,
        type: 'line' as const,
        name,
        data: points.map(([x, y]) => [x, gapForNaN(y)]),
        showSymbol: points.length < 2,
        ...(colour === undefined ? {} : { itemStyle: { color: colour } }),
        lineStyle: { ...STROKES[stroke ?? 'plain'], ...(colour === undefined ? {} : { color: colour }) },
        ...(stroke === 'thin' ? { z: 1 } : {}),
      })),
    },
    size,
  );
}

const STROKES = {
  plain: { width: 1.6 },
  thin: { width: 1, opacity: 0.4 },
  dashed: { width: 1, type: 'dashed', opacity: 0.7 },
} as const;

/** Values of a table as the strength of one colour. */
export function heatMap(map: HeatMap, size: ChartSize = {}): string {
  const data = map.values.flatMap((row, y) =>
    row.flatMap((value, x) => (value > 0 ? [[x, y, value] as const] : [])),
  );
  const label = map.label;
  const axis = { type: 'category', axisLabel: { ...LABEL, interval: 0 }, axisTick: { show: false } } as const;
  return render(
    {
      ...frame(map.title, [], map.rows),
      xAxis: { ...axis, data: [...map.columns], axisLine: { show: false } },
      yAxis: { ...axis, data: [...map.rows], inverse: true, axisLine: { show: false } },
      visualMap: {
        show: false,
        min: 0,
        max: map.max ?? 1,
        inRange: { color: [`${ACCENT}0f`, ACCENT] },
      },
      series: {
        ...STILL,
        type: 'heatmap',
        data: data.map((cell) => [...cell]),
        itemStyle: { borderWidth: 0 },
        ...(label
          ? {
              label: {
                show: true,
                fontSize: 10,
                color: 'currentColor',
                formatter: ({ value }: { value?: unknown }) =>
                  label(Array.isArray(value) ? Number(value[2]) : 0),
              },
            }
          : {}),
      },
    },
    size,
  );
}

export function histogram(chart: Histogram, size: ChartSize = {}): string {
  const middles = chart.counts.map((_, bin) => (chart.edges[bin]! + chart.edges[bin + 1]!) / 2);
  return render(
    {
      ...frame(chart.title, []),
      xAxis: [
        { type: 'category', data: middles.map(String), show: false },
        {
          // Bars stand in slots, numbers at their edges: a second axis carries the numbers.
          type: 'value',
          position: 'bottom',
          min: chart.edges[0]!,
          max: chart.edges.at(-1)!,
          ...VALUE_AXIS,
          splitLine: { show: false },
          axisLine: { show: true, lineStyle: { color: 'currentColor', opacity: 0.4 } },
          ...axisName(chart.xName),
        },
      ],
      yAxis: { type: 'value', ...VALUE_AXIS, splitNumber: 3 },
      series: {
        ...STILL,
        type: 'bar',
        data: [...chart.counts],
        barCategoryGap: '8%',
        itemStyle: { color: chart.colour ?? ACCENT },
      },
    },
    size,
  );
}

function gapForNaN(value: number): number | '-' {
  return Number.isNaN(value) ? '-' : value;
}

function percentWords(value: number): string {
  return `${Math.round(value * 100)} %`;
}
