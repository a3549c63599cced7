import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { openBackend } from '../../../src/training/backends/open-backend';
import { compareLosses, type ComparisonOptions } from '../../../src/training/compare/compare-losses';
import { readRecords } from '../../../src/training/compare/comparison-record';
import type { Contender } from '../../../src/training/compare/contender-settings';
import { freshFolder, removeFolders } from '../support/folders';
import { SMALL_SETTINGS } from '../support/small-config';
import { syntheticRecords, writeCorpus } from '../support/synthetic-corpus';

const MINIMAX: Contender = { loss: 'minimax', seed: 1 };
const RELATIVISTIC: Contender = { loss: 'relativistic', seed: 2 };

describe('compareLosses', function () {
  this.timeout(240_000);
  let corpus: string;

  before(async () => {
    corpus = freshFolder();
    await writeCorpus(corpus, syntheticRecords(80));
  });

  after(removeFolders);

  interface Given extends Partial<ComparisonOptions> {
    /** Interrupts after that many steps of all trainings together. */
    readonly stopAfter?: number;
  }

  /** @returns whether it came to its end, and which steps it did */
  async function compare(
    folder: string,
    { stopAfter = Infinity, ...given }: Given = {},
  ): Promise<{ readonly complete: boolean; readonly steps: readonly string[] }> {
    const steps: string[] = [];
    const complete = await compareLosses({
      corpusFolder: corpus,
      folder,
      styles: ['house', 'techno'],
      contenders: [MINIMAX, RELATIVISTIC],
      preset: 'laptop',
      settings: SMALL_SETTINGS,
      backend: await openBackend('wasm'),
      isInterrupted: () => steps.length >= stopAfter,
      report: {
        note: () => undefined,
        total: () => undefined,
        step: (_done, words) => void steps.push(words),
        finished: () => Promise.resolve(),
      },
      ...given,
    });
    return { complete, steps };
  }

  const filesOf = (folder: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(join(folder, 'runs')).map((name) => [
        name,
        readFileSync(join(folder, 'runs', name), 'utf8'),
      ]),
    );

  it('comes to the same figures when stopped in the second training and started again', async () => {
    const whole = freshFolder();
    assert.equal((await compare(whole)).complete, true);
    const folder = freshFolder();
    const { steps } = SMALL_SETTINGS;
    const stopped = await compare(folder, { stopAfter: steps + 7 });
    assert.equal(stopped.complete, false);
    assert.deepEqual(Object.keys(filesOf(folder)), ['minimax-seed-1.json']);
    const rest = await compare(folder);
    assert.equal(rest.steps.length, steps - 7);
    assert.deepEqual(filesOf(folder), filesOf(whole));
    assert.deepEqual(readdirSync(join(folder, 'unfinished')), []);
  });

  it('repeats nothing that is done, and adds a seed to what is there', async () => {
    const folder = freshFolder();
    await compare(folder, { contenders: [MINIMAX] });
    const before = filesOf(folder);
    const second = { ...MINIMAX, seed: 5 };
    const { steps } = await compare(folder, { contenders: [MINIMAX, second] });
    assert.ok(steps.length === SMALL_SETTINGS.steps && steps.every((words) => words.includes('seed-5')));
    assert.deepEqual(
      (await readRecords(folder)).map(({ config }) => config.seed),
      [1, 5],
    );
    assert.equal(filesOf(folder)['minimax-seed-1.json'], before['minimax-seed-1.json']);
  });

  it('refuses to put trainings with different settings or data into one picture', async () => {
    const folder = freshFolder();
    await compare(folder, { contenders: [MINIMAX] });
    const settings = { ...SMALL_SETTINGS, steps: 6 };
    await assert.rejects(
      compare(folder, { contenders: [RELATIVISTIC], settings }),
      /contains a training run \(minimax-seed-1\) with different settings \(steps\): use what it was made with, or choose another --out/,
    );
    await assert.rejects(compare(folder, { styles: ['techno'] }), /with a different corpus/);
  });

  it('names the styles that there are when asked for another, before it trains', async () => {
    const folder = freshFolder();
    await assert.rejects(
      compare(folder, { styles: ['house', 'polka'] }),
      /has no patterns in the style polka; it has house, techno\.$/,
    );
    assert.equal(existsSync(join(folder, 'runs')), false);
  });

  it('says that a record is damaged, instead of drawing a wrong picture', async () => {
    const folder = freshFolder();
    await compare(folder, { contenders: [MINIMAX] });
    const file = join(folder, 'runs/minimax-seed-1.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -10));
    await assert.rejects(compare(folder), /minimax-seed-1\.json is damaged: delete it and compare again\.$/);
  });

  it('gives all its memory back', async () => {
    await openBackend('wasm');
    const before = tf.memory().numTensors;
    await compare(freshFolder());
    assert.equal(tf.memory().numTensors, before);
  });

  it('ends a training whose losses are no longer numbers, and goes on with the next', async () => {
    const folder = freshFolder();
    const settings = { ...SMALL_SETTINGS, learningRate: 1e30 };
    assert.equal((await compare(folder, { settings })).complete, true);
    const records = await readRecords(folder);
    assert.deepEqual(
      records.map(({ divergedAtStep }) => divergedAtStep !== null),
      [true, true],
    );
  });
});
