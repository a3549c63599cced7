// Repeats a request whose fault may pass: after the pause that Spotify asks for, or after a wait that
// doubles. Used by client.ts and token.ts; scripts/spotify sets the longest pause.

import { setTimeout as sleep } from 'node:timers/promises';
import { SpotifyError, type SpotifyErrorCode } from './spotify-error';

export interface RetryRules {
  /** Requests before one thing counts as failed. */
  readonly attempts: number;
  /** The wait doubles from the first to the longest. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** A server that asks for a longer pause than this ends the pull. */
  readonly patienceSeconds: number;
}

export const USUAL_RETRIES: RetryRules = {
  attempts: 6,
  firstWaitMs: 1000,
  longestWaitMs: 30_000,
  patienceSeconds: 60,
};

/** Faults that may be gone the next time; 400, 403 and 404 never are. */
const PASSING: ReadonlySet<SpotifyErrorCode> = new Set([
  'rate-limited',
  'server-error',
  'network',
  'malformed',
]);

export interface RetryOptions {
  readonly rules: RetryRules;
  readonly signal: AbortSignal | undefined;
  /** Told before each wait, so that no pause is silent. */
  readonly onWait: (reason: string, seconds: number) => void;
}

/**
 * @throws SpotifyError of the last attempt, or `rate-limited` at once when the pause asked for is beyond
 * patience
 */
export async function retrying<Result>(
  work: () => Promise<Result>,
  { rules, signal, onWait }: RetryOptions,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SpotifyError) || !PASSING.has(error.code)) throw error;
      const asked = error.retryAfterSeconds;
      if (asked !== undefined && asked > rules.patienceSeconds) throw beyondPatience(asked, rules);
      if (attempt === rules.attempts) throw error;
      const backoffMs = Math.min(rules.longestWaitMs, rules.firstWaitMs * 2 ** (attempt - 1));
      const waitMs = asked === undefined ? backoffMs : asked * 1000;
      onWait(error.message, waitMs / 1000);
      await sleep(waitMs, undefined, signal ? { signal } : {});
    }
  }
}

/** What `Retry-After` asks for, in seconds: it holds a number of them or a date (RFC 9110, 10.2.3). */
export function retryAfterSeconds(header: string | null, now = Date.now()): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

/** A span of time in the two largest units: "6 h 40 min". */
export function spanWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function beyondPatience(asked: number, { patienceSeconds }: RetryRules): SpotifyError {
  return new SpotifyError(
    'rate-limited',
    `Spotify asks for a pause of ${spanWords(asked)}, longer than the ${spanWords(patienceSeconds)} allowed by --patience; ` +
      'everything fetched so far is kept, so run the same command again after that.',
    asked,
  );
}
