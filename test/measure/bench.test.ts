import assert from 'node:assert/strict';
import { z } from 'zod';
import { runScript } from '../support/command';
import { withTinyModelFolder } from '../device/support/frozen-device';

const figure = z.number().positive();

/** What other programs may rely on in `npm run bench -- --json`. */
const documentSchema = z.object({
  machine: z.object({ processor: z.string(), threads: figure, node: z.string() }),
  limits: z.object({ firstRhythmMs: figure, requestMs: figure, memoryBytes: figure, deviceBytes: figure }),
  deviceBytes: figure,
  device: z
    .array(
      z.object({
        name: z.string(),
        bundleBytes: figure,
        readyMs: figure,
        firstRhythmMs: figure,
        requestMs: figure,
        slowRequestMs: figure,
        sixteenMs: figure,
        memoryBytes: figure,
      }),
    )
    .length(3),
  passes: z.array(z.object({ name: z.string(), passMs: figure })).min(2),
  training: z.array(z.unknown()),
  comparisons: z.array(z.unknown()),
  skipped: z.array(z.string()),
});

describe('npm run bench', function () {
  this.timeout(60_000);

  it('prints one JSON document with the device beside its heavier alternatives', async () => {
    await withTinyModelFolder(async (folder) => {
      const words = ['--model', folder, '--requests', '2', '--starts', '1', '--no-training', '--json'];
      const { code, stdout } = await runScript('bench', words);
      assert.equal(code, 0);
      const document = documentSchema.parse(JSON.parse(stdout));
      assert.ok(document.deviceBytes < document.limits.deviceBytes);
      assert.match(document.device[0]!.name, /WebAssembly/);
    });
  });

  it('says in one sentence that there is no model in a folder', async () => {
    const { code, stderr } = await runScript('bench', ['--model', '/nowhere', '--json']);
    assert.equal(code, 1);
    assert.match(stderr, /^error: There is no model in \/nowhere/);
  });
});
