// What all charts share: size, axes, title and legend, and the rendering to SVG. Used by charts.ts and
// training's comparison-charts.ts. No other file imports echarts: only `render` makes its output the same on
// every run.

import { init, type EChartsOption } from 'echarts';
import { FONT, SERIES_COLOURS } from './palette';

// The prebuilt bundle on purpose: its parts exist as ES modules only, which take four times as long to load here.

export interface ChartSize {
  /** 720 unless told. */
  readonly widthPx?: number;
  /** 300 unless told. */
  readonly heightPx?: number;
}

export const LABEL = { color: 'currentColor', fontSize: 11 } as const;
export const VALUE_AXIS = {
  axisLabel: { ...LABEL, hideOverlap: true, formatter: plainWords },
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: 'currentColor', opacity: 0.14 } },
};
export const QUIET_AXIS = {
  axisLabel: { ...LABEL, hideOverlap: true },
  axisTick: { show: false },
  axisLine: { lineStyle: { color: 'currentColor', opacity: 0.4 } },
};
/** Without a script nothing reacts to a pointer; echarts would write styles for it all the same. */
export const STILL = { silent: true, animation: false, emphasis: { disabled: true } } as const;

export function axisName(name: string | undefined): object {
  return name === undefined
    ? {}
    : { name, nameLocation: 'middle', nameGap: 26, nameTextStyle: { ...LABEL, opacity: 0.75 } };
}

/** Without a browser echarts guesses how wide words are; on systems with a wide font it is short by this a letter. */
const UNMEASURED_PX = 1.1;

/** What every chart has: its title, its legend where it shows several series, the room for both. */
export function frame(
  title: string | undefined,
  series: readonly { readonly name: string }[],
  rowNames: readonly string[] = [],
): EChartsOption {
  const hasLegend = series.length > 1;
  const longest = Math.max(0, ...rowNames.map((name) => name.length));
  const titlePx = title === undefined ? 0 : 22;
  return {
    animation: false,
    color: [...SERIES_COLOURS],
    textStyle: { fontFamily: FONT, color: 'currentColor' },
    grid: {
      left: 8 + Math.ceil(longest * UNMEASURED_PX),
      right: 16,
      top: titlePx + (hasLegend ? 22 : 0) + 8,
      bottom: 6,
      outerBoundsMode: 'same',
      outerBoundsContain: 'all',
    },
    title:
      title === undefined
        ? { show: false }
        : {
            text: title,
            left: 0,
            top: 0,
            padding: 0,
            textStyle: { fontSize: 13, fontWeight: 600, color: 'currentColor' },
          },
    legend: {
      show: hasLegend,
      data: series.map(({ name }) => name),
      left: 0,
      top: titlePx,
      padding: 0,
      icon: 'roundRect',
      itemGap: 18,
      itemWidth: 14,
      itemHeight: 9,
      textStyle: LABEL,
    },
  };
}

/** Draws a chart as SVG: equal options give equal bytes. */
export function render(option: EChartsOption, { widthPx = 720, heightPx = 300 }: ChartSize): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: widthPx, height: heightPx });
  try {
    chart.setOption(option);
    return withOwnIds(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/**
 * echarts numbers its charts through the life of the process, in class names and ids. A hash of the drawing takes the
 * number's place: the same chart gives the same bytes, and two charts of a page never share a clip path.
 * What serves a pointer goes: without a script nothing answers it.
 */
function withOwnIds(svg: string): string {
  const neutral = svg
    .replace(/\bzr\d+-/g, 'zr-')
    .replace(/ (ecmeta_\w+|pointer-events|class)="[^"]*"/g, '')
    .replace(/<style\b[\s\S]*?<\/style>\n?/g, '');
  return neutral.replace(/\bzr-/g, `c${hash(neutral)}-`);
}

/** FNV-1a, 32 bits. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(36);
}

/** A number as short as an axis wants it. */
export function plainWords(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.001) return value.toExponential(0);
  return size >= 10_000 ? `${Math.round(value / 1000)}k` : String(Math.round(value * 1000) / 1000);
}
