// Draws Live’s own objects (dial, menu, tab and so on) as SVG from their boxes. Used by picture.ts.
// The grid and the morph pad are not here: their scripts draw them (grid-script.ts).

import { noteName } from '../../device/display/grid-view';
import { parameterOf, type Box, type Json, type Rect } from '../patcher/patcher';
import { FONT_SIZE, THEME } from './theme';
import { textWidth } from '../patcher/text-width';
import { FONT, element, escaped } from './svg';

/** Radius of the corners of Live’s controls. */
const CORNER = 1.5;

/** A dial’s arc runs clockwise from lower left to lower right: three quarters of a turn. */
const DIAL = { radius: 9.5, start: (3 * Math.PI) / 4, sweep: (3 * Math.PI) / 2 } as const;

/** Empty for a box that is not in the presentation, and for an object that is not drawn here, such as v8ui. */
export function drawFace(box: Box): string {
  const rect = box.presentation_rect;
  if (box.presentation !== 1 || !rect) return '';
  switch (box.maxclass) {
    case 'live.dial':
      return drawDial(box, rect);
    case 'live.menu':
      return drawMenu(box, rect);
    case 'live.numbox':
      return drawNumber(box, rect);
    case 'live.tab':
      return drawTab(box, rect);
    case 'live.text':
      return drawText(box, rect);
    case 'live.comment':
      return drawComment(box, rect);
    case 'textedit':
      return drawField(box, rect);
    case 'live.line':
      return filled([rect[0] + 2, rect[1], 1, rect[3]], THEME.line, 0);
    default:
      return '';
  }
}

function drawDial(box: Box, [x, y, width]: Rect): string {
  const { value, least, most, shown, name } = readParameter(box);
  const [cx, cy] = [x + width / 2, y + 24];
  const turn = DIAL.start + (DIAL.sweep * (value - least)) / (most - least);
  // A dial that leans both ways is filled from its middle.
  const zeroTurn = DIAL.start + (least < 0 ? (DIAL.sweep * -least) / (most - least) : 0);
  const needle = polar(cx, cy, DIAL.radius, turn);
  return [
    label(name, [cx, y + 9], 'middle'),
    arc([cx, cy], DIAL.start + DIAL.sweep, THEME.control),
    arc([cx, cy], Math.max(turn, zeroTurn), THEME.range, Math.min(turn, zeroTurn)),
    element('path', {
      d: `M${cx} ${cy}L${needle}`,
      stroke: THEME.text,
      'stroke-width': 2,
      'stroke-linecap': 'round',
    }),
    label(shown, [cx, y + 46], 'middle', THEME.bright),
  ].join('');
}

function arc(
  [cx, cy]: readonly [number, number],
  end: number,
  stroke: string,
  start: number = DIAL.start,
): string {
  const large = end - start > Math.PI ? 1 : 0;
  const { radius } = DIAL;
  const d = `M${polar(cx, cy, radius, start)}A${radius} ${radius} 0 ${large} 1 ${polar(cx, cy, radius, end)}`;
  return element('path', { d, fill: 'none', stroke, 'stroke-width': 2.5 });
}

function polar(cx: number, cy: number, radius: number, angle: number): string {
  const at = (value: number): number => Math.round(value * 100) / 100;
  return `${at(cx + radius * Math.cos(angle))} ${at(cy + radius * Math.sin(angle))}`;
}

function drawMenu(box: Box, [x, y, width, height]: Rect): string {
  const [right, middle] = [x + width - 6, y + height / 2];
  return [
    filled([x, y, width, height], THEME.control),
    label(readParameter(box).shown, [x + 6, baseline(y, height)], 'start', THEME.bright),
    element('path', { d: `M${right - 7} ${middle - 2}h7l-3.5 4.5Z`, fill: THEME.text }),
  ].join('');
}

function drawNumber(box: Box, [x, y, width, height]: Rect): string {
  const { value, least, most, shown } = readParameter(box);
  const share = (value - least) / (most - least);
  return [
    filled([x, y, width, height], THEME.control),
    filled([x, y + height - 2, Math.max(2, share * width), 2], THEME.range, 0),
    label(shown, [x + width / 2, baseline(y, height) - 0.5], 'middle', THEME.bright),
  ].join('');
}

