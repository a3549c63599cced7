// Asks Spotify's Web API: adds the token, retries what may pass, and turns what fails into a SpotifyError.
// Made by scripts/spotify, used by pull/ and paging.ts.

import { fetchWhole, type Answer, type ReadingLimits } from './body';
import type { Credentials, SpotifyAddresses } from './credentials';
import { retryAfterSeconds, retrying, USUAL_RETRIES, type RetryRules } from './retry';
import { SpotifyError } from './spotify-error';
import { Token } from './token';

export interface ClientOptions {
  readonly addresses: SpotifyAddresses;
  readonly credentials: Credentials;
  readonly retries?: RetryRules;
  readonly limits?: ReadingLimits;
  readonly signal?: AbortSignal;
  readonly onWait?: (reason: string, seconds: number) => void;
}

export interface SpotifyClient {
  /**
   * The answer to a GET as `read` understands it. Failures that may pass are retried, an answer that `read`
   * finds malformed included; an expired token is renewed once.
   * @throws SpotifyError
   */
  get<Result>(
    path: string,
    query: Readonly<Record<string, string | number>>,
    read: (text: string) => Result,
  ): Promise<Result>;
}

/** An analysis document of three minutes has 0.6 MB; nothing that is wanted is near this. */
export const MAX_ANSWER_BYTES = 64_000_000;
const USUAL_LIMITS: ReadingLimits = { stallMs: 30_000, maxBytes: MAX_ANSWER_BYTES };

export function spotifyClient({
  addresses,
  credentials,
  retries = USUAL_RETRIES,
  limits = USUAL_LIMITS,
  signal,
  onWait = () => undefined,
}: ClientOptions): SpotifyClient {
  const token = new Token(addresses, credentials, limits);

  async function ask(url: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${await token.value(signal)}`, accept: 'application/json' };
    return fetchWhole(url, { headers }, limits, signal);
  }

  return {
    get: (path, query, read) => {
      const parameters = new URLSearchParams(
        Object.entries(query).map(([name, value]) => [name, String(value)]),
      );
      const url = `${addresses.apiUrl}/${path}${parameters.size > 0 ? `?${parameters.toString()}` : ''}`;
      let isRenewed = false;
      return retrying(
        async () => {
          let answer = await ask(url);
          if (answer.status === 401 && !isRenewed) {
            isRenewed = true;
            token.forget();
            answer = await ask(url);
          }
          refuseFailure(answer, path);
          return read(answer.text);
        },
        { rules: retries, signal, onWait },
      );
    },
  };
}

/** The text of an answer is judged, never quoted: it may hold what was sent to the server. */
function refuseFailure({ status, headers, text }: Answer, path: string): void {
  switch (status) {
    case 200:
      return;
    case 400:
      throw /invalid limit/i.test(text)
        ? new SpotifyError('invalid-limit', 'Spotify does not give pages of that size.')
        : new SpotifyError('bad-request', `Spotify does not understand the request for ${path} (400).`);
    case 401:
      throw new SpotifyError(
        'refused-credentials',
        'Spotify rejected a token that it had issued itself (401); try again later.',
      );
    case 403:
      throw new SpotifyError('forbidden', `Spotify does not give this app access to ${path} (403).`);
    case 404:
      throw new SpotifyError('not-found', `Spotify has no ${path} (404).`);
    case 429:
      throw new SpotifyError(
        'rate-limited',
        'Spotify asks for a pause (429).',
        retryAfterSeconds(headers.get('retry-after')),
      );
    case 500:
    case 502:
    case 503:
    case 504:
      throw new SpotifyError('server-error', `Spotify has trouble of its own (${status}).`);
    default:
      throw new SpotifyError('unexpected-status', `Spotify answers ${status} to the request for ${path}.`);
  }
}
