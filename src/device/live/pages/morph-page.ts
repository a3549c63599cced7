import { BAR_CHOICES } from '../../../rhythm/grid';
import { CORNER_NAMES, filledCorners, placeBetween, withCorner } from '../../state/morph-corners';
import type { Schedule } from '../host/node-link';
import type { Panel } from '../host/panel';
import type { Studio } from '../clips/current-rhythm';
import type { Material, Rhythm } from '../../protocol/messages';
import { inBars } from '../../notes/wire-rhythm';

/** Least time between two requests: faster than this nobody hears a difference. */
export const MORPH_TIME_MS = 100;

export interface MorphOptions {
  readonly studio: Studio;
  readonly panel: Pick<Panel, 'showPad' | 'say'>;
  readonly schedule: Schedule;
  /** Asks for the rhythm at a place; false when another request is under way, and it has to be tried again. */
  readonly ask: (material: Material, bars: number) => boolean;
}

/** The morph pad: four corners, a place between them, and the rhythm there. */
export class MorphPad {
  private x = 0.5;
  private y = 0.5;
  private cancelAsk: (() => void) | undefined;
  private isDue = false;

  constructor(private readonly options: MorphOptions) {}

  /** Moves the dot; the rhythm follows, but not faster than it can be heard. */
  move(x: number, y: number): void {
    const [nextX, nextY] = [within01(x), within01(y)];
    if (nextX === this.x && nextY === this.y) return;
    this.x = nextX;
    this.y = nextY;
    this.show();
    this.askSoon();
  }

  /** One axis alone, as a dial or an envelope turns it. @param share 0–1 */
  turn(axis: 'x' | 'y', share: number): void {
    if (axis === 'x') this.move(share, this.y);
    else this.move(this.x, share);
  }

  capture(index: number, rhythm: Rhythm, name: string): void {
    const { studio, panel } = this.options;
    studio.update({ corners: withCorner(studio.state.corners, index, rhythm) });
    const isEnough = filledCorners(studio.state.corners) !== undefined;
    const rest = isEnough ? 'move on the pad' : 'capture another corner';
    panel.say(`${name} is in corner ${CORNER_NAMES[index]!}; ${rest}`);
    this.show();
  }

  show(): void {
    this.options.panel.showPad(this.x, this.y, this.options.studio.state.corners);
  }

  /** Calls off what is due: the device is being deleted. */
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
    const corners = filledCorners(this.options.studio.state.corners);
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

/** The longest of the corners, in a length that a rhythm can be asked for in. */
function barsFor(corners: readonly Rhythm[]): number {
  const longest = Math.max(...corners.map(({ bars }) => bars));
  return BAR_CHOICES.find((choice) => choice >= longest) ?? BAR_CHOICES[BAR_CHOICES.length - 1]!;
}

function within01(share: number): number {
  return Math.min(1, Math.max(0, share));
}
