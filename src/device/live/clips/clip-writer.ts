// Decides when clips are written: new rhythms, takes brought back, and live changes from the grid. Saves the
// history and reports in the status line; write-takes.ts does the writing. Used by buttons.ts, paste-text.ts,
// gestures.ts, Generation and CurrentRhythm.

import {
  broughtBack,
  currentTake,
  movedTo,
  takeName,
  withCurrent,
  type History,
  type Take,
} from '../../state/history';
import { describeKit } from '../../notes/drum-rack-kit';
import { selectClip } from '../lom/clip';
import type { Schedule } from '../host/node-link';
import { NO_ID } from '../lom/object';
import type { Panel } from '../host/panel';
import type { KeptState } from './kept-state';
import { ClipCopies } from './clip-copies';
import { tempoMisfits } from './misfits';
import {
  backRemark,
  keptRemark,
  kitNow,
  currentTarget,
  withClipKept,
  writeCurrent,
  writeTakes,
  type HistoryEffect,
  type WriteTarget,
  type LastWritten,
  type Written,
} from './write-takes';
import { asWritten, kitInUse, playedTake, type PlayingNow } from '../../state/played-take';
import { Refusal } from '../../protocol/refusal';

export interface ClipWriterOptions {
  readonly kept: KeptState;
  readonly schedule: Schedule;
  /** Whether Live update is on: the clip follows what is drawn, muted and morphed. */
  readonly isLive: () => boolean;
  /** Whether Keep Copy is on: a clip is copied before its first change. */
  readonly isCopying: () => boolean;
  readonly styles: () => readonly string[];
  readonly panel: Pick<Panel, 'say'>;
}

/** What is known of new takes beside themselves. */
export interface Delivery {
  /** For the end of the status line. */
  readonly remark?: string | undefined;
  /** At which their style is played. */
  readonly tempoBpm?: number;
}

/** Least time between two automatic writes of a clip: each is a step in Live's undo history. */
const LIVE_WRITE_TIME_MS = 250;

export class ClipWriter {
  private readonly copies: ClipCopies;
  private lastWritten: LastWritten = { clipId: NO_ID, notes: [] };
  private cancelWrite: (() => void) | undefined;
  private isWriteDue = false;

  constructor(private readonly options: ClipWriterOptions) {
    this.copies = new ClipCopies(options.isCopying);
  }

  /** Where a change of the current rhythm goes: the selected or last written clip, or undefined for the grid only. */
  get currentTarget(): WriteTarget | undefined {
    return currentTarget(this.lastWritten);
  }

  /**
   * Reads the kit, says what does not fit the Set, writes new takes for the kit and adds them to the history.
   * @param takesIn the takes, laid out for the kit and voices as they are now
   * @throws Refusal when Live stands in the way
   */
  deliver(
    writeTarget: WriteTarget,
    takesIn: (playing: PlayingNow) => readonly Take[],
    { remark, tempoBpm }: Delivery = {},
  ): void {
    const { kept, panel } = this.options;
    kept.change({ kit: kitNow() });
    const takes = takesIn(kept.playing);
    const misfits = [...writeTarget.misfits, ...tempoMisfits(takes[0]!.style, tempoBpm)];
    if (misfits.length > 0) panel.say(misfits.join(' · '));
    const written = this.write({ ...writeTarget, misfits }, takes, 'added');
    this.wrote(written, describeKit(kitInUse(kept.state)), remark);
  }

  /** Writes the current rhythm. @throws Refusal when there is none or Live stands in the way */
  writeAgain(writeTarget: WriteTarget): void {
    const { kept } = this.options;
    const take = currentTake(kept.state.history);
    if (!take) throw new Refusal('no_rhythm', 'There is no rhythm yet. Press Generate, or draw one.');
    kept.change({ kit: kitNow() });
    const played = playedTake(take, kept.playing);
    this.wrote(this.write(writeTarget, [played], 'current'), describeKit(kitInUse(kept.state)));
  }

