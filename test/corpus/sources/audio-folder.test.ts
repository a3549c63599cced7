import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeScene } from '../../../src/measure/audio-bench/drum-scene';
import { checkAnalysis } from '../../../src/corpus/analysis/document';
import { manifestSchema, type CorpusManifest } from '../../../src/corpus/manifest';
import { Random } from '../../../src/rhythm/random';
import { runScript, startScript } from '../../support/command';
import { recordsIn, withFolder } from '../support/fixtures';
import { writeWav } from '../audio/wav-fixture';

/** A folder with two loops of four bars in a folder named house. */
function writeLoops(folder: string): string {
  const music = join(folder, 'Müsic [1]');
  mkdirSync(join(music, 'House'), { recursive: true });
  for (const seed of [1, 2]) {
    const { samples, tempoBpm } = makeScene({ bars: 4, isLoop: true }, Random.fromSeed(seed));
    writeWav(join(music, 'House', `${tempoBpm}bpm_${seed}.wav`), samples);
  }
  return music;
}

async function corpusOf(music: string, words: readonly string[]): Promise<CorpusManifest> {
  const { code, stdout, stderr } = await runScript('corpus', ['audio', music, '--json', ...words]);
  assert.equal(code, 0, stderr);
  return manifestSchema.parse(JSON.parse(stdout));
}

describe('npm run corpus -- audio', function () {
  this.timeout(300_000);

  it('reads what it can, skips the rest with a sentence each, and keeps what it heard', async () => {
    await withFolder(async (folder) => {
      const music = writeLoops(folder);
      writeFileSync(join(music, 'text.mp3'), 'This is no music.');
      writeWav(join(music, 'silent.wav'), new Float32Array(44_100 * 4));
      const sparse = join(music, 'sparse.flac');
      writeFileSync(sparse, '');
      truncateSync(sparse, 10e9);
      const heard = join(folder, 'heard');
      const out = join(folder, 'out');
      const manifest = await corpusOf(music, ['--out', out, '--analysis', heard, '--threads', '2']);
      assert.equal(manifest.filesRead, 2);
      assert.equal(manifest.bars, 8);
      assert.deepEqual(manifest.filesSkipped, [
        { file: 'silent.wav', reason: 'It is silent.' },
        { file: 'sparse.flac', reason: 'It is larger than 400000000 bytes; cut it into tracks.' },
        { file: 'text.mp3', reason: 'It holds no MP3 audio.' },
      ]);
      const records = await recordsIn(out);
      assert.ok(records.length >= 2);
      assert.ok(records.every(({ style, provenance }) => style === 'house' && provenance === 'transcribed'));
      const documents = readdirSync(join(heard, 'House'));
      assert.equal(documents.length, 2);
      const first = join(heard, 'House', documents[0]!);
      checkAnalysis(JSON.parse(readFileSync(first, 'utf8')));

      // A second run takes what was heard, and hears anew only the file that changed since.
      const before = documents.map((name) => statSync(join(heard, 'House', name)).mtimeMs);
      const changed = join(music, 'House', documents[1]!.replace(/\.json$/, ''));
      utimesSync(changed, new Date(1e12), new Date(1e12));
      const again = await corpusOf(music, ['--out', out, '--analysis', heard, '--threads', '1']);
      assert.equal(again.fingerprint, manifest.fingerprint);
      const after = documents.map((name) => statSync(join(heard, 'House', name)).mtimeMs);
      assert.equal(after[0], before[0]);
      assert.notEqual(after[1], before[1]);
    });
  });

  it('writes the same bytes however many threads listen, and names licence and credit as told', async () => {
    await withFolder(async (folder) => {
      const music = writeLoops(folder);
      const words = ['--style', 'Tech House', '--licence', 'CC BY 4.0', '--credit', 'Two friends'];
      const written = (threads: string): Promise<CorpusManifest> =>
        corpusOf(music, ['--out', join(folder, threads), '--threads', threads, ...words]);
      const manifest = await written('1');
      // It holds the hash of every shard.
      assert.deepEqual(await written('2'), manifest);
      const [source] = manifest.sources;
      assert.equal(source?.licence, 'CC BY 4.0');
      assert.equal(source?.credit, 'Two friends');
      assert.ok(manifest.counts.every(({ style }) => style === 'tech-house'));
    });
  });

  it('ends at Ctrl-C without a corpus, and keeps what it heard for the next time', async () => {
    await withFolder(async (folder) => {
      const music = writeLoops(folder);
      const out = join(folder, 'out');
      const child = startScript('corpus', ['audio', music, '--out', out, '--threads', '1']);
      let errors = '';
      child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
      const heard = join(`${out}.analysis`, 'House');
      const code = await new Promise<number | null>((resolve) => {
        const watch = setInterval(() => {
          if (existsSync(heard) && readdirSync(heard).some((name) => name.endsWith('.json'))) {
            clearInterval(watch);
            child.kill('SIGINT');
          }
        }, 20);
        child.on('exit', (found) => {
          clearInterval(watch);
          resolve(found);
        });
      });
      // A machine quick enough to be done by then has written its corpus whole.
      if (code === 0) return;
      assert.equal(code, 130, errors);
      assert.ok(!existsSync(out));
      assert.ok(readdirSync(heard).length >= 1);
    });
  });
});
