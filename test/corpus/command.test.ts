import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestSchema } from '../../src/corpus/manifest';
import { runScript } from '../support/command';
import { FLOOR, ROCK, midiOf, withFolder } from './support/fixtures';

describe('npm run corpus', function () {
  this.timeout(60_000);

  it('prints one JSON document and nothing else with --json', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'm'));
      writeFileSync(join(folder, 'm', 'a.mid'), midiOf([FLOOR, ROCK]));
      const { code, stdout, stderr } = await runScript('corpus', [
        'midi',
        join(folder, 'm'),
        '--out',
        join(folder, 'ö'),
        '--json',
      ]);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      assert.equal(manifestSchema.parse(JSON.parse(stdout)).windows, 1);
    });
  });

  it('exits 1 with one sentence for files that hold no rhythm, and leaves nothing behind', async () => {
    await withFolder(async (folder) => {
      mkdirSync(join(folder, 'm'));
      writeFileSync(join(folder, 'm', 'noise.mid'), 'noise');
      const { code, stdout, stderr } = await runScript('corpus', [
        'midi',
        join(folder, 'm'),
        '--out',
        join(folder, 'out'),
      ]);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(
        stderr,
        /^error: There are no patterns to write: the first skipped file \(of 1\) is noise\.mid: .*\.\n$/,
      );
      assert.deepEqual(readdirSync(folder), ['m']);
    });
  });

  it('exits 2 on wrong usage', async () => {
    const [without, unknown] = await Promise.all([
      runScript('corpus', ['midi', 'folder']),
      runScript('corpus', ['tapes', '--out', 'x']),
    ]);
    assert.deepEqual([without.code, unknown.code], [2, 2]);
    assert.match(without.stderr, /--out/);
  });
});
