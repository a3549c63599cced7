// Holds the state in memory and decides when the Set saves it: at once, or only after it has rested, because
// a morph changes it several times a second. Used by ClipWriter and CurrentRhythm, and made in parts.ts.

import type { Schedule } from '../host/node-link';
import type { PlayingNow } from '../../state/played-take';
import { EMPTY_STATE, type State } from '../../state/state';

export interface KeptStateOptions {
  readonly schedule: Schedule;
  readonly save: (state: State) => void;
  readonly show: () => void;
  /** The control Choke Hats, which Live keeps itself. */
  readonly chokesHats: () => boolean;
}

/** How long the state must be unchanged before {@link KeptState.keepSoon} saves it. */
const REST_TIME_MS = 500;

export class KeptState {
  private current: State = EMPTY_STATE;
  private cancelKeep: (() => void) | undefined;

  constructor(private readonly options: KeptStateOptions) {}

  get state(): State {
    return this.current;
  }

  /** How rhythms are played now. */
  get playing(): PlayingNow {
    const { kit, voices } = this.current;
    return { kit, voices, chokesHats: this.options.chokesHats() };
  }

  /** Changes the state in memory only; the next save includes it. */
  change(change: Partial<State>): void {
    this.current = { ...this.current, ...change };
  }

  /** Takes over a state of the Set or a preset: what was to be saved soon belongs to the one before. */
  replace(state: State): void {
    this.cancelKeep?.();
    this.cancelKeep = undefined;
    this.current = state;
  }

  /** Changes, saves and shows the state. */
  keep(change: Partial<State> = {}): void {
    this.change(change);
    this.cancelKeep?.();
    this.cancelKeep = undefined;
    this.options.save(this.current);
    this.show();
  }

  /** Changes and shows the state, and saves it once it rests. */
  keepSoon(change: Partial<State>): void {
    this.change(change);
    this.show();
    this.cancelKeep?.();
    this.cancelKeep = this.options.schedule(REST_TIME_MS, () => {
      this.keep();
    });
  }

  show(): void {
    this.options.show();
  }

  close(): void {
    this.cancelKeep?.();
  }
}
