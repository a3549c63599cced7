// The one request that waits for an answer, as a state machine: each event gives the next state and what is
// to be done. Used by generation.ts alone, which sends, keeps the timer and speaks. Pure: knows neither Max
// nor time.

import type { Take, TakeOrigin } from '../../state/history';
import type { WriteTarget } from '../clips/write-takes';
import type { StartingRhythms } from '../../protocol/payloads';
import type { Settings } from '../../controls/settings';

/** Longest wait for an answer; one rhythm takes some 30 ms, sixteen half a second. */
export const ANSWER_TIME_MS = 5000;

/** The same for a morph: the first one inverts four corners, each up to eight bars long. */
export const MORPH_ANSWER_TIME_MS = 20_000;

export function answerTimeoutMs({ origin }: Pick<Job, 'origin'>): number {
  return origin === 'morphed' ? MORPH_ANSWER_TIME_MS : ANSWER_TIME_MS;
}

/** Attempts in all, when the process ends before it answers. */
const MAX_SENDS = 2;

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
  /** A take of the user's own notes, into which only these voices of the answer go. */
  readonly among?: { readonly take: Take; readonly voices: readonly number[] };
}

export interface Request extends Job {
  readonly id: number;
}

/** What is pending: nothing without a `request`. */
export interface PendingRequest {
  /** Of the newest request; an answer to an older one is stale. */
  readonly lastId: number;
  readonly request?: Request;
  /** How many processes have been sent it. */
  readonly sends: number;
  /** Whether the running process has it, and so whether its time to answer runs. */
  readonly isSent: boolean;
}

export const NOTHING_PENDING: PendingRequest = { lastId: 0, sends: 0, isSent: false };

export type RequestEvent =
  /** A newer request replaces the pending one. */
  | { readonly type: 'asked'; readonly job: Job }
  /** An answer or a failure came in. */
  | { readonly type: 'answered'; readonly id: number | undefined }
  | { readonly type: 'modelReady' | 'timedOut' | 'processEnded' | 'closed' };

export type RequestAction =
  | { readonly type: 'none' }
  | { readonly type: 'send' | 'finish'; readonly request: Request }
  /** No answer came in time, or the process ended on every attempt. */
  | { readonly type: 'giveUp'; readonly request: Request; readonly why: LossReason };

export type LossReason = 'no_answer' | 'stopped';

export interface RequestStep {
  readonly pending: PendingRequest;
  readonly action: RequestAction;
}

const NO_ACTION = { type: 'none' } as const;

/** The next state and what to do now. An event that means nothing in a state, such as a stale answer, changes nothing. */
export function afterEvent(pending: PendingRequest, event: RequestEvent): RequestStep {
  const { lastId, request, sends, isSent } = pending;
  const unchanged = { pending, action: NO_ACTION };
  const nothing = { ...NOTHING_PENDING, lastId };
  if (event.type === 'asked') {
    const id = lastId + 1;
    return {
      pending: { ...NOTHING_PENDING, lastId: id, request: { ...event.job, id } },
      action: NO_ACTION,
    };
  }
  if (!request) return unchanged;
  switch (event.type) {
    case 'modelReady':
      if (isSent) return unchanged;
      return { pending: { ...pending, sends: sends + 1, isSent: true }, action: { type: 'send', request } };
    case 'answered':
      if (event.id !== request.id || sends === 0) return unchanged;
      return { pending: nothing, action: { type: 'finish', request } };
    case 'timedOut':
      return { pending: nothing, action: { type: 'giveUp', request, why: 'no_answer' } };
    case 'processEnded':
      if (!isSent) return unchanged;
      if (sends < MAX_SENDS) return { pending: { ...pending, isSent: false }, action: NO_ACTION };
      return { pending: nothing, action: { type: 'giveUp', request, why: 'stopped' } };
    case 'closed':
      return { pending: nothing, action: NO_ACTION };
  }
}
