// The error of every request to Spotify: a code that decides whether a pull goes on, and a sentence for the
// user. Thrown in api/ and pull/. The sentence never holds credentials.

export type SpotifyErrorCode =
  | 'refused-credentials'
  | 'endpoint-restricted'
  | 'rate-limited'
  | 'invalid-limit'
  | 'bad-request'
  | 'forbidden'
  | 'not-found'
  | 'unexpected-status'
  | 'server-error'
  | 'network'
  | 'malformed'
  | 'too-large';

export class SpotifyError extends Error {
  override readonly name = 'SpotifyError';

  constructor(
    readonly code: SpotifyErrorCode,
    message: string,
    /** For `rate-limited`: what the server asks to wait, where it says. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
