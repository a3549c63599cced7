import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spotifyClient, type ClientOptions, type SpotifyClient } from '../../../src/spotify/api/client';
import { addressesFrom, credentialsFrom } from '../../../src/spotify/api/credentials';
import { environmentOf, startSpotify, type ServerOptions, type StandIn } from './server';

/** A stand-in that is gone after the test. */
export async function withSpotify<Result>(
  options: Partial<ServerOptions>,
  use: (server: StandIn) => Promise<Result>,
): Promise<Result> {
  const server = await startSpotify({
    regime: 'extended',
    artistsPerGenre: 7,
    tracksPerArtist: 8,
    ...options,
  });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** A client that is too hasty for a real server. */
export function hastyClient(server: StandIn, options: Partial<ClientOptions> = {}): SpotifyClient {
  const env = environmentOf(server);
  return spotifyClient({
    addresses: addressesFrom(env),
    credentials: credentialsFrom(env),
    retries: { attempts: 4, firstWaitMs: 1, longestWaitMs: 4, patienceSeconds: 2 },
    limits: { stallMs: 20_000, maxBytes: 100_000 },
    ...options,
  });
}

/** All files under a folder with their contents, by path. */
export function contentsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.flatMap((name) =>
      statSync(join(folder, name)).isFile() ? [[name, readFileSync(join(folder, name), 'utf8')]] : [],
    ),
  );
}

export function linesIn(file: string): Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
