import {
  broughtBack,
  currentTake,
  movedTo,
  takeName,
  withCurrent,
  type History,
  type Take,
} from '../../state/history';
import { describeKit } from '../../notes/kit';
import { selectClip } from '../lom/clip';
import type { Schedule } from '../host/node-link';
import { NO_ID } from '../lom/object';
import type { Panel } from '../host/panel';
import type { KeptState } from './kept-state';
import {
  kitNow,
  orderInHand,
  withClipKept,
  writeCurrent,
  writeTakes,
  type Entry,
  type Order,
  type Ours,
  type Written,
} from './write-takes';
import { kitInUse, playedTake, takeOf, type Fresh } from '../../state/played-take';
import { Refusal } from '../../protocol/refusal';

export interface ClipWriterOptions {
  readonly kept: KeptState;
  readonly schedule: Schedule;
  /** Whether the clip follows what is drawn, muted and morphed. */
  readonly isLive: () => boolean;
  /** The styles of the model in use. */
  readonly styles: () => readonly string[];
  readonly panel: Pick<Panel, 'say'>;
}

/** Least time between two writes of a clip that nobody asked for: each is a step in the undo history of Live. */
const LIVE_WRITE_TIME_MS = 250;

/** Brings takes into clips of Live: those that were asked for, those of before, and what changes in the grid. */
export class ClipWriter {
  private ours: Ours = { clipId: NO_ID, notes: [] };
  private cancelWrite: (() => void) | undefined;
  private isWriteDue = false;

  constructor(private readonly options: ClipWriterOptions) {}

  /** Where a change of the rhythm in hand goes: the clip in hand, or undefined for the grid alone. */
  get orderInHand(): Order | undefined {
    return orderInHand(this.ours);
  }

  /** Writes rhythms that were asked for, and keeps them. @throws Refusal when Live stands in the way */
  deliver(order: Order, made: readonly Fresh[], remark?: string): void {
    const { kept } = this.options;
    kept.change({ kit: kitNow() });
    const takes = made.map((each) => takeOf(each, kept.state));
    this.wrote(this.write(order, takes, 'added'), describeKit(kitInUse(kept.state)), remark);
  }

  /** Writes the rhythm in the grid. @throws Refusal when there is none or Live stands in the way */
  writeAgain(order: Order): void {
    const { kept } = this.options;
    const take = currentTake(kept.state.history);
    if (!take) throw new Refusal('no_rhythm', 'There is no rhythm yet. Press Generate, or draw one.');
    kept.change({ kit: kitNow() });
    const played = playedTake(take, kept.state);
    this.wrote(this.write(order, [played], 'current'), describeKit(kitInUse(kept.state)));
  }

  /** One take back or on. @throws Refusal at either end, or when Live stands in the way */
  step(by: -1 | 1): void {
    const history = withClipKept(this.history, this.ours);
    const moved = movedTo(history, history.position + by);
    if (!moved) {
      throw new Refusal(
        'no_history',
        by < 0 ? 'There is no earlier rhythm.' : 'There is no later rhythm. Press Generate for a new one.',
      );
    }
    this.bringBack(moved);
  }

  /** To a take by its place. */
  jump(position: number): void {
    const target = this.history.takes[position];
    if (target) this.bringBack(broughtBack(withClipKept(this.history, this.ours), target));
  }

  /** Where it is to, the clip follows the rhythm in hand at once, but not more often than the undo history bears. */
  follow(): void {
    if (!this.options.isLive()) return;
    if (this.cancelWrite) {
      this.isWriteDue = true;
      return;
    }
    this.writeLive();
    this.cancelWrite = this.options.schedule(LIVE_WRITE_TIME_MS, () => {
      this.cancelWrite = undefined;
      if (!this.isWriteDue) return;
      this.isWriteDue = false;
      this.follow();
    });
  }

  /** Calls off what is due: the device is being deleted. */
  close(): void {
    this.cancelWrite?.();
  }

  private get history(): History {
    return this.options.kept.state.history;
  }

  private bringBack(moved: History): void {
    const { kept, panel, styles } = this.options;
    const written = writeCurrent({ history: moved, styles: styles(), ours: this.ours });
    const name = takeName(currentTake(moved)!);
    if (written) this.wrote({ ...written, sentence: written.sentence.replace(name, `${name} back`) });
    else {
      kept.keep({ history: moved });
      panel.say(`${name} in the grid; no clip of this track is selected`);
    }
  }

  private write(order: Order, takes: readonly Take[], entry: Entry): Written {
    const { history, ours } = this;
    return writeTakes(order, takes, { history, styles: this.options.styles(), ours, entry });
  }

  private wrote({ history, ours, sentence }: Written, ...more: readonly (string | undefined)[]): void {
    const { kept, panel } = this.options;
    this.ours = ours;
    // Before anything else is asked of Live: the notes that were replaced have to be kept.
    kept.keep({ history });
    selectClip(ours.clipId);
    panel.say([sentence, ...more].filter((part) => part !== undefined).join(' · '));
  }

  private writeLive(): void {
    const { kept, panel, styles } = this.options;
    try {
      const take = currentTake(this.history);
      if (!take) return;
      const played = withCurrent(this.history, playedTake(take, kept.state));
      const written = writeCurrent({ history: played, styles: styles(), ours: this.ours });
      if (!written) return;
      this.ours = written.ours;
      kept.keepSoon({ history: written.history });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      panel.say(error.message);
    }
  }
}
