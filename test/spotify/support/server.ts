import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  albumsOfArtist,
  analysisOf,
  artistsOfGenre,
  searchedTracks,
  tracksOfAlbum,
  tracksOfArtist,
  type Catalogue,
} from './catalogue';

/** How apps are treated: as those of before 27 November 2024, or as those in development mode since 2026. */
export type Regime = 'extended' | 'development';

/** What goes wrong with an answer. */
export type Fault =
  | { readonly status: number; readonly retryAfter?: string }
  | 'cut'
  | 'cut-in-body'
  | 'malformed'
  | 'other-form'
  | 'slow'
  | 'stalled';

export interface ServerOptions extends Catalogue {
  readonly regime: Regime;
  /** The fault of a request, by its path and how often that was asked for before, from 0. */
  readonly fault?: (path: string, before: number) => Fault | undefined;
  /** API requests that a token is good for. */
  readonly requestsPerToken?: number;
  readonly analysisAllowed?: boolean;
}

export interface StandIn {
  readonly url: string;
  /** Paths asked for, in order, with their queries. */
  readonly asked: string[];
  /** Those that were answered whole. */
  readonly answered: string[];
  readonly tokensGiven: () => number;
  readonly stop: () => Promise<void>;
}

export const CLIENT_ID = 'the-client-id-of-the-tests';
export const CLIENT_SECRET = 'a-secret-that-must-not-be-seen';

/**
 * A server on this machine that answers as Spotify's documentation says. Its errors quote the headers they answer, so
 * that a client that repeats them gives its credentials away.
 */
export async function startSpotify(options: ServerOptions): Promise<StandIn> {
  const asked: string[] = [];
  const answered: string[] = [];
  const times = new Map<string, number>();
  let tokens = 0;
  let requestsLeft = 0;

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://local');
    const path = url.pathname.replace(/^\/v1\//, '');
    const before = times.get(request.url ?? '') ?? 0;
    times.set(request.url ?? '', before + 1);
    asked.push(`${path}${url.search}`);
    const refuse = (status: number, message: string, headers: Record<string, string> = {}): void => {
      const error = { status, message: `${message} (${JSON.stringify(request.headers)})` };
      response.writeHead(status, headers).end(JSON.stringify({ error }));
    };
    const fault = options.fault?.(path, before);
    if (typeof fault === 'object') {
      const { status, retryAfter } = fault;
      refuse(status, 'injected', retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      return;
    }
    if (path === '/api/token') {
      if (!isOurApp(request)) {
        refuse(400, 'invalid_client');
        return;
      }
      requestsLeft = options.requestsPerToken ?? Infinity;
      response.end(
        JSON.stringify({ access_token: `token-${++tokens}`, token_type: 'Bearer', expires_in: 3600 }),
      );
      return;
    }
    if (request.headers.authorization !== `Bearer token-${tokens}` || requestsLeft-- <= 0) {
      refuse(401, 'The access token expired');
      return;
    }
    const answer = answerTo(path, url.searchParams, options);
    if ('status' in answer) {
      refuse(answer.status, answer.message);
      return;
    }
    send(response, answer.body, fault, () => answered.push(`${path}${url.search}`));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answered,
    tokensGiven: () => tokens,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** What the commands need to find the server. */
export function environmentOf({ url }: StandIn): Record<string, string> {
  return {
    SPOTIFY_CLIENT_ID: CLIENT_ID,
    SPOTIFY_CLIENT_SECRET: CLIENT_SECRET,
    SPOTIFY_ACCOUNTS_URL: url,
    SPOTIFY_API_URL: `${url}/v1`,
  };
}

type AnswerOrError = { readonly body: string } | { readonly status: number; readonly message: string };

function answerTo(path: string, query: URLSearchParams, options: ServerOptions): AnswerOrError {
  const { regime } = options;
  const [kind, id = '', part] = path.split('/');
  switch (`${kind} ${part ?? ''}`.trim()) {
    case 'search': {
      const words = query.get('q') ?? '';
      const isArtists = query.get('type') === 'artist';
      const genre = /genre:"(.*)"/.exec(words)?.[1] ?? '';
      const items = isArtists
        ? artistsOfGenre(options, genre).map((artist) =>
            regime === 'extended' ? { ...artist, genres: [genre] } : artist,
          )
        : searchedTracks(options, words);
      return paged(items, query, {
        most: regime === 'extended' ? 50 : 10,
        within: isArtists ? 'artists' : 'tracks',
      });
    }
    case 'artists albums':
      return paged(albumsOfArtist(options, id), query, { most: regime === 'extended' ? 50 : 10 });
    case 'albums tracks':
      return paged(tracksOfAlbum(options, id), query, { most: 50 });
    case 'artists top-tracks':
      if (regime === 'development') return { status: 403, message: 'Forbidden' };
      return { body: JSON.stringify({ tracks: tracksOfArtist(options, id).slice(0, 10) }) };
    case 'audio-analysis':
      if (options.analysisAllowed === false) return { status: 403, message: 'Forbidden' };
      return { body: analysisOf(id) };
    default:
      return { status: 404, message: 'Not found' };
  }
}

function paged(
  items: readonly unknown[],
  query: URLSearchParams,
  { most, within }: { readonly most: number; readonly within?: string },
): AnswerOrError {
  const limit = Number(query.get('limit') ?? 5);
  const offset = Number(query.get('offset') ?? 0);
  if (limit > most || limit < 1) return { status: 400, message: 'Invalid limit' };
  if (offset + limit > 1000) return { status: 400, message: 'Invalid offset' };
  const end = offset + limit;
  const next = end < items.length ? `https://elsewhere.example/?offset=${end}` : null;
  const page = { items: items.slice(offset, end), limit, offset, next, total: items.length };
  return { body: JSON.stringify(within === undefined ? page : { [within]: page }) };
}

function isOurApp(request: IncomingMessage): boolean {
  const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
  return request.method === 'POST' && request.headers.authorization === `Basic ${basic}`;
}

function send(response: ServerResponse, body: string, fault: Fault | undefined, onWhole: () => void): void {
  const half = Math.floor(body.length / 2);
  switch (fault) {
    case 'cut':
      response.destroy();
      return;
    case 'cut-in-body':
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.slice(0, half), () => response.destroy());
      return;
    case 'malformed':
      response.end(body.slice(0, half));
      return;
    case 'other-form':
      response.end('{"surprise":true}');
      return;
    case 'stalled':
      response.write(body.slice(0, half));
      return;
    case 'slow': {
      const pieces = body.match(/[\s\S]{1,80}/g) ?? [];
      const dribble = (): void => {
        const piece = pieces.shift();
        if (piece === undefined) response.end(onWhole);
        else response.write(piece, () => setTimeout(dribble, 10));
      };
      dribble();
      return;
    }
    case undefined:
    default:
      response.end(body, onWhole);
  }
}
