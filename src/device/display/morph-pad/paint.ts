// Draws the morph pad, and turns a mouse position into a place on it. Called by main.ts with Max's mgraphics.

import type { Size } from '../geometry';
import { CORNER_NAMES } from '../../state/morph-corners';

/** The place of the dot, 0–1 with y upwards, and which corners hold a rhythm. */
export interface PadView {
  readonly place: readonly [x: number, y: number];
  readonly corners: readonly boolean[];
}

type Color = readonly [red: number, green: number, blue: number];

const DISPLAY: Color = [0.094, 0.098, 0.11];
const LINE: Color = [0.2, 0.21, 0.235];
const DOT: Color = [1, 0.678, 0.337];
const FILLED: Color = [0.86, 0.87, 0.88];
const EMPTY: Color = [0.36, 0.375, 0.4];

const FONT = 'Ableton Sans Medium';
const INSET = 8;
const DOT_RADIUS = 4.5;

/** Paints the pad: A and B below, C and D above, the dot where the rhythm is. */
export function paintPad(g: Mgraphics, { place, corners }: PadView, size: Size): void {
  const [width, height] = size;
  color(g, DISPLAY);
  g.rectangle_rounded(0, 0, width, height, 6, 6);
  g.fill();
  color(g, LINE);
  g.rectangle(width / 2 - 0.5, INSET, 1, height - 2 * INSET);
  g.rectangle(INSET, height / 2 - 0.5, width - 2 * INSET, 1);
  g.fill();
  CORNER_NAMES.forEach((name, index) => {
    const isFilled = corners[index] ?? false;
    const x = index % 2 === 0 ? INSET : width - INSET - 6;
    const y = index < 2 ? height - INSET : INSET + 7;
    g.select_font_face(FONT);
    g.set_font_size(10);
    color(g, isFilled ? FILLED : EMPTY);
    g.move_to(x, y);
    g.show_text(name);
  });
  const [x, y] = padPoint(place, size);
  const isOn = corners.filter(Boolean).length > 1;
  color(g, isOn ? DOT : EMPTY);
  g.ellipse(x - DOT_RADIUS, y - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS);
  g.fill();
}

function padPoint([x, y]: PadView['place'], [width, height]: Size): readonly [number, number] {
  return [INSET + x * (width - 2 * INSET), height - INSET - y * (height - 2 * INSET)];
}

/** The place of a point in pixels; a point outside the pad gives the nearest place inside. */
export function padPlace([px, py]: readonly [number, number], [width, height]: Size): PadView['place'] {
  const x = (px - INSET) / (width - 2 * INSET);
  const y = (height - INSET - py) / (height - 2 * INSET);
  return [thousandth(x), thousandth(y)];
}

/** Within 0–1 and in whole thousandths, as the place is sent. */
function thousandth(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
}

function color(g: Mgraphics, tone: Color): void {
  g.set_source_rgba(...tone, 1);
}
