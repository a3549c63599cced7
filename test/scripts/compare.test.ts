import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, startScript } from '../support/command';
import { freshFolder, removeFolders } from '../training/support/folders';
import { SMALL_SETTINGS } from '../training/support/small-config';
import { syntheticRecords, writeCorpus } from '../training/support/synthetic-corpus';

describe('npm run compare', function () {
  this.timeout(900_000);
  let corpus: string;
  let given: string[];

  before(async () => {
    corpus = freshFolder();
    await writeCorpus(corpus, syntheticRecords(80));
    const config = join(corpus, 'settings.json');
    writeFileSync(config, JSON.stringify({ ...SMALL_SETTINGS, evaluateEvery: 100, checkpointEvery: 100 }));
    given = ['--corpus', corpus, '--config', config, '--backend', 'wasm', '--seeds', '1'];
  });

  after(removeFolders);

  it('goes on after Ctrl-C where it stopped, and shows what is finished in the meantime', async () => {
    const out = freshFolder();
    const words = [...given, '--out', out, '--losses', 'minimax,relativistic', '--steps', '400'];
    const child = startScript('compare', words);
    const ended = once(child, 'close');
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    // The page comes with the first training's end, in the middle of the work.
    while (!existsSync(join(out, 'comparison.html')) && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const [code] = (await ended) as [number];
    assert.equal(code, 130, said);
    assert.match(said, /run the same command again to continue/);

    const early = await runScript('compare', ['--out', out, '--report-only']);
    assert.equal(early.code, 0, early.stderr);
    assert.match(early.stdout, /^minimax +1 seed /);
    assert.doesNotMatch(early.stdout, /relativistic/);

    const picture = join(out, 'pictures', 'losses.svg');
    const {
      code: last,
      stdout,
      stderr,
    } = await runScript('compare', [...words, '--json', '--picture', picture]);
    assert.equal(last, 0, stderr);
    const summary = JSON.parse(stdout) as {
      csv: string;
      losses: { loss: string; seeds: number[]; end: Record<string, { mean: number }> }[];
    };
    assert.deepEqual(
      summary.losses.map(({ loss, seeds }) => [loss, seeds]),
      [
        ['minimax', [1]],
        ['relativistic', [1]],
      ],
    );
    assert.ok(Number.isFinite(summary.losses[1]?.end.coverage?.mean));
    assert.match(readFileSync(summary.csv, 'utf8'), /\nrelativistic,1,/);
    assert.match(readFileSync(picture, 'utf8'), /^<svg /);
  });

  it('exits 2 on wrong usage and 1 with one sentence where there is nothing to train on or to show', async () => {
    const out = freshFolder();
    const [loss, noCorpus, empty, polka] = await Promise.all([
      runScript('compare', [...given, '--out', out, '--losses', 'minimax,hinge']),
      runScript('compare', ['--out', out]),
      runScript('compare', ['--out', out, '--report-only']),
      runScript('compare', [...given, '--out', out, '--style', 'polka']),
    ]);
    assert.equal(loss.code, 2);
    assert.match(loss.stderr, /relativistic, wgan-gp, non-saturating, minimax/);
    assert.equal(noCorpus.code, 2);
    assert.match(noCorpus.stderr, /--corpus is required/);
    assert.equal(empty.code, 1);
    assert.match(empty.stderr, /^error: [^\n]* contains no finished training run yet[^\n]*\n$/);
    assert.equal(polka.code, 1);
    assert.match(polka.stderr, /^error: [^\n]*no patterns in the style polka; it has house, techno\.\n$/);
  });
});