function drawTab(box: Box, [x, y, width, height]: Rect): string {
  const { words, value } = readParameter(box);
  const cell = (width - (words.length - 1)) / words.length;
  return words
    .map((word, index) => {
      const left = x + index * (cell + 1);
      const chosen = index === value;
      return (
        filled([left, y, cell, height], chosen ? THEME.chosen : THEME.control) +
        label(word, [left + cell / 2, baseline(y, height)], 'middle', chosen ? THEME.onChosen : THEME.text)
      );
    })
    .join('');
}

function drawText(box: Box, [x, y, width, height]: Rect): string {
  const on = box.mode === 1 && readParameter(box).value === 1;
  const emphasised = box.activebgcolor !== undefined;
  const bright = on || emphasised;
  const text = (on ? box.texton : box.text) as string;
  return [
    filled([x, y, width, height], bright ? THEME.chosen : THEME.control),
    label(text, [x + width / 2, baseline(y, height)], 'middle', bright ? THEME.onChosen : THEME.text),
  ].join('');
}

function drawComment(box: Box, [x, y, width, height]: Rect): string {
  const centred = box.textjustification === 1;
  const lines = wrapped(box.text ?? '', width - 4);
  const lineHeight = 13;
  const first = lines.length > 1 || height > 20 ? y + 11 : baseline(y, height);
  return lines
    .map((line, index) =>
      label(
        line,
        [centred ? x + width / 2 : x + 2, first + index * lineHeight],
        centred ? 'middle' : 'start',
      ),
    )
    .join('');
}

/** One line that is cut where the field ends, as it scrolls in Max. */
function drawField(box: Box, [x, y, width, height]: Rect): string {
  const words = box.text ?? '';
  let length = words.length;
  while (length > 0 && textWidth(words.slice(0, length), FONT_SIZE) > width - 10) length--;
  const text = label(words.slice(0, length), [x + 5, baseline(y, height)], 'start', THEME.bright);
  // A picture of its own is cut at its edges, also where the viewer's typeface is wider than was measured here.
  const cut = { x, y, width, height, viewBox: [x, y, width, height].join(' ') };
  return filled([x, y, width, height], THEME.control) + element('svg', cut, text);
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, FONT_SIZE) <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}

function readParameter(box: Box) {
  const parameter = parameterOf(box) ?? {};
  const initial = parameter.parameter_initial;
  const value = Array.isArray(initial) ? Number(initial[0]) : 0;
  const words = Array.isArray(parameter.parameter_enum) ? parameter.parameter_enum.map(String) : [];
  return {
    value,
    words,
    least: Number(parameter.parameter_mmin ?? 0),
    most: Number(parameter.parameter_mmax ?? 1),
    name: typeof parameter.parameter_shortname === 'string' ? parameter.parameter_shortname : '',
    shown: words[value] ?? withUnit(value, parameter.parameter_unitstyle),
  };
}

function withUnit(value: number, unitStyle: Json | undefined): string {
  if (unitStyle === 5) return `${value} %`;
  if (unitStyle === 8) return noteName(value);
  return unitStyle === 1 ? value.toFixed(2) : String(value);
}

function baseline(y: number, height: number): number {
  return y + height / 2 + FONT_SIZE * 0.36;
}

export function filled([x, y, width, height]: Rect, fill: string, corner = CORNER): string {
  return element('rect', { x, y, width, height, fill, ...(corner > 0 ? { rx: corner } : {}) });
}

/** `x` and `y` are the anchor on the baseline. */
export function label(
  text: string,
  [x, y]: readonly [number, number],
  anchor: 'start' | 'middle' | 'end',
  fill: string = THEME.text,
): string {
  return element(
    'text',
    {
      x,
      y,
      'font-family': FONT,
      'font-size': FONT_SIZE,
      fill,
      ...(anchor === 'start' ? {} : { 'text-anchor': anchor }),
    },
    escaped(text),
  );
}
