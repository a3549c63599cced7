import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patternOfMidi, readMidi, writeMidi } from '../../src/midi';
import { hitKey } from '../../src/rhythm/distance';
import { type Pattern, type PlacedHit, hitsOf } from '../../src/rhythm/pattern';
import { voiceAt } from '../../src/rhythm/voices';
import { runScript } from '../support/command';
import { writeModelFolder } from '../support/model-folder';
import { patternOf } from '../support/patterns';
import { tinyModel } from '../support/tiny-model';

const CLIP = patternOf({
  kick: 'X...X...X...X...X...X...X...X..x',
  clap: '....X.......X.......X.......X...',
  'closed-hat': 'x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.x.',
});

describe('npm run generate from a clip', function () {
  this.timeout(60_000);
  let folder: string;
  let model: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fourfloor [clïp] '));
    model = folder;
    writeModelFolder(folder, await tinyModel());
  });

  after(() => rm(folder, { recursive: true }));

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
    await fails(['--lock', 'kick'], 2, /name the clip with --from/);
    await fails(['--lock', 'cowbell', '--from', waltz], 2, /It must be one of kick, snare/);
  });
});
