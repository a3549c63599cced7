import type { Schedule } from '../host/node-link';
import { EMPTY_STATE, type State } from '../../state/state';

export interface KeptStateOptions {
  readonly schedule: Schedule;
  /** Keeps the state with the Set. */
  readonly save: (state: State) => void;
  /** Something that is seen has changed. */
  readonly show: () => void;
}

/** How long a state that moves, as a morph does, has to rest before the Set keeps it. */
const REST_TIME_MS = 500;

/** The state as it stands, and when the Set keeps it. */
export class KeptState {
  private current: State = EMPTY_STATE;
  private cancelKeep: (() => void) | undefined;

  constructor(private readonly options: KeptStateOptions) {}

  get state(): State {
    return this.current;
  }

  /** Changes the state in memory alone; the Set has it with what is kept next. */
  change(change: Partial<State>): void {
    this.current = { ...this.current, ...change };
  }

  /** Changes the state, and keeps and shows it. */
  keep(change: Partial<State> = {}): void {
    this.change(change);
    this.cancelKeep?.();
    this.cancelKeep = undefined;
    this.options.save(this.current);
    this.show();
  }

  /** Changes and shows the state; the Set keeps it when it rests. */
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

  /** Calls off what is due: the device is being deleted. */
  close(): void {
    this.cancelKeep?.();
  }
}
