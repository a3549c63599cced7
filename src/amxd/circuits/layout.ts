// Where everything on the panel is, in pixels. panel-circuits.ts takes the rectangles, patch.ts the width.
// Checks nothing: lint/ finds overlaps, uneven margins and words that do not fit in the finished patcher.

import type { ControlId, Page } from '../../device/controls/controls';
import { DEVICE_HEIGHT, type Rect } from '../patcher/patcher';

/** Space around the panel. */
const MARGIN = 8;
const BOTTOM = DEVICE_HEIGHT - MARGIN;
const GAP = 2;

/** A divider between groups; live.line draws it in the middle of its five pixels. */
const DIVIDER_WIDTH = 5;

/** The left group: two rows that are always there, and a page under them. */
const LEFT = { x: MARGIN, width: 252 } as const;
const LEFT_RIGHT = LEFT.x + LEFT.width;

/** The right group: the grid over a status of two lines. */
const GRID = { x: LEFT_RIGHT + 15, y: MARGIN, width: 424, height: 122 } as const;
const STATUS_HEIGHT = 28;

export const DEVICE_WIDTH = GRID.x + GRID.width + MARGIN;

export const GRID_RECT: Rect = [GRID.x, GRID.y, GRID.width, GRID.height];
export const STATUS_RECT: Rect = [GRID.x, BOTTOM - STATUS_HEIGHT, GRID.width, STATUS_HEIGHT];

export const DIVIDER_RECTS: readonly Rect[] = [[LEFT_RIGHT + 5, MARGIN, DIVIDER_WIDTH, BOTTOM - MARGIN]];

/** The first row: what makes rhythms and walks through them. */
const FIRST = { y: MARGIN, height: 26 } as const;
/** The second row: the pages' tabs and the two switches. */
const SECOND = { y: FIRST.y + FIRST.height + 5, height: 16 } as const;

/** A page: four rows of 18 pixels, or two of dials. */
const PAGE_TOP = SECOND.y + SECOND.height + 7;
const ROW = { height: 18, pitch: 27 } as const;
const DIAL = { width: 50, height: 48, pitchX: 62, pitchY: 51 } as const;

const FORM = { caption: 36, field: 92, half: 44 } as const;
const BESIDE_FORM = LEFT.x + FORM.caption + FORM.field + 13;

const PAD_SIZE = BOTTOM - PAGE_TOP;
export const PAD_RECT: Rect = [LEFT.x, PAGE_TOP, PAD_SIZE, PAD_SIZE];
const BESIDE_PAD = LEFT.x + PAD_SIZE + 13;

/** The field for the text of a rhythm, over the whole width of its page. */
export const TEXT_RECT: Rect = [LEFT.x, rowY(2), LEFT.width, ROW.height];

const REPORT_WIDTH = 50;

