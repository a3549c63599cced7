import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pullAnalysis } from '../../../src/spotify/pull/analysis';
import { pullArtists } from '../../../src/spotify/pull/artists';
import { SpotifyError } from '../../../src/spotify/api/spotify-error';
import type { TrackRoute } from '../../../src/spotify/pull/track-routes';
import { pullTracks } from '../../../src/spotify/pull/tracks';
import { withFolder } from '../../corpus/support/fixtures';
import { idOf } from '../support/catalogue';
import { contentsOf, hastyClient, linesIn, withSpotify } from '../support/fixtures';
import type { Regime, ServerOptions, StandIn } from '../support/server';

const REGIMES: readonly Regime[] = ['extended', 'development'];

describe('pulling from Spotify', () => {
  for (const regime of REGIMES) {
    it(`goes from genres to documents for an app of the ${regime} kind`, async () => {
      await withPull({ regime, artistsPerGenre: 12 }, async (server, folder) => {
        const artists = await pullArtists(['house', 'techno'], 11, step(server, folder));
        assert.deepEqual([artists.total, artists.duplicates], [22, 0]);
        const tracks = await pullTracks({ tracksPerArtist: 5, route: 'search' }, step(server, folder));
        assert.equal(tracks.total, 110);
        const found = await pullAnalysis(Infinity, step(server, folder));
        assert.deepEqual(found, { total: 110, fetched: 110, duplicates: 0, skipped: 0 });
        assert.equal(readdirSync(join(folder, 'analysis')).length, 110);
        assert.deepEqual(linesIn(join(folder, 'artists.jsonl'))[0], {
          id: idOf('A', 5, 0),
          name: 'Artist 5-0',
          genre: 'house',
          genres: regime === 'extended' ? ['house'] : [],
        });
      });
    });

    it(`finds the tracks by every route for an app of the ${regime} kind, where some endpoints are closed`, async () => {
      const counts: Record<string, number> = {};
      for (const route of ['search', 'albums', 'top-tracks'] satisfies TrackRoute[]) {
        await withPull({ regime, artistsPerGenre: 2, tracksPerArtist: 40 }, async (server, folder) => {
          await pullArtists(['house'], 2, step(server, folder));
          counts[route] = (await pullTracks({ tracksPerArtist: 35, route }, step(server, folder))).total;
        });
      }
      assert.deepEqual(counts, { search: 70, albums: 70, 'top-tracks': regime === 'extended' ? 20 : 70 });
    });
  }

  it('keeps an artist of two genres once', async () => {
    await withPull({}, async (server, folder) => {
      // Genres of equal length have the same artists in the stand-in.
      const { total, duplicates } = await pullArtists(['house', 'disco'], 7, step(server, folder));
      assert.deepEqual([total, duplicates], [7, 7]);
    });
  });

  it('asks for nothing again, and for more where more is wanted', async () => {
    await withPull({}, async (server, folder) => {
      await wholePull(server, folder);
      const before = server.asked.length;
      const again = await wholePull(server, folder);
      assert.equal(again.fetched, 0);
      assert.equal(server.asked.length, before, 'not even a token');
      await pullTracks({ tracksPerArtist: 4, route: 'search' }, step(server, folder));
      assert.equal((await pullAnalysis(Infinity, step(server, folder))).fetched, 7);
    });
  });

  it('drops the torn last line of a killed run and fetches that page again', async () => {
    await withPull({ artistsPerGenre: 120 }, async (server, folder) => {
      await pullArtists(['house'], 120, step(server, folder));
      const whole = contentsOf(folder);
      const journal = join(folder, 'checkpoints/artists.jsonl');
      const pages = linesIn(journal).map((page) => `${JSON.stringify(page)}\n`);
      writeFileSync(journal, pages.slice(0, -1).join('') + pages.at(-1)!.slice(0, -20));
      rmSync(join(folder, 'artists.jsonl'));
      const { fetched } = await pullArtists(['house'], 120, step(server, folder));
      assert.equal(fetched, 1);
      assert.deepEqual(contentsOf(folder), whole);
    });
  });

  it('takes up a document that a kill left without its line, since a file in its place is whole', async () => {
    await withPull({}, async (server, folder) => {
      await wholePull(server, folder);
      const whole = contentsOf(folder);
      const journal = join(folder, 'checkpoints/analysis.jsonl');
      const lines = linesIn(journal).map((line) => `${JSON.stringify(line)}\n`);
      writeFileSync(journal, lines.slice(0, -1).join(''));
      writeFileSync(join(folder, 'analysis', '.fourfloor-half.json.1.tmp'), '{"half');
      assert.equal((await pullAnalysis(Infinity, step(server, folder))).fetched, 0);
      assert.deepEqual(contentsOf(folder), whole);
    });
  });

  it('names the line of a journal that somebody changed, instead of guessing', async () => {
    await withPull({}, async (server, folder) => {
      await pullArtists(['house'], 7, step(server, folder));
      appendFileSync(join(folder, 'checkpoints/artists.jsonl'), '{"listing":3}\n');
      await assert.rejects(
        pullArtists(['house'], 7, step(server, folder)),
        /artists\.jsonl, line 2, is not valid/,
      );
    });
  });

  it('skips one track that fails, with its reason, and goes on; asks again for it only when told', async () => {
    const bad = idOf('T', 5, 3, 1);
    let isBad = true;
    const fault: ServerOptions['fault'] = (path) =>
      isBad && path.endsWith(bad) ? { status: 404 } : undefined;
    await withPull({ fault }, async (server, folder) => {
      const { total, skipped } = await wholePull(server, folder);
      assert.deepEqual([total, skipped], [20, 1]);
      assert.deepEqual(
        linesIn(join(folder, 'checkpoints/analysis.jsonl')).filter((line) => 'skipped' in line),
        [{ id: bad, skipped: `Spotify has no audio-analysis/${bad} (404).` }],
      );
      isBad = false;
      assert.equal((await pullAnalysis(Infinity, step(server, folder))).fetched, 0);
      const retried = await pullAnalysis(Infinity, { ...step(server, folder), retrySkipped: true });
      assert.deepEqual([retried.total, retried.fetched, retried.skipped], [21, 1, 0]);
    });
  });

  it('skips an artist that Spotify does not return, and goes on', async () => {
    const bad = idOf('A', 5, 2);
    const fault: ServerOptions['fault'] = (path) =>
      path === `artists/${bad}/albums` ? { status: 404 } : undefined;
    await withPull({ fault }, async (server, folder) => {
      await pullArtists(['house'], 7, step(server, folder));
      const { total, skipped } = await pullTracks(
        { tracksPerArtist: 3, route: 'albums' },
        step(server, folder),
      );
      assert.deepEqual([total, skipped], [18, 1]);
    });
  });

  it('stops when the line is down, and blames no track for it', async () => {
    let isDown = true;
    const fault: ServerOptions['fault'] = (path) =>
      isDown && path.startsWith('audio-analysis') ? 'cut' : undefined;
    await withPull({ fault }, async (server, folder) => {
      await assert.rejects(
        wholePull(server, folder),
        (error) => error instanceof SpotifyError && error.code === 'network',
      );
      assert.deepEqual(linesIn(join(folder, 'checkpoints/analysis.jsonl')), []);
      isDown = false;
      assert.equal((await pullAnalysis(Infinity, step(server, folder))).total, 21);
    });
  });

  it('says that the endpoint is restricted after one 403, as every other document would give it too', async () => {
    await withPull({ analysisAllowed: false }, async (server, folder) => {
      await assert.rejects(wholePull(server, folder), (error) => {
        assert.match(String(error), /restricted to apps .* corpus -- audio/);
        return error instanceof SpotifyError && error.code === 'endpoint-restricted';
      });
      assert.equal(server.asked.filter((path) => path.startsWith('audio-analysis')).length, 1);
    });
  });

  it('says which step comes first', async () => {
    await withPull({}, async (server, folder) => {
      await assert.rejects(pullAnalysis(Infinity, step(server, folder)), /run the `tracks` step/);
      await assert.rejects(
        pullTracks({ tracksPerArtist: 3, route: 'search' }, step(server, folder)),
        /`artists`/,
      );
    });
  });
});

async function withPull(
  options: Partial<ServerOptions>,
  use: (server: StandIn, folder: string) => Promise<void>,
): Promise<void> {
  await withFolder((folder) => withSpotify(options, (server) => use(server, folder)));
}

function step(server: StandIn, folder: string) {
  return { client: hastyClient(server), folder };
}

/** Seven artists with three tracks each. */
async function wholePull(server: StandIn, folder: string) {
  await pullArtists(['house'], 7, step(server, folder));
  await pullTracks({ tracksPerArtist: 3, route: 'search' }, step(server, folder));
  return pullAnalysis(Infinity, step(server, folder));
}
