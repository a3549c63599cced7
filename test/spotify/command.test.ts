import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pullAnalysis } from '../../src/spotify/pull/analysis';
import { pullArtists } from '../../src/spotify/pull/artists';
import { pullTracks } from '../../src/spotify/pull/tracks';
import { runScript, startScript } from '../support/command';
import { withFolder } from '../corpus/support/fixtures';
import { contentsOf, hastyClient, withSpotify } from './support/fixtures';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  environmentOf,
  type Fault,
  type ServerOptions,
  type StandIn,
} from './support/server';

const RIGHT = '--i-have-the-right-to-use-this';

describe('npm run spotify', function () {
  this.timeout(240_000);

  it('gives the same files after three kills in mid-pull as without, and fetches nothing twice', async () => {
    await withFolder((expected) =>
      withFolder(async (folder) => {
        await withSpotify(CATALOGUE, (server) => pullWhole(server, expected));
        await withSpotify({ ...CATALOGUE, fault: faultNowAndThen }, async (server) => {
          for (const step of STEPS) {
            await killIn(step, server, folder);
            await command(server, [...step.words, '--out', folder]);
          }
          const distinct = new Set(server.answered).size;
          assert.ok(server.answered.length <= distinct + 3, 'at most the one in flight at each kill');
        });
        assert.deepEqual(contentsOf(folder), contentsOf(expected));
      }),
    );
  });

  it('asks for no document before the policy was read and the right claimed', async () => {
    await withFolder((folder) =>
      withSpotify({}, async (server) => {
        const { code, stderr } = await runScript(
          'spotify',
          ['analysis', '--out', folder],
          environmentOf(server),
        );
        assert.equal(code, 2);
        assert.match(
          stderr,
          /Developer Policy \(III\.14\)[\s\S]*Developer Terms \(IV\.2\.a\.i\)[\s\S]*--i-have-the-right/,
        );
        assert.deepEqual(server.asked, []);
      }),
    );
  });

  it('ends cleanly with a sentence at a pause of hours, and never shows a credential', async () => {
    const fault: ServerOptions['fault'] = (path, before) => {
      if (path.startsWith('search') && before === 0) return { status: 401 };
      return path.startsWith('search') ? { status: 429, retryAfter: '9000' } : undefined;
    };
    await withFolder((folder) =>
      withSpotify({ fault }, async (server) => {
        const words = ['artists', '--genre', 'house', '--out', folder];
        const { code, stdout, stderr } = await runScript('spotify', words, {
          ...environmentOf(server),
          DEBUG: 'fourfloor',
        });
        assert.equal(code, 1);
        assert.match(stderr, /a pause of 2 h 30 min, longer than the 1 min allowed by --patience/);
        const basic = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64');
        const shown = stdout + stderr + JSON.stringify(contentsOf(folder));
        for (const secret of [CLIENT_ID, CLIENT_SECRET, basic, 'token-'])
          assert.ok(!shown.includes(secret), secret);
      }),
    );
  });

  it('stops at Ctrl-C, in the middle of an answer that does not come, and says how to go on', async () => {
    const fault: ServerOptions['fault'] = (path) => (path === 'search' ? 'stalled' : undefined);
    await withFolder((folder) =>
      withSpotify({ fault }, async (server) => {
        const words = ['artists', '--genre', 'house', '--out', folder];
        const child = startScript('spotify', words, environmentOf(server));
        let shown = '';
        child.stderr.on('data', (chunk: Buffer) => (shown += chunk.toString()));
        const ended = once(child, 'close');
        while (!server.asked.some((path) => path.startsWith('search'))) await sleep(10);
        child.kill('SIGINT');
        assert.deepEqual(await ended, [130, null]);
        assert.match(shown, /run the same command again to continue/);
      }),
    );
  });

  it('prints one JSON document with --json, and says what is missing in the environment', async () => {
    await withFolder((folder) =>
      withSpotify({}, async (server) => {
        const words = ['artists', '--genre', 'house', 'techno', '--count', '3', '--out', folder, '--json'];
        const { stdout, stderr } = await command(server, words);
        assert.equal(stderr, '');
        assert.equal((JSON.parse(stdout) as { total: number }).total, 6);
        const without = await runScript('spotify', words, {
          SPOTIFY_CLIENT_ID: '',
          SPOTIFY_CLIENT_SECRET: '',
        });
        assert.equal(without.code, 1);
        assert.match(without.stderr, /^error: SPOTIFY_CLIENT_ID is not set: .*\n$/);
      }),
    );
  });
});

const CATALOGUE = { artistsPerGenre: 60, tracksPerArtist: 4, regime: 'development' } as const;

/** Faults that pass, at the first request for some documents and pages. */
function faultNowAndThen(path: string, before: number): Fault | undefined {
  if (before > 0) return undefined;
  if (/T5x(7|31)x0x/.test(path)) return 'cut-in-body';
  if (path.includes('T5x19x1x')) return { status: 401 };
  return /T5x(23|41)x0x/.test(path) ? { status: 429, retryAfter: '0' } : undefined;
}

/** The three steps as a user types them, the requests that each is made of, and after how many it is killed. */
const STEPS = [
  { words: ['artists', '--genre', 'house', '--count', '60'], asksFor: /^search.*type=artist/, answers: 2 },
  { words: ['tracks', '--per-artist', '2'], asksFor: /^search.*type=track/, answers: 40 },
  { words: ['analysis', RIGHT], asksFor: /^audio-analysis/, answers: 70 },
] as const;

/** The same three steps without interruption. */
async function pullWhole(server: StandIn, folder: string): Promise<void> {
  const given = { client: hastyClient(server), folder };
  await pullArtists(['house'], 60, given);
  await pullTracks({ tracksPerArtist: 2, route: 'search' }, given);
  await pullAnalysis(Infinity, given);
}

async function command(server: StandIn, words: readonly string[]) {
  const result = await runScript('spotify', words, environmentOf(server));
  assert.equal(result.code, 0, result.stderr);
  return result;
}

/** Kills a step outright as soon as the server has answered so many of its requests. */
async function killIn(
  { words, asksFor, answers }: (typeof STEPS)[number],
  server: StandIn,
  folder: string,
): Promise<void> {
  const child = startScript('spotify', [...words, '--out', folder], environmentOf(server));
  const ended = once(child, 'exit');
  while (server.answered.filter((path) => asksFor.test(path)).length < answers) {
    await Promise.race([sleep(1), ended]);
    assert.equal(child.exitCode, null, 'it ended before it was killed');
  }
  child.kill('SIGKILL');
  await ended;
}
