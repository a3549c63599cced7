import type { ControlId } from '../device/controls';
import { DEVICE_HEIGHT, type Rect } from './patcher';

/** Space around the device and between groups, in pixels. */
const MARGIN = 8;
const BOTTOM = DEVICE_HEIGHT - MARGIN;

/** A divider between groups; live.line draws it in the middle of its five pixels. */
const DIVIDER_WIDTH = 5;

/** The left group: a form of five rows under the Generate button. */
const FORM = { x: MARGIN, label: 36, field: 92, rowHeight: 18, rowPitch: 24, lastRow: BOTTOM - 18 } as const;
const FORM_RIGHT = FORM.x + FORM.label + FORM.field;

/** The middle group: dials in two columns and three rows. */
const DIALS = { x: FORM_RIGHT + 15, width: 48, height: 48, pitchX: 52, pitchY: 52.5 } as const;
const DIALS_RIGHT = DIALS.x + DIALS.pitchX + DIALS.width;

/** The right group: the grid over a status of two lines. */
const GRID = { x: DIALS_RIGHT + 15, y: MARGIN, width: 392, height: 122 } as const;
const STATUS_HEIGHT = 28;

export const DEVICE_WIDTH = GRID.x + GRID.width + MARGIN;

export const GRID_RECT: Rect = [GRID.x, GRID.y, GRID.width, GRID.height];
export const STATUS_RECT: Rect = [GRID.x, BOTTOM - STATUS_HEIGHT, GRID.width, STATUS_HEIGHT];

export const DIVIDER_RECTS: readonly Rect[] = [divider(FORM_RIGHT), divider(DIALS_RIGHT)];

const ARROW_WIDTH = 22;

/** Where each control stands in the presentation. */
export const CONTROL_RECTS: Readonly<Record<ControlId, Rect>> = {
  generate: [FORM.x, MARGIN, FORM_RIGHT - FORM.x - 2 * (ARROW_WIDTH + 2), 31],
  previous: [FORM_RIGHT - 2 * ARROW_WIDTH - 2, MARGIN, ARROW_WIDTH, 31],
  next: [FORM_RIGHT - ARROW_WIDTH, MARGIN, ARROW_WIDTH, 31],
  target: field(0),
  fillCount: field(1),
  style: field(2),
  bars: field(3),
  loadModel: [FORM.x + FORM.label, rowY(4), 45, FORM.rowHeight],
  restart: [FORM.x + FORM.label + 47, rowY(4), 45, FORM.rowHeight],
  density: dial(0, 0),
  variation: dial(1, 0),
  swing: dial(0, 1),
  humanise: dial(1, 1),
  temperature: dial(0, 2),
  seed: [DIALS.x + DIALS.pitchX, rowY(4) - 17, DIALS.width, 15],
  newSeed: [DIALS.x + DIALS.pitchX, rowY(4), DIALS.width, FORM.rowHeight],
};

/** A caption for controls that do not carry their own name. */
export interface Caption {
  readonly id: string;
  readonly text: string;
  readonly rect: Rect;
  readonly align: 'left' | 'centre';
}

export const CAPTIONS: readonly Caption[] = [
  caption('Target', 0),
  caption('Clips', 1),
  caption('Style', 2),
  caption('Bars', 3),
  caption('Model', 4),
  {
    id: 'caption-seed',
    text: 'Seed',
    rect: [DIALS.x + DIALS.pitchX, rowY(4) - 32, DIALS.width, 15],
    align: 'centre',
  },
];

function rowY(row: number): number {
  return FORM.lastRow - (4 - row) * FORM.rowPitch;
}

function field(row: number): Rect {
  return [FORM.x + FORM.label, rowY(row), FORM.field, FORM.rowHeight];
}

function caption(text: string, row: number): Caption {
  const rect: Rect = [FORM.x, rowY(row), FORM.label, FORM.rowHeight];
  return { id: `caption-${text.toLowerCase()}`, text, rect, align: 'left' };
}

function dial(column: number, row: number): Rect {
  return [
    DIALS.x + column * DIALS.pitchX,
    Math.round(MARGIN + row * DIALS.pitchY),
    DIALS.width,
    DIALS.height,
  ];
}

function divider(after: number): Rect {
  return [after + 5, MARGIN, DIVIDER_WIDTH, BOTTOM - MARGIN];
}
