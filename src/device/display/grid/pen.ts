// Turns clicks and drags in the grid into messages for the v8 program. main.ts passes mouse positions in and
// sends what comes back; nothing of Max here.

import { frameOf, targetAt, type Size } from '../geometry';
import { EMPTY_BARS, type GridView, type ViewHit } from '../grid-view';
import { OFFSET_UNITS, VELOCITY_UNITS } from '../../protocol/payloads';
import { FROM_GRID, type Message } from '../../protocol/selectors';
import { MAX_OFFSET } from '../../notes/wire-rhythm';

/** Velocity (of 127) of a hit made by a click: louder than ghost notes, softer than accents. */
const NEW_VELOCITY = 100;

/** Length of a drag from the softest to the loudest. */
const FULL_DRAG_PIXELS = 60;

/** Movement that still counts as a click. */
const CLICK_PIXELS = 2;

/** A hit between press and release of the mouse; velocity and offset in wire units. */
interface Stroke {
  readonly from: readonly [x: number, y: number];
  readonly step: number;
  readonly voice: number;
  readonly before: ViewHit | undefined;
  readonly velocity: number;
  readonly offset: number;
  readonly hasMoved: boolean;
}

/** One drag is one message, sent when the mouse is released. */
export class GridPen {
  private stroke: Stroke | undefined;

  /** The view with the hit under the pen as it will be. */
  shown(view: GridView): GridView {
    const { stroke } = this;
    if (!stroke) return view;
    const { step, voice, velocity, offset } = stroke;
    const others = view.hits.filter((hit) => hit.step !== step || hit.voice !== voice);
    const hit = { step, voice, velocity01: velocity / VELOCITY_UNITS, offsetSteps: offset / OFFSET_UNITS };
    return { ...view, bars: view.bars > 0 ? view.bars : EMPTY_BARS, hits: [...others, hit] };
  }

  /** The mouse goes down. @returns the message of a click outside the cells; a stroke has none yet */
  press(view: GridView, size: Size, at: readonly [x: number, y: number]): Message | undefined {
    this.stroke = undefined;
    const target = targetAt(view, size, at);
    switch (target?.kind) {
      case 'take':
        return [FROM_GRID.take, target.index];
      case 'lock':
        return [FROM_GRID.lock, target.voice];
      case 'mute':
        return [FROM_GRID.mute, target.voice];
      case 'name':
        return [FROM_GRID.voice, target.voice];
      case 'cell': {
        const { step, voice } = target;
        const before = view.hits.find((hit) => hit.step === step && hit.voice === voice);
        const velocity = before ? Math.round(before.velocity01 * VELOCITY_UNITS) : NEW_VELOCITY;
        const offset = before ? Math.round(before.offsetSteps * OFFSET_UNITS) : 0;
        this.stroke = { from: at, step, voice, before, velocity, offset, hasMoved: false };
        return undefined;
      }
      case undefined:
        return undefined;
    }
  }

  /** The mouse moves while it is down: up and down for loudness, with Shift left and right for timing. */
  drag(view: GridView, size: Size, at: readonly [x: number, y: number], isShift: boolean): void {
    const { stroke } = this;
    if (!stroke) return;
    const [dx, dy] = [at[0] - stroke.from[0], at[1] - stroke.from[1]];
    const hasMoved = stroke.hasMoved || Math.hypot(dx, dy) > CLICK_PIXELS;
    if (!hasMoved) return;
    const start = stroke.before;
    const velocity = start ? start.velocity01 * VELOCITY_UNITS : NEW_VELOCITY;
    const offset = start ? start.offsetSteps * OFFSET_UNITS : 0;
    this.stroke = {
      ...stroke,
      hasMoved,
      ...(isShift
        ? {
            offset: clamped(
              offset + (dx / frameOf(view, size).stepWidth) * OFFSET_UNITS,
              -MAX_OFFSET,
              MAX_OFFSET,
            ),
          }
        : { velocity: clamped(velocity - (dy / FULL_DRAG_PIXELS) * VELOCITY_UNITS, 1, VELOCITY_UNITS) }),
    };
  }

  /** The mouse is released. @returns the finished hit; a click on a hit that was there clears it */
  release(): Message | undefined {
    const { stroke } = this;
    this.stroke = undefined;
    if (!stroke) return undefined;
    const { step, voice, before, hasMoved, offset } = stroke;
    const velocity = before && !hasMoved ? 0 : stroke.velocity;
    return [FROM_GRID.hit, step, voice, velocity, offset];
  }
}

function clamped(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)));
}
