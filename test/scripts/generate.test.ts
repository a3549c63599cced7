import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { loadEngine } from '../../src/engine/engine';
import { parseRequest } from '../../src/engine/request';
import { patternOfMidi, readMidi, writeMidi } from '../../src/midi';
import { hitKey, packHits } from '../../src/rhythm/distance';
import { type Pattern, type PlacedHit, hitCount, hitsOf } from '../../src/rhythm/pattern';
import { voiceAt } from '../../src/rhythm/voices';
import { runScript, startScript } from '../support/command';
import { patternOf } from '../support/patterns';
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

const CLIP = patternOf({
  kick: 'X...X...X...X...X...X...X...X..x',
  clap: '....X.......X.......X.......X...',
  'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
});

describe('npm run generate', function () {
  this.timeout(60_000);
  let folder: string;
  let model: string;

  before(async () => {
    // Spaces, brackets and umlauts: folders that people really have.
    folder = await mkdtemp(join(tmpdir(), 'fourfloor [tëst] '));
    model = folder;
    const { topology, weights, card } = await tinyModel();
    await writeFile(join(folder, 'model.json'), topology);
    await writeFile(join(folder, 'weights.bin'), weights);
    await writeFile(join(folder, 'card.json'), card);
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

  it('plays what the model knows where that is no house', async () => {
    const own = await mkdtemp(join(tmpdir(), 'fourfloor-'));
    const { topology, weights, card } = await tinyModel();
    await writeFile(join(own, 'model.json'), topology);
    await writeFile(join(own, 'weights.bin'), weights);
    await writeFile(join(own, 'card.json'), new TextDecoder().decode(card).replace('"house"', '"jungle"'));
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
    const { topology, weights, card, originality } = await withIndex(plain, [packHits(copied.pattern)]);
    await writeFile(join(own, 'model.json'), topology);
    await writeFile(join(own, 'weights.bin'), weights);
    await writeFile(join(own, 'card.json'), card);
    await writeFile(join(own, 'originality.bin'), originality);
    const words = ['--model', own, '--out', join(own, 'out'), '--seed', '3', '--bars', '2'];
    const guarded = await runScript('generate', words);
    assert.equal(guarded.stderr, '');
    assert.match(
      guarded.stdout,
      /nearest training rhythm: \d+ of \d+ hits? differs? \(\d+ (copy|copies) passed over\)/,
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

  it('keeps the locked voices of a clip and writes variations of it side by side', async () => {
    const out = join(folder, 'locked');
    const own = join(folder, 'clip.mid');
    await writeFile(own, writeMidi(CLIP, { tempoBpm: 120, trackName: 'clip' }));
    const words = ['--model', model, '--out', out, '--seed', '3', '--bars', '2'];
    const { code, stderr } = await runScript('generate', [
      ...words,
      ...['--lock', 'kick, clap', '--from', own, '--variations', '3'],
      ...['--syncopation', '0.7', '--hat-openness', '0.2', '--energy', '0.9', '--style-strength', '0.5'],
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual((await readdir(out)).sort(), ['house-3-A.mid', 'house-3-B.mid', 'house-3-C.mid']);
    const locked = (pattern: Pattern): PlacedHit[] =>
      hitsOf(pattern).filter(({ voice }) => ['kick', 'clap'].includes(voiceAt(voice).id));
    for (const name of await readdir(out)) {
      const made = patternOfMidi(readMidi(await readFile(join(out, name))), 2);
      assert.deepEqual(locked(made), locked(patternOfMidi(readMidi(await readFile(own)))));
    }
  });

  it('writes a clip itself without variation, and says how well the model understands it', async () => {
    const own = join(folder, 'mine.mid');
    await writeFile(own, writeMidi(CLIP, { tempoBpm: 120, trackName: 'clip' }));
    const out = join(folder, 'like');
    const words = ['--model', model, '--out', out, '--seed', '3', '--bars', '2', '--variation', '0'];
    const { code, stdout } = await runScript('generate', [...words, '--like', own, '--json']);
    assert.equal(code, 0);
    const { patterns } = JSON.parse(stdout) as {
      readonly patterns: readonly { like: { fMeasure: number } }[];
    };
    assert.ok(patterns[0]!.like.fMeasure > 0);
    const made = patternOfMidi(readMidi(await readFile(join(out, 'house-3.mid'))), 2);
    assert.equal(hitKey(made), hitKey(CLIP));
  });

  it('says in one sentence why a clip cannot be started from', async () => {
    const waltz = join(folder, 'waltz.mid');
    const bytes = writeMidi(CLIP, { tempoBpm: 120, trackName: 'clip' });
    const at = bytes.findIndex((byte, place) => byte === 0xff && bytes[place + 1] === 0x58);
    bytes[at + 3] = 3; // the time signature's numerator
    await writeFile(waltz, bytes);
    const fails = async (words: readonly string[], expected: number, sentence: RegExp): Promise<void> => {
      const { code, stderr } = await runScript('generate', ['--model', model, ...words]);
      assert.equal(code, expected);
      assert.match(stderr, sentence);
    };
    await fails(['--like', waltz], 1, /No rhythm could be read from .*waltz\.mid: .*3\/4/);
    await fails(['--lock', 'kick'], 2, /say which with --from/);
    await fails(['--lock', 'cowbell', '--from', waltz], 2, /It takes one of kick, snare/);
  });

  it('says of a model without an index that copies go unnoticed', async () => {
    const words = ['--model', model, '--out', join(folder, 'no index'), '--seed', '3', '--bars', '1'];
    const { code, stdout, stderr } = await runScript('generate', words);
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^The model tiny carries no index of what it learned from: copies of that go unnoticed\.\n$/,
    );
    assert.doesNotMatch(stdout, /nearest training rhythm/);
  });

  it('lists the styles of the model', async () => {
    const { code, stdout } = await runScript('generate', ['--model', model, '--list-styles']);
    assert.equal(code, 0);
    assert.match(stdout, /^house +124 bpm\ntechno +124 bpm\n$/);
  });

  it('exits with 2 on wrong usage, in words that say what is right', async () => {
    const wrong = [
      [['--bars', '3'], /1, 2, 4, 8/],
      [['--density', '2'], /from 0 to 1/],
      [['--style', 'polka'], /knows no style "polka"/],
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

  it('writes all files even where the reader of its words leaves early, as head does', async () => {
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

  it('exits with 1 and one sentence when the model is missing or damaged, and writes nothing', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'fourfloor-'));
    const { topology, weights, card } = await tinyModel();
    const out = join(damaged, 'out');
    const fails = async (expected: RegExp): Promise<void> => {
      const { code, stderr } = await runScript('generate', ['--model', damaged, '--out', out]);
      assert.equal(code, 1);
      assert.match(stderr, expected);
      assert.equal(stderr.trim().split('\n').length, 1);
    };
    await fails(/Could not read .*model\.json: there is no such file/);
    weights[9]! ^= 1;
    await writeFile(join(damaged, 'model.json'), topology);
    await writeFile(join(damaged, 'weights.bin'), weights);
    await writeFile(join(damaged, 'card.json'), card);
    await fails(/weights\.bin is damaged/);
    assert.ok(!(await readdir(damaged)).includes('out'));
    await rm(damaged, { recursive: true });
  });

  it('says so when it may not write where it is told to', async () => {
    const { code, stderr } = await runScript('generate', [
      '--model',
      model,
      '--out',
      join(model, 'card.json'),
    ]);
    assert.equal(code, 1);
    assert.match(stderr, /Could not make the folder .*card\.json: a file stands where a folder is needed/);
  });
});