export const CONTROL_RECTS: Readonly<Record<ControlId, Rect>> = {
  generate: first(0, 84),
  write: first(86, 42),
  like: first(130, 50),
  previous: first(182, 22),
  next: first(206, 22),
  star: first(230, 22),
  page: [LEFT.x, SECOND.y, 172, SECOND.height],
  play: [LEFT.x + 176, SECOND.y, 37, SECOND.height],
  liveUpdate: [LEFT.x + 215, SECOND.y, 37, SECOND.height],
  target: field(0),
  fillCount: [LEFT.x + FORM.caption, rowY(1), FORM.half, ROW.height],
  keepCopy: [LEFT.x + FORM.caption + FORM.half + GAP, rowY(1), FORM.field - FORM.half - GAP, ROW.height],
  style: field(2),
  bars: field(3),
  density: dialAt(BESIDE_FORM, 0),
  variation: dialAt(BESIDE_FORM + DIAL.pitchX - 1, 0),
  seed: [BESIDE_FORM, rowY(3), DIAL.width, ROW.height],
  newSeed: [BESIDE_FORM + DIAL.pitchX - 1, rowY(3), DIAL.width, ROW.height],
  swing: dial(0, 0),
  humanise: dial(1, 0),
  syncopation: dial(2, 0),
  hatOpenness: dial(3, 0),
  energy: dial(0, 1),
  fill: dial(1, 1),
  styleStrength: dial(2, 1),
  temperature: dial(3, 1),
  voice: [LEFT.x, rowY(0), 104, ROW.height],
  voiceLock: [LEFT.x + 110, rowY(0), 46, ROW.height],
  voiceMute: [LEFT.x + 158, rowY(0), 46, ROW.height],
  chokeHats: [LEFT.x + 210, rowY(0), 42, ROW.height],
  voiceVelocity: [LEFT.x, rowY(1) + 10, DIAL.width, DIAL.height],
  voiceNote: [LEFT.x + 110, rowY(1) + 8, 46, ROW.height],
  kitNote: [LEFT.x + 158, rowY(1) + 8, 46, ROW.height],
  reroll: [LEFT.x + 110, rowY(2) + 8, 46, ROW.height],
  clearVoices: [LEFT.x + 158, rowY(2) + 8, 46, ROW.height],
  morphX: dialAt(BESIDE_PAD, 0),
  morphY: dialAt(BESIDE_PAD + DIAL.pitchX, 0),
  cornerSource: [BESIDE_PAD + 38, rowY(2), 74, ROW.height],
  cornerA: cornerButton(0),
  cornerB: cornerButton(1),
  cornerC: cornerButton(2),
  cornerD: cornerButton(3),
  model: [LEFT.x + FORM.caption, rowY(0), 120, ROW.height],
  loadModel: [LEFT.x + FORM.caption + 122, rowY(0), 42, ROW.height],
  restart: [LEFT.x + FORM.caption + 166, rowY(0), 50, ROW.height],
  report: [LEFT_RIGHT - REPORT_WIDTH, rowY(3), REPORT_WIDTH, ROW.height],
};

/** A caption for controls that do not carry their own name. */
export interface Caption {
  readonly id: string;
  readonly text: string;
  readonly rect: Rect;
  readonly align: 'left' | 'centre';
  readonly page: Page;
}

export const CAPTIONS: readonly Caption[] = [
  formCaption('Target', 0),
  formCaption('Clips', 1),
  formCaption('Style', 2),
  formCaption('Bars', 3),
  {
    id: 'caption-seed',
    text: 'Seed',
    rect: [BESIDE_FORM, rowY(3) - 17, DIAL.width, 15],
    align: 'centre',
    page: 'Make',
  },
  {
    id: 'caption-corners',
    text: 'From',
    rect: [BESIDE_PAD, rowY(2), FORM.caption, ROW.height],
    align: 'left',
    page: 'Morph',
  },
  {
    id: 'caption-model',
    text: 'Model',
    rect: [LEFT.x, rowY(0), FORM.caption, ROW.height],
    align: 'left',
    page: 'Model',
  },
  {
    id: 'caption-text',
    text: 'Rhythm as text: copy it, or paste one + Enter',
    rect: [LEFT.x, rowY(1) + 6, LEFT.width, ROW.height],
    align: 'left',
    page: 'Model',
  },
  {
    id: 'caption-report',
    text: 'Does it work, or not? Copy a report',
    rect: [LEFT.x, rowY(3), LEFT.width - REPORT_WIDTH - GAP, ROW.height],
    align: 'left',
    page: 'Model',
  },
];

function first(offset: number, width: number): Rect {
  return [LEFT.x + offset, FIRST.y, width, FIRST.height];
}

function rowY(row: number): number {
  return PAGE_TOP + row * ROW.pitch;
}

function field(row: number): Rect {
  return [LEFT.x + FORM.caption, rowY(row), FORM.field, ROW.height];
}

function formCaption(text: string, row: number): Caption {
  const rect: Rect = [LEFT.x, rowY(row), FORM.caption, ROW.height];
  return { id: `caption-${text.toLowerCase()}`, text, rect, align: 'left', page: 'Make' };
}

function dial(column: number, row: number): Rect {
  return dialAt(LEFT.x + 8 + column * DIAL.pitchX, row);
}

function dialAt(x: number, row: number): Rect {
  return [x, PAGE_TOP + row * DIAL.pitchY, DIAL.width, DIAL.height];
}

function cornerButton(index: number): Rect {
  const width = 27;
  return [BESIDE_PAD + index * (width + GAP), rowY(3), width, ROW.height];
}
