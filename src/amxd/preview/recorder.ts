// A stand-in for Max’s mgraphics that records as SVG what a script draws. Used by grid-script.ts.

import { textWidth } from '../patcher/text-width';
import { FONT, element, escaped, rounded, type Attributes } from './svg';

export interface Recorder {
  readonly mgraphics: Mgraphics;
  /** Those drawn so far, in order. */
  elements(): readonly string[];
}

/** `width` and `height` are what the script reads as `mgraphics.size`. */
export function recordMgraphics(width: number, height: number): Recorder {
  const elements: string[] = [];
  const pen = { fill: '#000', opacity: 1, lineWidth: 1, fontSize: 12, x: 0, y: 0 };
  let path: string[] = [];

  const draw = (attributes: Attributes): void => {
    if (path.length > 0) elements.push(element('path', { d: path.join(''), ...attributes }));
    path = [];
  };
  const go = (command: 'M' | 'L', x: number, y: number): void => {
    path.push(`${command}${rounded(x)} ${rounded(y)}`);
    pen.x = x;
    pen.y = y;
  };

  const mgraphics: Mgraphics = {
    size: [width, height],
    relative_coords: 0,
    autofill: 0,
    init: nothing,
    redraw: nothing,
    set_source_rgba: (red, green, blue, alpha) => {
      pen.fill = hex(red, green, blue);
      pen.opacity = alpha;
    },
    rectangle: (x, y, w, h) => path.push(rectanglePath(x, y, w, h)),
    rectangle_rounded: (x, y, w, h, ovalWidth, ovalHeight) =>
      path.push(roundedPath([x, y, w, h], ovalWidth / 2, ovalHeight / 2)),
    ellipse: (x, y, w, h) => path.push(roundedPath([x, y, w, h], w / 2, h / 2)),
    move_to: (x, y) => {
      go('M', x, y);
    },
    line_to: (x, y) => {
      go('L', x, y);
    },
    close_path: () => path.push('Z'),
    fill: () => {
      draw({ fill: pen.fill, ...opacity('fill-opacity', pen.opacity) });
    },
    stroke: () => {
      const { lineWidth } = pen;
      draw({
        fill: 'none',
        stroke: pen.fill,
        'stroke-width': lineWidth,
        ...opacity('stroke-opacity', pen.opacity),
      });
    },
    set_line_width: (lineWidth) => {
      pen.lineWidth = lineWidth;
    },
    select_font_face: nothing,
    set_font_size: (points) => {
      pen.fontSize = points;
    },
    show_text: (text) => {
      // The current point is the start of the baseline, and is not a path of its own.
      path = [];
      elements.push(
        element(
          'text',
          {
            x: pen.x,
            y: pen.y,
            'font-family': FONT,
            'font-size': pen.fontSize,
            fill: pen.fill,
            ...opacity('fill-opacity', pen.opacity),
            ...(text.includes('  ') ? { 'xml:space': 'preserve' } : {}),
          },
          escaped(text),
        ),
      );
    },
    text_measure: (text) => [textWidth(text, pen.fontSize), pen.fontSize * 1.2],
  };
  return { mgraphics, elements: () => elements };
}

function rectanglePath(x: number, y: number, width: number, height: number): string {
  return `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${rounded(-width)}Z`;
}

function roundedPath(
  [x, y, width, height]: readonly [number, number, number, number],
  radiusX: number,
  radiusY: number,
): string {
  const [rx, ry] = [Math.min(radiusX, width / 2), Math.min(radiusY, height / 2)];
  const arc = (dx: number, dy: number): string =>
    `a${rounded(rx)} ${rounded(ry)} 0 0 1 ${rounded(dx)} ${rounded(dy)}`;
  return [
    `M${rounded(x + rx)} ${rounded(y)}h${rounded(width - 2 * rx)}${arc(rx, ry)}`,
    `v${rounded(height - 2 * ry)}${arc(-rx, ry)}h${rounded(2 * rx - width)}${arc(-rx, -ry)}`,
    `v${rounded(2 * ry - height)}${arc(rx, -ry)}Z`,
  ].join('');
}

function hex(...channels: readonly number[]): string {
  const digits = channels.map((channel) =>
    Math.round(Math.min(1, Math.max(0, channel)) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}

function opacity(name: string, value: number): Attributes {
  return value < 1 ? { [name]: value } : {};
}

function nothing(): void {
  // Setting up, redrawing and font faces do not matter in a still picture.
}
