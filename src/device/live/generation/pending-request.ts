// The one request that waits for an answer: its timer, its resend after a crash, and which answers are stale.
// Used by generation.ts. Sends nothing itself: sending and timers are callbacks.

import type { TakeOrigin } from '../../state/history';
import type { Schedule } from '../host/node-link';
import type { WriteTarget } from '../clips/write-takes';
import type { StartingRhythms } from '../../protocol/payloads';
import type { Settings } from '../../controls/settings';

/** Longest wait for an answer; one rhythm takes some 30 ms, sixteen half a second. */
export const ANSWER_TIME_MS = 5000;

/** The same for a morph: the first one inverts four corners, each up to eight bars long. */
export const MORPH_ANSWER_TIME_MS = 20_000;

export function patienceMs({ origin }: Pick<Job, 'origin'>): number {
  return origin === 'morphed' ? MORPH_ANSWER_TIME_MS : ANSWER_TIME_MS;
}

/** Attempts in all, when the process ends before it answers. */
const MOST_SENDS = 2;

/** What is asked for, with the controls as they were at that moment. */
export interface Job {
  /** Undefined for a rhythm that goes into the grid only. */
  readonly writeTarget: WriteTarget | undefined;
  readonly settings: Settings;
  readonly startingRhythms: StartingRhythms;
  readonly origin: Extract<TakeOrigin, 'generated' | 'morphed'>;
  readonly count: number;
  /** Only this one of the variations, counted from 0. */
  readonly only?: number;
  /** Overrides the bars of the settings. */
  readonly bars?: number;
}

export interface Request extends Job {
  readonly id: number;
}

export interface RequestDeskOptions {
  readonly schedule: Schedule;
  readonly send: (request: Request) => void;
  /** No answer came in time, or the process ended on every attempt; the request is forgotten. */
  readonly onLost: (why: 'no_answer' | 'stopped', request: Request) => void;
}

/** Holds at most one request; a newer one replaces it, and the older answer is stale. */
export class RequestDesk {
  private waiting: Request | undefined;
  private sends = 0;
  private lastId = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly options: RequestDeskOptions) {}

  get isWaiting(): boolean {
    return this.waiting !== undefined;
  }

  /** Takes a new request; the next {@link flush} sends it. */
  put(job: Job): void {
    this.forget();
    this.lastId++;
    this.waiting = { ...job, id: this.lastId };
  }

  /** Sends the request unless that is already done. Call only when the model is ready. */
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

  /** Ends the wait and returns the request; undefined for a stale answer. */
  settle(id: number | undefined): Request | undefined {
    const request = this.waiting;
    if (!request || request.id !== id) return undefined;
    this.forget();
    return request;
  }

  /** The process ended: a sent request may be flushed once more, then it is lost. */
  interrupted(): void {
    const request = this.waiting;
    if (!request || !this.cancelTimer) return;
    this.cancelTimer();
    this.cancelTimer = undefined;
    if (this.sends < MOST_SENDS) return;
    this.forget();
    this.options.onLost('stopped', request);
  }

  forget(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.waiting = undefined;
    this.sends = 0;
  }
}
