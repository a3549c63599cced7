import type { TakeOrigin } from '../../state/history';
import type { Schedule } from '../host/node-link';
import type { Order } from '../clips/write-takes';
import type { Material } from '../../protocol/messages';
import type { Settings } from '../../controls/settings';

/** Longest wait for an answer; one rhythm takes some 30 ms, sixteen half a second. */
export const ANSWER_TIME_MS = 5000;

/** The same for a morph: the first one reads four corners, each up to eight bars long. */
export const MORPH_ANSWER_TIME_MS = 20_000;

/** How long an answer to a job is waited for. */
export function patienceMs({ origin }: Pick<Job, 'origin'>): number {
  return origin === 'morphed' ? MORPH_ANSWER_TIME_MS : ANSWER_TIME_MS;
}

/** How often a request is sent in all when the process ends before it answers. */
const MOST_SENDS = 2;

/** What is asked for: where the rhythm goes, the controls as they stood, and what it starts from. */
export interface Job {
  /** Undefined for a rhythm that is to stand in the grid alone. */
  readonly order: Order | undefined;
  readonly settings: Settings;
  readonly material: Material;
  readonly origin: Extract<TakeOrigin, 'generated' | 'morphed'>;
  /** How many related rhythms. */
  readonly count: number;
  /** Only this one of the variations, counted from 0. */
  readonly only?: number;
  /** In place of the bars of the settings. */
  readonly bars?: number;
}

/** A job that has no answer yet. */
export interface Request extends Job {
  readonly id: number;
}

export interface RequestDeskOptions {
  readonly schedule: Schedule;
  readonly send: (request: Request) => void;
  /** No answer came in time, or the process ended on every attempt; the request is forgotten. */
  readonly onLost: (why: 'no_answer' | 'stopped', request: Request) => void;
}

/** Keeps the one request that waits for an answer; a newer one takes its place, and the older answer is stale. */
export class RequestDesk {
  private waiting: Request | undefined;
  private sends = 0;
  private lastId = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly options: RequestDeskOptions) {}

  get isWaiting(): boolean {
    return this.waiting !== undefined;
  }

  /** Takes a new request; it leaves with the next {@link flush}. */
  put(job: Job): void {
    this.forget();
    this.lastId++;
    this.waiting = { ...job, id: this.lastId };
  }

  /** Sends the request unless it is under way. Call when the model takes requests. */
  flush(): void {
    const request = this.waiting;
    if (!request || this.cancelTimer) return;
    this.sends++;
    this.cancelTimer = this.options.schedule(patienceMs(request), () => {
      this.forget();
      this.options.onLost('no_answer', request);
    });
    this.options.send(request);
  }

  /** The request that an answer is for, now settled; undefined for a stale answer. */
  settle(id: number | undefined): Request | undefined {
    const request = this.waiting;
    if (!request || request.id !== id) return undefined;
    this.forget();
    return request;
  }

  /** The process ended: what was under way is sent again to the next one, but not for ever. */
  interrupted(): void {
    const request = this.waiting;
    if (!request || !this.cancelTimer) return;
    this.cancelTimer();
    this.cancelTimer = undefined;
    if (this.sends < MOST_SENDS) return;
    this.forget();
    this.options.onLost('stopped', request);
  }

  /** Lets go of the request and its timer. */
  forget(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.waiting = undefined;
    this.sends = 0;
  }
}
