// Lays the boxes out in the patching view, for whoever opens the device in Max. Called by patch.ts.
// Nothing depends on it: the panel has its own rectangles, and triggers keep the order of messages.

import type { Box, PatchCord, Rect } from './patcher';

const ROW_HEIGHT = 64;
const GAP = 16;

/** Each box goes one row below the lowest that leads to it, so that cords run downwards; loops are cut. */
export function arrange(boxes: readonly Box[], cords: readonly PatchCord[]): Box[] {
  const rows = rowsOf(boxes, cords);
  const nextX = new Map<number, number>();
  return boxes.map((box) => {
    const row = rows.get(box.id) ?? 0;
    const x = nextX.get(row) ?? GAP;
    const [width, height] = sizeOf(box);
    nextX.set(row, x + width + GAP);
    return { ...box, patching_rect: [x, GAP + row * ROW_HEIGHT, width, height] satisfies Rect };
  });
}

function rowsOf(boxes: readonly Box[], cords: readonly PatchCord[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const open = new Set<string>();
  const rowOf = (id: string): number => {
    const known = rows.get(id);
    if (known !== undefined) return known;
    open.add(id);
    const above = cords.filter(({ source, destination }) => destination[0] === id && !open.has(source[0]));
    const row = Math.max(0, ...above.map(({ source }) => rowOf(source[0]) + 1));
    open.delete(id);
    rows.set(id, row);
    return row;
  };
  boxes.forEach(({ id }) => rowOf(id));
  return rows;
}

function sizeOf(box: Box): readonly [width: number, height: number] {
  const shown = box.presentation_rect;
  if (shown) return [shown[2], shown[3]];
  return [Math.max(32, (box.text ?? '').length * 7 + 12), 22];
}
