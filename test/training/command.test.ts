import assert from 'node:assert/strict';
import { spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startScript } from '../support/command';
import { freshFolder, removeFolders } from './support/folders';
import { SMALL_SETTINGS } from './support/small-config';
import { syntheticRecords, writeCorpus } from './support/synthetic-corpus';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = startScript('train', args);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]: (number | null)[]) => ({ code: code ?? null, ...said }));
  return { child, ended };
}

describe('npm run train', function () {
  this.timeout(120_000);
  let corpus: string;
  let config: string;

  before(async () => {
    corpus = freshFolder();
    await writeCorpus(corpus, syntheticRecords(60));
    config = join(corpus, 'settings.json');
    writeFileSync(config, JSON.stringify({ ...SMALL_SETTINGS, checkpointEvery: 20 }));
  });

  after(removeFolders);

  function trainInto(runFolder: string, ...more: readonly string[]): ReturnType<typeof start> {
    const given = ['--corpus', corpus, '--out', runFolder, '--preset', 'laptop', '--backend', 'wasm'];
    return start(...given, '--config', config, '--steps', '100', '--json', ...more);
  }

  /** Waits for a checkpoint of at least that many steps. */
  async function checkpointed(runFolder: string, steps: number): Promise<void> {
    const file = join(runFolder, 'checkpoint/state.json');
    const stepOf = (): number => {
      try {
        return (JSON.parse(readFileSync(file, 'utf8')) as { step: number }).step;
      } catch {
        return 0; // not there, or between its two renames
      }
    };
    for (let waited = 0; stepOf() < steps; waited += 10) {
      if (waited > 60_000) throw new Error(`No checkpoint of ${steps} steps came.`);
      await sleep(10);
    }
  }

  it('ends with the same weights when killed, resumed, interrupted and resumed as when left alone', async () => {
    const whole = await trainInto(freshFolder()).ended;
    assert.equal(whole.code, 0, whole.stderr);
    const expected = JSON.parse(whole.stdout) as { weightsSha256: string };

    const runFolder = freshFolder();
    const killed = trainInto(runFolder);
    await checkpointed(runFolder, 20);
    killed.child.kill('SIGKILL');
    await killed.ended;

    const interrupted = trainInto(runFolder, '--resume');
    await checkpointed(runFolder, 60);
    interrupted.child.kill('SIGINT');
    const stopped = await interrupted.ended;
    assert.equal(stopped.code, 130, stopped.stderr);
    assert.match(stopped.stderr, /run the same command with --resume to continue/);
    assert.equal(existsSync(join(runFolder, 'model')), false);

    const finished = await trainInto(runFolder, '--resume').ended;
    assert.equal(finished.code, 0, finished.stderr);
    const { weightsSha256 } = JSON.parse(finished.stdout) as { weightsSha256: string };
    assert.equal(weightsSha256, expected.weightsSha256);
  });

  it('exits 1 at a collapse when it is to end there, with the signs in the document and a sentence', async () => {
    const runFolder = freshFolder();
    const settings = join(corpus, 'lost.json');
    const lost = { ...SMALL_SETTINGS, learningRate: 0.05, evaluateEvery: 500, checkpointEvery: 500 };
    writeFileSync(settings, JSON.stringify(lost));
    const words = ['--steps', '1000', '--loss', 'minimax', '--config', settings, '--stop-on-collapse'];
    const { code, stdout, stderr } = await trainInto(runFolder, ...words).ended;
    assert.equal(code, 1, stderr);
    const document = JSON.parse(stdout) as { status: string; steps: number; signs: { severity: string }[] };
    assert.equal(document.status, 'collapsed');
    assert.ok(document.steps < 1000);
    assert.equal(document.signs[0]?.severity, 'collapse');
    assert.match(stderr, /\nerror: The run ended at step \d+\. [^\n]* since step \d+[^\n]*\n$/);
    assert.equal(existsSync(join(runFolder, 'checkpoint')), true);
  });

  it('exits 2 on wrong usage and 1 with one sentence on a corpus or folder that it cannot use', async () => {
    const runFolder = freshFolder();
    const file = join(corpus, 'manifest.json');
    const [usage, noCorpus, noFolder] = await Promise.all([
      start('--corpus', corpus, '--out', runFolder, '--preset', 'cloud').ended,
      start('--corpus', join(corpus, 'nowhere'), '--out', runFolder, '--backend', 'cpu').ended,
      start('--corpus', corpus, '--out', join(file, 'run'), '--backend', 'cpu').ended,
    ]);
    assert.equal(usage.code, 2);
    assert.match(usage.stderr, /laptop, workstation/);
    assert.equal(noCorpus.code, 1);
    assert.match(noCorpus.stderr, /^error: [^\n]*nowhere is not a corpus[^\n]*\n$/);
    assert.equal(noFolder.code, 1);
    assert.match(
      noFolder.stderr,
      /^error: Could not make the folder [^\n]*there is a file where a folder is needed\.\n$/,
    );
    assert.deepEqual(readdirSync(runFolder), []);
  });

  it('refuses a bad style map before it trains, not when a card of its styles is to be written', async () => {
    const runFolder = freshFolder();
    const map = join(freshFolder(), 'map.json');
    writeFileSync(map, '{"house": "Deep House"}');
    const words = ['--corpus', corpus, '--out', runFolder, '--backend', 'cpu', '--style-map', map];
    const [named, nameless] = await Promise.all([start(...words).ended, start(...words, '--name', '').ended]);
    assert.equal(named.code, 1);
    assert.match(
      named.stderr,
      /^error: [^\n]*map\.json is not valid \(house: style names use only lower-case [^\n]*\n$/,
    );
    assert.equal(nameless.code, 2);
    assert.deepEqual(readdirSync(runFolder), []);
  });

  it('exits 1 with one sentence on a full disk and leaves nothing half-written', async function () {
    const disk = join(freshFolder(), 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk]);
    if (mounted.status !== 0) this.skip(); // only an administrator may make a small disk
    try {
      const { code, stderr } = await trainInto(join(disk, 'run')).ended;
      assert.equal(code, 1);
      assert.match(stderr, /error: Could not write [^\n]*: the disk is full[^\n]*\n$/);
      assert.deepEqual(readdirSync(join(disk, 'run')), []);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
