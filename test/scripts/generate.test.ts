import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { loadEngine } from '../../src/engine/engine';
import { parseRequest } from '../../src/engine/request/request';
import { patternOfMidi, readMidi } from '../../src/midi';
import { packHits } from '../../src/rhythm/distance';
import { hitCount, hitsOf } from '../../src/rhythm/pattern';
import { voiceAt } from '../../src/rhythm/voices';
import { runScript, startScript } from '../support/command';
import { writeModelFolder } from '../support/model-folder';
import { tinyModel, withIndex } from '../support/tiny-model';

const documentSchema = z.object({
  model: z.string(),
  requests: z.array(z.object({ seed: z.number(), style: z.string(), bars: z.number() })),
  patterns: z.array(
    z.object({
      seed: z.number(),
      style: z.string(),
      bars: z.number(),
      tempo: z.number(),
      file: z.string(),
      hits: z.array(
        z.object({
          voice: z.string(),
          step: z.number(),
          velocity: z.number(),
          offset: z.number(),
          note: z.number(),
          startBeats: z.number(),
        }),
      ),
    }),
  ),
});

describe('npm run generate', function () {
  this.timeout(60_000);
  let folder: string;
  let model: string;

  before(async () => {
    // Spaces, brackets and umlauts: folders that people really have.
    folder = await mkdtemp(join(tmpdir(), 'fourfloor [tëst] '));
    model = folder;
    writeModelFolder(folder, await tinyModel());
  });

  after(() => rm(folder, { recursive: true }));

  it('writes what it says in JSON, so that both can be relied on', async () => {
    const out = join(folder, 'out');
    const words = ['--model', model, '--out', out, '--seed', '7', '--count', '2', '--bars', '2', '--json'];
    const { code, stdout } = await runScript('generate', words);
    assert.equal(code, 0);
    const { patterns, requests } = documentSchema.parse(JSON.parse(stdout));
    assert.deepEqual(
      requests.map(({ seed }) => seed),
      [7, 8],
    );
    for (const { file, hits } of patterns) {
      const read = hitsOf(patternOfMidi(readMidi(await readFile(file)), 2));
      assert.deepEqual(
        read.map(({ step, voice, velocity }) => [step, voiceAt(voice).id, Math.round(velocity * 127)]),
        hits.map(({ step, voice, velocity }) => [step, voice, Math.round(velocity * 127)]),
      );
      assert.ok(hits.every(({ startBeats }) => startBeats >= 0 && startBeats < 8));
    }
  });

  it('gives the same bytes for the same seed and another rhythm for another', async () => {
    const bytes = async (seed: number, out: string): Promise<Buffer> => {
      const words = ['--model', model, '--out', join(folder, out), '--seed', String(seed)];
      assert.equal((await runScript('generate', words)).code, 0);
      return readFile(join(folder, out, `house-${seed}.mid`));
    };
    assert.deepEqual(await bytes(5, 'a'), await bytes(5, 'b'));
    assert.notDeepEqual(await bytes(5, 'a'), await bytes(6, 'a'));
  });

  it('draws and prints a seed when none is given', async () => {
    const { stdout } = await runScript('generate', ['--model', model, '--out', join(folder, 'drawn')]);
    assert.match(stdout, /house, seed \d+, 4 bars at 124 bpm/);
  });

  it('plays what the model knows where that is not house', async () => {
    const own = await mkdtemp(join(tmpdir(), 'fourfloor-'));
    const plain = await tinyModel();
    const card = Buffer.from(Buffer.from(plain.card).toString().replace('"house"', '"jungle"'));
    writeModelFolder(own, { ...plain, card });
    const words = ['--model', own, '--out', join(own, 'out'), '--seed', '3', '--bars', '1'];
    const { code, stdout } = await runScript('generate', words);
    assert.equal(code, 0);
    assert.match(stdout, /jungle, seed 3, 1 bar at 124 bpm/);
    await rm(own, { recursive: true });
  });

  it('says how far a rhythm is from what was learned, and passes over a copy unless copies are allowed', async () => {
    const own = await mkdtemp(join(tmpdir(), 'fourfloor-'));
    const plain = await tinyModel();
    const engine = await loadEngine(plain);
    const copied = engine.generate(parseRequest({ seed: 3, style: 'house', bars: 2 }, engine.card));
    engine.dispose();
    writeModelFolder(own, await withIndex(plain, [packHits(copied.pattern)]));
    const words = ['--model', own, '--out', join(own, 'out'), '--seed', '3', '--bars', '2'];
    const guarded = await runScript('generate', words);
    assert.equal(guarded.stderr, '');
    assert.match(
      guarded.stdout,
      /nearest training rhythm: \d+ of \d+ hits? differs? \(\d+ (copy|copies) skipped\)/,
    );
    const allowed = await runScript('generate', [...words, '--allow-copies', '--may-omit-parts', '--json']);
    const { requests, patterns } = JSON.parse(allowed.stdout) as {
      readonly requests: readonly object[];
      readonly patterns: readonly { readonly originality: object }[];
    };
    assert.deepEqual(patterns[0]?.originality, {
      nearestDistance: 0,
      nearestHits: hitCount(copied.pattern),
      passedOver: 0,
      isCopy: true,
    });
    assert.ok('allowCopies' in requests[0]! && 'mayOmitParts' in requests[0]);
    await rm(own, { recursive: true });
  });

  it('says that copies go unnoticed with a model without an index', async () => {
    const words = ['--model', model, '--out', join(folder, 'no index'), '--seed', '3', '--bars', '1'];
    const { code, stdout, stderr } = await runScript('generate', words);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^The model tiny has no index of its training rhythms: copies of them will go unnoticed\.\n$/,
    );
    assert.doesNotMatch(stdout, /nearest training rhythm/);
  });

  it('lists the styles of the model', async () => {
    const { code, stdout } = await runScript('generate', ['--model', model, '--list-styles']);
    assert.equal(code, 0);
    assert.match(stdout, /^house +124 bpm\ntechno +124 bpm\n$/);
  });

  it('exits 2 on wrong usage, in words that say what is right', async () => {
    const wrong = [
      [['--bars', '3'], /1, 2, 4, 8/],
      [['--density', '2'], /from 0 to 1/],
      [['--style', 'polka'], /has no style "polka"/],
      [['--tune'], /unknown option/],
      [['--seed', String(Number.MAX_SAFE_INTEGER), '--count', '2'], /beyond the largest seed/],
    ] as const;
    for (const [words, expected] of wrong) {
      const { code, stderr, stdout } = await runScript('generate', ['--model', model, ...words]);
      assert.equal(code, 2, words.join(' '));
      assert.match(stderr, expected);
      assert.equal(stdout, '');
    }
  });

  it('stops at Ctrl-C between two rhythms, with every file whole', async () => {
    const out = join(folder, 'stopped');
    const child = startScript('generate', [
      '--model',
      model,
      '--out',
      out,
      '--count',
      '20000',
      '--bars',
      '1',
    ]);
    const said = text(child.stderr);
    child.stdout.once('data', () => child.kill('SIGINT')).resume();
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 130);
    const names = await readdir(out);
    assert.match(await said, new RegExp(`Stopped; ${names.length} of 20000 rhythms were written`));
    assert.ok(names.length > 0 && names.every((name) => /^house-\d+\.mid$/.test(name)));
    for (const name of names) readMidi(await readFile(join(out, name)));
  });

  it('writes all files even when the reader of its output leaves early, as head does', async () => {
    const out = join(folder, 'unread');
    const child = startScript('generate', [
      '--model',
      model,
      '--out',
      out,
      '--count',
      '60',
      '--seed',
      '1',
      '--bars',
      '1',
    ]);
    child.stdout.once('data', () => child.stdout.destroy());
    const said = text(child.stderr);
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 0, await said);
    const expected = Array.from({ length: 60 }, (_, at) => `house-${at + 1}.mid`);
    assert.deepEqual((await readdir(out)).sort(), expected.sort());
  });

  it('exits 1 with one sentence when the model is missing or damaged, and writes nothing', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'fourfloor-'));
    const files = await tinyModel();
    const out = join(damaged, 'out');
    const fails = async (expected: RegExp): Promise<void> => {
      const { code, stderr } = await runScript('generate', ['--model', damaged, '--out', out]);
      assert.equal(code, 1);
      assert.match(stderr, expected);
      assert.equal(stderr.trim().split('\n').length, 1);
    };
    await fails(/Could not read .*model\.json: there is no such file/);
    files.weights[9]! ^= 1;
    writeModelFolder(damaged, files);
    await fails(/weights\.bin is damaged/);
    assert.ok(!(await readdir(damaged)).includes('out'));
    await rm(damaged, { recursive: true });
  });

  it('says so when it is not allowed to write where it is told to', async () => {
    const { code, stderr } = await runScript('generate', [
      '--model',
      model,
      '--out',
      join(model, 'card.json'),
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /Could not make the folder .*card\.json: there is a file where a folder is needed/);
  });
});
