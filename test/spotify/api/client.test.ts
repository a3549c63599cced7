import assert from 'node:assert/strict';
import { addressesFrom, credentialsFrom } from '../../../src/spotify/api/credentials';
import { jsonOf } from '../../../src/spotify/api/json';
import { Pages } from '../../../src/spotify/api/paging';
import { retryAfterSeconds, spanWords } from '../../../src/spotify/api/retry';
import { SpotifyError } from '../../../src/spotify/api/spotify-error';
import { z } from 'zod';
import { idOf } from '../support/catalogue';
import { hastyClient, withSpotify } from '../support/fixtures';
import { CLIENT_SECRET, type Fault, type StandIn } from '../support/server';

const TRACK = idOf('T', 5, 0, 0);
const DOCUMENT = z.object({ track: z.object({ tempo: z.number() }) });

describe('the Spotify client', () => {
  const passing: readonly (readonly [string, Fault])[] = [
    ...[500, 502, 503, 504].map((status) => [`a ${status}`, { status }] as const),
    ['a short pause asked for', { status: 429, retryAfter: '0' }],
    ['a pause without a length', { status: 429 }],
    ['a cut connection', 'cut'],
    ['a body that breaks off', 'cut-in-body'],
    ['malformed JSON', 'malformed'],
    ['JSON of another form', 'other-form'],
  ];
  for (const [name, fault] of passing) {
    it(`asks again after ${name}, since it may be gone the next time`, async () => {
      await withSpotify(
        { fault: (path, before) => (isDocument(path) && before < 2 ? fault : undefined) },
        async (server) => {
          const { track } = await documentOf(server);
          assert.equal(track.tempo, 120);
          assert.equal(server.asked.filter(isDocument).length, 3);
        },
      );
    });
  }

  for (const [status, code] of [
    [400, 'bad-request'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [410, 'unexpected-status'],
  ] as const) {
    it(`never asks again after ${status}, because the answer would be the same`, async () => {
      await withSpotify({ fault: (path) => (isDocument(path) ? { status } : undefined) }, async (server) => {
        await assert.rejects(documentOf(server), hasCode(code));
        assert.equal(server.asked.filter(isDocument).length, 1);
      });
    });
  }

  it('gives up on a fault that stays, and names it', async () => {
    for (const [fault, code] of [
      [{ status: 503 }, 'server-error'],
      ['cut', 'network'],
      ['malformed', 'malformed'],
    ] as const) {
      await withSpotify({ fault: (path) => (isDocument(path) ? fault : undefined) }, async (server) => {
        await assert.rejects(documentOf(server), hasCode(code));
        assert.equal(server.asked.filter(isDocument).length, 4);
      });
    }
  });

  it('reads a slow body to its end, as long as it moves', async () => {
    await withSpotify({ fault: (path) => (isDocument(path) ? 'slow' : undefined) }, async (server) => {
      assert.equal((await documentOf(server)).track.tempo, 120);
      assert.equal(server.asked.filter(isDocument).length, 1);
    });
  });

  it('gives up on a body that stops moving, and asks again', async () => {
    const fault = (path: string, before: number): Fault | undefined =>
      isDocument(path) && before === 0 ? 'stalled' : undefined;
    await withSpotify({ fault }, async (server) => {
      const client = hastyClient(server, { limits: { stallMs: 1000, maxBytes: 100_000 } });
      await client.get(`audio-analysis/${TRACK}`, {}, (text) => jsonOf(text, DOCUMENT));
      assert.ok(server.asked.filter(isDocument).length > 1);
    });
  });

  it('refuses an outsized body instead of filling the memory', async () => {
    await withSpotify({}, async (server) => {
      const client = hastyClient(server, { limits: { stallMs: 20_000, maxBytes: 100 } });
      await assert.rejects(client.get(`audio-analysis/${TRACK}`, {}, String), hasCode('too-large'));
    });
  });

  it('renews a token that has run out, once per request', async () => {
    await withSpotify({ requestsPerToken: 2 }, async (server) => {
      const client = hastyClient(server);
      for (let time = 0; time < 5; time++) await client.get(`audio-analysis/${TRACK}`, {}, String);
      assert.equal(server.tokensGiven(), 3);
    });
    await withSpotify({ requestsPerToken: 0 }, async (server) => {
      await assert.rejects(documentOf(server), hasCode('refused-credentials'));
      assert.equal(server.tokensGiven(), 2);
    });
  });

  it('waits as long as Retry-After says, and says so', async () => {
    const waits: [string, number][] = [];
    await withSpotify(
      {
        fault: (path, before) =>
          isDocument(path) && before === 0 ? { status: 429, retryAfter: '1' } : undefined,
      },
      async (server) => {
        const client = hastyClient(server, { onWait: (...wait) => waits.push(wait) });
        await client.get(`audio-analysis/${TRACK}`, {}, String);
      },
    );
    assert.deepEqual(waits, [['Spotify asks for a pause (429).', 1]]);
  });

  it('stops at once with a sentence when Spotify asks for hours, instead of hanging in silence', async () => {
    await withSpotify(
      { fault: (path) => (isDocument(path) ? { status: 429, retryAfter: '24000' } : undefined) },
      async (server) => {
        await assert.rejects(documentOf(server), (error) => {
          assert.ok(hasCode('rate-limited')(error));
          assert.match(
            String(error),
            /a pause of 6 h 40 min, longer than the 2 s allowed by --patience; .* kept/,
          );
          return true;
        });
        assert.equal(server.asked.filter(isDocument).length, 1);
      },
    );
  });

  it('ends a wait when asked to stop', async () => {
    const stop = new AbortController();
    await withSpotify(
      { fault: (path) => (isDocument(path) ? { status: 429, retryAfter: '2' } : undefined) },
      async (server) => {
        const client = hastyClient(server, {
          signal: stop.signal,
          onWait: () => setImmediate(() => stop.abort()),
        });
        await assert.rejects(client.get(`audio-analysis/${TRACK}`, {}, String), { name: 'AbortError' });
      },
    );
  });

  it('says which variables to look at when Spotify does not know the app, and never what they hold', async () => {
    await withSpotify(
      { fault: (path) => (path === '/api/token' ? { status: 400 } : undefined) },
      async (server) => {
        await assert.rejects(documentOf(server), (error) => {
          assert.match(String(error), /SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET/);
          assert.doesNotMatch(String(error), new RegExp(CLIENT_SECRET));
          return hasCode('refused-credentials')(error);
        });
      },
    );
  });

  it('finds the largest page that the app is given, and asks for it from then on', async () => {
    for (const [regime, sizes] of [
      ['extended', [50, 50]],
      ['development', [50, 10, 10]],
    ] as const) {
      await withSpotify({ regime, artistsPerGenre: 2000 }, async (server) => {
        const pages = new Pages(hastyClient(server));
        const search = {
          path: 'search',
          query: { q: 'genre:"house"', type: 'artist' },
          within: 'artists',
          kind: 'search',
        } as const;
        await pages.read(search, 0);
        const { items } = await pages.read(search, 10);
        assert.equal(items.length, sizes.at(-1));
        const asked = server.asked.filter((path) => path.startsWith('search'));
        assert.deepEqual(
          asked.map((path) => Number(/limit=(\d+)/.exec(path)![1])),
          sizes,
        );
        const last = await pages.read(search, 995);
        assert.deepEqual([last.items.length, last.hasMore], [5, false], 'no query reaches further than 1000');
      });
    }
  });

  it('takes credentials from the environment alone and sends them to nobody unencrypted', () => {
    assert.throws(() => credentialsFrom({ SPOTIFY_CLIENT_ID: 'x' }), /SPOTIFY_CLIENT_SECRET is not set/);
    assert.throws(() => addressesFrom({ SPOTIFY_API_URL: 'http://spotify.example' }), /https/);
    assert.equal(addressesFrom({}).apiUrl, 'https://api.spotify.com/v1');
  });

  it('reads Retry-After as seconds and as a date', () => {
    assert.equal(retryAfterSeconds('30'), 30);
    assert.equal(retryAfterSeconds('Tue, 03 Nov 2026 10:00:30 GMT', Date.UTC(2026, 10, 3, 10)), 30);
    assert.equal(retryAfterSeconds('soon'), undefined);
    assert.equal(retryAfterSeconds(null), undefined);
    assert.deepEqual([59, 61, 7200].map(spanWords), ['59 s', '1 min', '2 h 0 min']);
  });
});

function isDocument(path: string): boolean {
  return path.startsWith('audio-analysis');
}

function documentOf(server: StandIn): Promise<z.output<typeof DOCUMENT>> {
  return hastyClient(server).get(`audio-analysis/${TRACK}`, {}, (text) => jsonOf(text, DOCUMENT));
}

function hasCode(code: SpotifyError['code']): (error: unknown) => boolean {
  return (error) => error instanceof SpotifyError && error.code === code;
}
