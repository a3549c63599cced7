// The app's credentials and Spotify's addresses, from environment variables. Called by scripts/spotify.
// Credentials live in memory alone: nothing writes, prints or quotes them.

import { SpotifyError } from './spotify-error';

export interface SpotifyAddresses {
  readonly accountsUrl: string;
  readonly apiUrl: string;
}

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** @throws SpotifyError that names the missing variable */
export function credentialsFrom(env: NodeJS.ProcessEnv): Credentials {
  const read = (name: string): string => {
    const value = env[name]?.trim() ?? '';
    if (value !== '') return value;
    throw new SpotifyError(
      'refused-credentials',
      `${name} is not set: create an app at https://developer.spotify.com/dashboard and set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET to the values shown there.`,
    );
  };
  return { clientId: read('SPOTIFY_CLIENT_ID'), clientSecret: read('SPOTIFY_CLIENT_SECRET') };
}

/**
 * Spotify's addresses, or those of the environment's `SPOTIFY_ACCOUNTS_URL` and `SPOTIFY_API_URL`.
 * @throws SpotifyError for an address that would carry the credentials unencrypted over a network
 */
export function addressesFrom(env: NodeJS.ProcessEnv): SpotifyAddresses {
  const read = (name: string, usual: string): string => {
    const text = env[name] ?? usual;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
    if (isSafe) return text.replace(/\/+$/, '');
    throw new SpotifyError(
      'bad-request',
      `${name} must be an https address, or an http address on this machine, so that credentials are never sent unencrypted.`,
    );
  };
  return {
    accountsUrl: read('SPOTIFY_ACCOUNTS_URL', 'https://accounts.spotify.com'),
    apiUrl: read('SPOTIFY_API_URL', 'https://api.spotify.com/v1'),
  };
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
