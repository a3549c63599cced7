import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScriptOn } from '../support/command';
import { NO_ENGINES, otherEngines } from '../support/engines';
import { writeModelFolder } from '../support/model-folder';
import { tinyModel } from '../support/tiny-model';

describe('npm run generate on another version of Node', function () {
  this.timeout(120_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fourfloor-engines-'));
    writeModelFolder(folder, await tinyModel());
  });
  after(() => rm(folder, { recursive: true }));

  /** What it says and the clip that it writes when a Node of that program runs it. */
  const made = async (program: string): Promise<object> => {
    const out = await mkdtemp(join(folder, 'out-'));
    const words = ['--model', folder, '--out', out, '--seed', '5'];
    const { code, stderr } = await runScriptOn(program, 'generate', words);
    assert.equal(code, 0, stderr);
    return { stderr, clip: await readFile(join(out, 'house-5.mid')) };
  };

  const engines = otherEngines();
  if (engines.length === 0) it(`gives the same bytes for the same seed (${NO_ENGINES})`);
  for (const { program, version } of engines) {
    it(`gives the same bytes for the same seed: ${version}`, async () => {
      assert.deepEqual(await made(program), await made(process.execPath));
    });
  }
});
