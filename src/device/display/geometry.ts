// Where the cells, columns and history strip of the grid lie, in pixels. Shared by grid/paint.ts and
// grid/pen.ts, so that a click hits what is drawn; draws nothing itself.

import { STEPS_PER_BAR } from '../../rhythm/grid';
import { VOICE_COUNT } from '../../rhythm/voices';
import { EMPTY_BARS, type GridView } from './grid-view';

export type Size = readonly [width: number, height: number];

export const HEADER_HEIGHT = 15;
export const MARGIN = 6;

/** Columns left of the cells: padlock, mute, the voice's name, its pad. */
export const LOCK_LEFT = 3;
export const MUTE_LEFT = 14;
export const NAME_LEFT = 26;
export const PAD_LEFT = 73;
export const GRID_LEFT = 122;

/** The history strip in the header, with a mark for every take. */
const STRIP_LEFT = 138;
const STRIP_RIGHT_GAP = 92;
const WIDEST_TICK = 7;

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly rowHeight: number;
  readonly stepWidth: number;
  readonly bars: number;
}

export function frameOf({ bars }: Pick<GridView, 'bars'>, [width, height]: Size): Frame {
  const shown = bars > 0 ? bars : EMPTY_BARS;
  return {
    left: GRID_LEFT,
    top: HEADER_HEIGHT,
    rowHeight: (height - HEADER_HEIGHT - MARGIN / 2) / VOICE_COUNT,
    stepWidth: (width - GRID_LEFT - MARGIN) / (shown * STEPS_PER_BAR),
    bars: shown,
  };
}

/** The upper edge of a voice's row: the kick is at the bottom, as in a Drum Rack. */
export function rowTop(voice: number, { top, rowHeight }: Frame): number {
  return top + (VOICE_COUNT - 1 - voice) * rowHeight;
}

/** Where the history strip begins, and how wide each mark is. */
export function stripOf(
  { stars }: Pick<GridView, 'stars'>,
  [width]: Size,
): { readonly left: number; readonly tick: number } {
  const room = Math.max(1, width - STRIP_RIGHT_GAP - STRIP_LEFT);
  return { left: STRIP_LEFT, tick: Math.min(WIDEST_TICK, room / Math.max(1, stars.length)) };
}

export type Target =
  | { readonly kind: 'cell'; readonly step: number; readonly voice: number }
  | { readonly kind: 'lock' | 'mute' | 'name'; readonly voice: number }
  | { readonly kind: 'take'; readonly index: number };

/** What lies under a point; undefined where there is nothing to click. */
export function targetAt(
  view: GridView,
  size: Size,
  [x, y]: readonly [x: number, y: number],
): Target | undefined {
  const frame = frameOf(view, size);
  if (y < frame.top) {
    const { left, tick } = stripOf(view, size);
    const index = Math.floor((x - left) / tick);
    return x >= left && index < view.stars.length ? { kind: 'take', index } : undefined;
  }
  const voice = VOICE_COUNT - 1 - Math.floor((y - frame.top) / frame.rowHeight);
  if (voice < 0 || voice >= VOICE_COUNT) return undefined;
  if (x < MUTE_LEFT - 1) return { kind: 'lock', voice };
  if (x < NAME_LEFT - 2) return { kind: 'mute', voice };
  if (x < frame.left) return { kind: 'name', voice };
  const step = Math.floor((x - frame.left) / frame.stepWidth);
  return step < frame.bars * STEPS_PER_BAR ? { kind: 'cell', step, voice } : undefined;
}
