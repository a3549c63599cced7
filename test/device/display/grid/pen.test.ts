import assert from 'node:assert/strict';
import { frameOf, rowTop, type Size } from '../../../../src/device/display/geometry';
import { GridPen } from '../../../../src/device/display/grid/pen';
import { emptyView, type GridView } from '../../../../src/device/display/grid-view';
import { FROM_GRID } from '../../../../src/device/protocol/selectors';

const SIZE: Size = [424, 122];

const view: GridView = {
  ...emptyView(),
  bars: 2,
  hits: [{ step: 4, voice: 0, velocity01: 64 / 127, offsetSteps: 0 }],
  stars: [false, true, false],
  position: 0,
};

function middle(step: number, voice: number): readonly [number, number] {
  const frame = frameOf(view, SIZE);
  return [frame.left + (step + 0.5) * frame.stepWidth, rowTop(voice, frame) + frame.rowHeight / 2];
}

describe('the pen of the grid', () => {
  it('makes a hit in an empty cell and clears one that is there, when the mouse is let go', () => {
    const pen = new GridPen();
    assert.equal(pen.press(view, SIZE, middle(7, 3)), undefined);
    assert.deepEqual(pen.release(), [FROM_GRID.hit, 7, 3, 100, 0]);
    pen.press(view, SIZE, middle(4, 0));
    assert.deepEqual(pen.release(), [FROM_GRID.hit, 4, 0, 0, 0]);
  });

  it('takes a trembling hand for a click, and a longer movement for a drag', () => {
    const pen = new GridPen();
    const [x, y] = middle(4, 0);
    pen.press(view, SIZE, [x, y]);
    pen.drag(view, SIZE, [x + 1, y + 1], false);
    assert.equal(pen.release()?.[3], 0);
    pen.press(view, SIZE, [x, y]);
    pen.drag(view, SIZE, [x, y - 15], false);
    assert.equal(pen.release()?.[3], 64 + Math.round((15 / 60) * 127));
  });

  it('keeps loudness and timing inside what a hit can have, however far the mouse goes', () => {
    const pen = new GridPen();
    const [x, y] = middle(4, 0);
    for (const [to, isShift, at, expected] of [
      [[x, y - 500], false, 3, 127],
      [[x, y + 500], false, 3, 1],
      [[x + 500, y], true, 4, 59],
      [[x - 500, y], true, 4, -59],
    ] as const) {
      pen.press(view, SIZE, [x, y]);
      pen.drag(view, SIZE, to, isShift);
      assert.equal(pen.release()?.[at], expected);
    }
  });

  it('shows the hit as it would become while the mouse is down', () => {
    const pen = new GridPen();
    assert.equal(pen.shown(view), view);
    pen.press(view, SIZE, middle(7, 3));
    assert.equal(pen.shown(view).hits.length, 2);
    pen.release();
    assert.equal(pen.shown(view).hits.length, 1);
  });

  it('names the padlock, the mute, the name and the mark that was clicked, and nothing elsewhere', () => {
    const pen = new GridPen();
    const [, y] = middle(0, 11);
    assert.deepEqual(pen.press(view, SIZE, [5, y]), [FROM_GRID.lock, 11]);
    assert.deepEqual(pen.press(view, SIZE, [18, y]), [FROM_GRID.mute, 11]);
    assert.deepEqual(pen.press(view, SIZE, [60, y]), [FROM_GRID.voice, 11]);
    assert.deepEqual(pen.press(view, SIZE, [146, 5]), [FROM_GRID.take, 1]);
    assert.equal(pen.press(view, SIZE, [400, 5]), undefined);
    assert.equal(pen.press(view, SIZE, [423, 121]), undefined);
    assert.equal(pen.release(), undefined);
  });
});
