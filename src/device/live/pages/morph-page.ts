// The Morph page: a dot between four captured rhythms, and a request for the rhythm there when the dot moves.
// gestures.ts moves it, buttons.ts captures corners and sends the requests.

import { BAR_CHOICES } from '../../../rhythm/grid';
import { CORNER_NAMES, filledCorners, placeBetween, withCorner } from '../../state/morph-corners';
import type { Schedule } from '../host/node-link';
import type { Panel } from '../host/panel';
import type { CurrentRhythm } from '../clips/current-rhythm';
import type { StartingRhythms, WireRhythm } from '../../protocol/payloads';
import { inBars } from '../../notes/wire-rhythm';

/** Least time between two requests: anything faster is inaudible. */
export const MORPH_TIME_MS = 100;

export interface MorphOptions {
  readonly currentRhythm: CurrentRhythm;
  readonly panel: Pick<Panel, 'showPad' | 'say'>;
  readonly schedule: Schedule;
  /** Asks for the rhythm at a place; false if that is not possible now and must be tried again. */
  readonly ask: (startingRhythms: StartingRhythms, bars: number) => boolean;
}

export class MorphPad {
  private x = 0.5;
  private y = 0.5;
  private cancelAsk: (() => void) | undefined;
  private isDue = false;

  constructor(private readonly options: MorphOptions) {}

  /** Moves the dot; the rhythm follows at most every MORPH_TIME_MS. @param x 0–1 @param y 0–1 */
  move(x: number, y: number): void {
    const [nextX, nextY] = [within01(x), within01(y)];
    if (nextX === this.x && nextY === this.y) return;
    this.x = nextX;
    this.y = nextY;
    this.show();
    this.askSoon();
  }

  /** Puts one axis where Live recalls it while it loads the device; asks for nothing. @param share 0–1 */
  place(axis: 'x' | 'y', share: number): void {
    this[axis] = within01(share);
    this.show();
  }

  /** Moves one axis, as a dial or an envelope does. @param share 0–1 */
  turn(axis: 'x' | 'y', share: number): void {
    if (axis === 'x') this.move(share, this.y);
    else this.move(this.x, share);
  }

  capture(index: number, rhythm: WireRhythm, name: string): void {
    const { currentRhythm, panel } = this.options;
    currentRhythm.update({ corners: withCorner(currentRhythm.state.corners, index, rhythm) });
    const isEnough = filledCorners(currentRhythm.state.corners) !== undefined;
    const rest = isEnough ? 'drag on the pad' : 'capture another corner';
    panel.say(`${name} is in corner ${CORNER_NAMES[index]!}; ${rest}`);
    this.show();
  }

  show(): void {
    this.options.panel.showPad(this.x, this.y, this.options.currentRhythm.state.corners);
  }

  close(): void {
    this.cancelAsk?.();
  }

  private askSoon(): void {
    this.isDue = true;
    if (this.cancelAsk) return;
    this.askNow();
  }

  private askNow(): void {
    this.cancelAsk = this.options.schedule(MORPH_TIME_MS, () => {
      this.cancelAsk = undefined;
      if (this.isDue) this.askNow();
    });
    const corners = filledCorners(this.options.currentRhythm.state.corners);
    if (!corners) {
      this.isDue = false;
      return;
    }
    const bars = barsFor(corners);
    const place = placeBetween(corners, { x: this.x, y: this.y });
    const morph = { corners: corners.map((corner) => inBars(corner, bars)), ...place };
    this.isDue = !this.options.ask({ morph }, bars);
  }
}

/** The shortest length that can be asked for and holds the longest corner, or the greatest length there is. */
function barsFor(corners: readonly WireRhythm[]): number {
  const longest = Math.max(...corners.map(({ bars }) => bars));
  return BAR_CHOICES.find((choice) => choice >= longest) ?? BAR_CHOICES[BAR_CHOICES.length - 1]!;
}

function within01(share: number): number {
  return Math.min(1, Math.max(0, share));
}
