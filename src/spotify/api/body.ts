// Sends one request and reads its whole answer, within limits of time and size.
// Called by client.ts and token.ts.

import { SpotifyError } from './spotify-error';

export interface ReadingLimits {
  /** A server that sends nothing for this long is given up. */
  readonly stallMs: number;
  readonly maxBytes: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * A slow body may take its time as long as it moves.
 * @throws SpotifyError `network` or `too-large`; the signal's reason when that ends it
 */
export async function fetchWhole(
  url: string,
  request: RequestInit,
  { stallMs, maxBytes }: ReadingLimits,
  signal?: AbortSignal,
): Promise<Answer> {
  const stall = new AbortController();
  const timer = setTimeout(() => {
    stall.abort(new Error(`nothing came for ${stallMs / 1000} s`));
  }, stallMs);
  const signals = signal ? [stall.signal, signal] : [stall.signal];
  try {
    const response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.any(signals) });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      timer.refresh();
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new SpotifyError('too-large', `The answer is larger than ${maxBytes} bytes.`);
      chunks.push(chunk);
    }
    return {
      status: response.status,
      headers: response.headers,
      text: Buffer.concat(chunks).toString('utf8'),
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SpotifyError) throw error;
    throw new SpotifyError('network', `Spotify could not be reached: ${reasonOfFetch(error)}.`);
  } finally {
    clearTimeout(timer);
  }
}

/** fetch hides the reason, such as ECONNRESET, in the cause of its own error. */
export function reasonOfFetch(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOfFetch(error.cause) : error.message;
}
