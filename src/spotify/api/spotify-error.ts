/** What went wrong with a request, for those who decide whether to go on. */
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

/** A request that Spotify did not answer as asked; the message is a sentence for the user, without credentials. */
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
