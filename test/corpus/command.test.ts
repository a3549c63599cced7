import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { manifestSchema } from '../../src/corpus/manifest';
import { FLOOR, ROCK, midiOf, withFolder } from './fixtures';

const ROOT = resolve(__dirname, '..', '..');

async function corpus(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, ['-r', 'ts-node/register', 'scripts/corpus.ts', ...words], {
    cwd: ROOT,
  });
  const exit = new Promise<number>((resolveCode) => child.on('close', (code) => resolveCode(code ?? -1)));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

describe('npm run corpus', function () {
  this.timeout(60_000);

  it('prints one JSON document and nothing else with --json', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'm'));
      writeFileSync(join(folder, 'm', 'a.mid'), midiOf([FLOOR, ROCK]));
      const { code, out, err } = await corpus(
        'midi',
        join(folder, 'm'),
        '--out',
        join(folder, 'ö'),
        '--json',
      );
      assert.equal(err, '');
      assert.equal(code, 0);
      assert.equal(manifestSchema.parse(JSON.parse(out)).windows, 1);
    });
  });

  it('ends with 1 and one sentence for files that are no rhythm, and leaves nothing behind', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'm'));
      writeFileSync(join(folder, 'm', 'noise.mid'), 'noise');
      const { code, out, err } = await corpus('midi', join(folder, 'm'), '--out', join(folder, 'out'));
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.match(
        err,
        /^error: There is no pattern to write: 1 files skipped, the first, noise\.mid: .*\.\n$/,
      );
      assert.deepEqual(readdirSync(folder), ['m']);
    });
  });

  it('ends with 2 when it is used wrongly', async () => {
    const [without, unknown] = await Promise.all([corpus('midi', 'folder'), corpus('tapes', '--out', 'x')]);
    assert.deepEqual([without.code, unknown.code], [2, 2]);
    assert.match(without.err, /--out/);
  });
});
