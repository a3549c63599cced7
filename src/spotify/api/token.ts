// Gets the app's token (client credentials flow) and renews it before it runs out. Used by client.ts.

import { z } from 'zod';
import { fetchWhole, type ReadingLimits } from './body';
import type { Credentials, SpotifyAddresses } from './credentials';
import { jsonOf } from './json';
import { retryAfterSeconds } from './retry';
import { SpotifyError } from './spotify-error';

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().gt(0) });

/** Renewed this long before it runs out, so that no request meets the end. */
const MARGIN_SECONDS = 60;

export class Token {
  private held: { readonly value: string; readonly untilMs: number } | undefined;

  constructor(
    private readonly addresses: SpotifyAddresses,
    private readonly credentials: Credentials,
    private readonly limits: ReadingLimits,
  ) {}

  /** @throws SpotifyError when Spotify gives none */
  async value(signal?: AbortSignal): Promise<string> {
    if (this.held && Date.now() < this.held.untilMs) return this.held.value;
    const grant = await this.ask(signal);
    const seconds = Math.max(1, grant.expires_in - MARGIN_SECONDS);
    this.held = { value: grant.access_token, untilMs: Date.now() + 1000 * seconds };
    return this.held.value;
  }

  /** Drops a token that was refused. */
  forget(): void {
    this.held = undefined;
  }

  private async ask(signal: AbortSignal | undefined): Promise<z.output<typeof grantSchema>> {
    const { clientId, clientSecret } = this.credentials;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const request = {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    };
    const url = `${this.addresses.accountsUrl}/api/token`;
    const { status, headers, text } = await fetchWhole(url, request, this.limits, signal);
    if (status === 200) return jsonOf(text, grantSchema);
    if (status === 429) {
      throw new SpotifyError(
        'rate-limited',
        'Spotify asks for a pause before it issues a token (429).',
        retryAfterSeconds(headers.get('retry-after')),
      );
    }
    if (status >= 500) {
      throw new SpotifyError('server-error', `Spotify gives no token for now (${status}).`);
    }
    throw new SpotifyError(
      'refused-credentials',
      `Spotify does not accept SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET (${status}); compare them with your app's page on the Spotify dashboard.`,
    );
  }
}