  /** Previous (−1) or Next (1). @throws Refusal at either end, or when Live stands in the way */
  step(by: -1 | 1): void {
    const history = withClipKept(this.history, this.lastWritten);
    const moved = movedTo(history, history.position + by);
    if (!moved) {
      throw new Refusal(
        'no_history',
        by < 0 ? 'There is no earlier rhythm.' : 'There is no later rhythm. Press Generate for a new one.',
      );
    }
    this.bringBack(moved, keptRemark(this.history, history));
  }

  /** Brings back the take at a position; ignored if there is none. @throws Refusal when Live stands in the way */
  jump(position: number): void {
    const target = this.history.takes[position];
    if (!target) return;
    const history = withClipKept(this.history, this.lastWritten);
    this.bringBack(broughtBack(history, target), keptRemark(this.history, history));
  }

  /** With Live update on, rewrites the clip with the current rhythm, at most every LIVE_WRITE_TIME_MS. */
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

  /**
   * The history with what the clip that follows holds now, if the user has changed it since, or if there is nothing in
   * the grid yet: a stroke among notes of the user's own must touch nothing else in the clip.
   */
  withClipFollowed(): History {
    const { history, lastWritten } = this;
    const isRhythm = currentTake(history)?.rhythm !== undefined;
    if (!this.options.isLive() || isRhythm) return history;
    try {
      const clipId = this.currentTarget?.clipId;
      // Another clip than the notes were written into takes what is in the grid, as ever.
      const isOther = lastWritten.clipId !== NO_ID && clipId !== lastWritten.clipId;
      const kept = isOther && currentTake(history) ? history : withClipKept(history, lastWritten);
      return currentTake(kept)?.notes.length === 0 ? history : kept;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return history; // whoever writes says why
    }
  }

  close(): void {
    this.cancelWrite?.();
  }

  private get history(): History {
    return this.options.kept.state.history;
  }

  private bringBack(target: History, keptRemark: string | undefined): void {
    const { kept, panel, styles } = this.options;
    const take = asWritten(currentTake(target)!);
    const moved = withCurrent(target, take);
    const { lastWritten, copies } = this;
    const { playing } = kept;
    const written = writeCurrent({ history: moved, styles: styles(), lastWritten, playing, copies });
    const name = takeName(take);
    if (written) {
      const sentence = written.sentence.replace(name, `${name} back`);
      this.wrote({ ...written, sentence }, written.remark ? undefined : keptRemark, backRemark(take));
    } else {
      kept.keep({ history: moved });
      panel.say(`${name} is in the grid; no clip on this track is selected`);
    }
  }

  private write(writeTarget: WriteTarget, takes: readonly Take[], historyEffect: HistoryEffect): Written {
    const { history, lastWritten } = this;
    const { styles, kept } = this.options;
    return writeTakes(writeTarget, takes, {
      history,
      styles: styles(),
      playing: kept.playing,
      copies: this.copies,
      lastWritten,
      historyEffect,
    });
  }

  private wrote(
    { history, lastWritten, sentence, remark }: Written,
    ...more: readonly (string | undefined)[]
  ): void {
    const { kept, panel } = this.options;
    this.lastWritten = lastWritten;
    // Before any other call to Live: the replaced notes must be in the history even if that call fails.
    kept.keep({ history });
    selectClip(lastWritten.clipId);
    panel.say([sentence, remark, ...more].filter((part) => part !== undefined).join(' · '));
  }

  private writeLive(): void {
    const { kept, panel, styles } = this.options;
    try {
      const take = currentTake(this.history);
      if (!take) return;
      const { playing } = kept;
      const played = withCurrent(this.history, playedTake(take, playing));
      const { lastWritten, copies } = this;
      const written = writeCurrent({ history: played, styles: styles(), lastWritten, playing, copies });
      if (!written) return;
      this.lastWritten = written.lastWritten;
      kept.keepSoon({ history: written.history });
      if (written.remark !== undefined) panel.say(`${written.sentence} · ${written.remark}`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      panel.say(error.message);
    }
  }
}
