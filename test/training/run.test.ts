import assert from 'node:assert/strict';
import { readFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { LOSS_NAMES } from '../../src/gan/losses';
import { openBackend } from '../../src/training/backends/open-backend';
import type { TrainingConfig } from '../../src/training/config';
import { freshFolder } from './support/folders';
import { smallConfig } from './support/small-config';
import { syntheticRecords, writeCorpus } from './support/synthetic-corpus';
import { editCheckpoint, hashOf, runsOfSuite, type TestRun } from './support/test-run';

describe('train', function () {
  this.timeout(60_000);
  const run = runsOfSuite();
  const hashAfter = (options: TestRun): Promise<string> => hashOf(run(options));

  for (const backend of ['wasm', 'cpu'] as const) {
    it(`gives the same bits when stopped and resumed as when left alone on ${backend}`, async () => {
      const whole = await hashAfter({ runFolder: freshFolder(), backend });
      const runFolder = freshFolder();
      const stopped = await run({ runFolder, backend, stopAfter: 7 });
      assert.deepEqual(stopped, { status: 'interrupted', step: 7 });
      assert.equal(await hashAfter({ runFolder, backend, resume: true }), whole);
    });
  }

  it('gives the same bits for the same seed and others for another, as a seed promises', async () => {
    const config = (seed: number): TrainingConfig => smallConfig({ seed, steps: 4 });
    const hashes = [
      await hashAfter({ runFolder: freshFolder(), config: config(5) }),
      await hashAfter({ runFolder: freshFolder(), config: config(5) }),
      await hashAfter({ runFolder: freshFolder(), config: config(6) }),
    ];
    assert.equal(hashes[0], hashes[1]);
    assert.notEqual(hashes[0], hashes[2]);
  });

  it('starts from the networks of another run, says so on the card, and resumes to the same bits', async () => {
    const first = freshFolder();
    await run({ runFolder: first, config: smallConfig({ steps: 6 }) });
    const next = { config: smallConfig({ steps: 5, seed: 2, learningRate: 1e-4 }), from: first };
    const outcome = await run({ runFolder: freshFolder(), ...next });
    assert.equal(outcome.status, 'finished');
    const { startedFrom } = outcome.card.training as {
      startedFrom?: { steps: number; config: TrainingConfig };
    };
    assert.equal(startedFrom?.steps, 6);
    assert.equal(startedFrom.config.seed, smallConfig().seed);
    assert.notEqual(
      outcome.card.weightsSha256,
      await hashAfter({ runFolder: freshFolder(), config: next.config }),
    );
    const stopped = freshFolder();
    await run({ runFolder: stopped, ...next, stopAfter: 2 });
    assert.equal(await hashAfter({ runFolder: stopped, ...next, resume: true }), outcome.card.weightsSha256);
  });

  it('refuses to start from networks of other sizes, naming the run and what to give', async () => {
    const first = freshFolder();
    await run({ runFolder: first, config: smallConfig({ steps: 1 }) });
    const config = smallConfig({ network: { ...smallConfig().network, latentSize: 9 } });
    await assert.rejects(run({ runFolder: freshFolder(), config, from: first }), (error: Error) =>
      error.message.startsWith(`The run in ${first} has different network sizes`),
    );
  });

  for (const loss of LOSS_NAMES) {
    it(`runs with the ${loss} loss and gives all its memory back`, async () => {
      await openBackend('wasm');
      const before = tf.memory().numTensors;
      await hashAfter({ runFolder: freshFolder(), config: smallConfig({ loss, steps: 2 }) });
      assert.equal(tf.memory().numTensors, before);
    });
  }

  it('exports nothing and keeps a whole checkpoint when interrupted', async () => {
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: 3 });
    assert.deepEqual(readdirSync(runFolder), ['checkpoint']);
    assert.deepEqual(readdirSync(join(runFolder, 'checkpoint')).sort(), ['state.json', 'tensors.bin']);
  });

  it('can be interrupted while it chooses how the model is read, and goes straight to the export when resumed', async () => {
    const runFolder = freshFolder();
    const { steps } = smallConfig();
    const outcome = await run({ runFolder, stopAfter: steps + 2 });
    assert.deepEqual(outcome, { status: 'interrupted', step: steps });
    assert.equal(readdirSync(runFolder).includes('model'), false);
    assert.match(await hashAfter({ runFolder, resume: true }), /^[0-9a-f]{64}$/);
  });

  it('exports what one backend has trained to the end on another, and says where it was trained', async () => {
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: smallConfig().steps + 2 });
    const outcome = await run({ runFolder, resume: true, backend: 'cpu' });
    assert.equal(outcome.status, 'finished');
    assert.equal(outcome.card.training.backend, 'wasm');
    assert.equal(outcome.card.weightsSha256, await hashAfter({ runFolder: freshFolder() }));
  });

  it('goes on from the old checkpoint when it was killed while the new one took its place', async () => {
    const whole = await hashAfter({ runFolder: freshFolder() });
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: 5 });
    renameSync(join(runFolder, 'checkpoint'), join(runFolder, 'checkpoint.previous'));
    assert.equal(await hashAfter({ runFolder, resume: true }), whole);
  });

  it('starts from the beginning when it was killed before the first checkpoint', async () => {
    const outcome = await run({ runFolder: freshFolder(), resume: true, stopAfter: 1 });
    assert.deepEqual(outcome, { status: 'interrupted', step: 1 });
  });

  it('refuses to go on with other settings, since the bits would be neither run’s', async () => {
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: 1 });
    await assert.rejects(
      run({ runFolder, resume: true, config: smallConfig({ seed: 9, batchSize: 4 }) }),
      /different settings \(seed, batchSize\)/,
    );
    await assert.rejects(
      run({ runFolder, resume: true, backend: 'cpu' }),
      /a different backend \(wasm, not cpu\)/,
    );
    const other = freshFolder();
    await writeCorpus(other, syntheticRecords(80, 2));
    await assert.rejects(run({ runFolder, resume: true, corpusFolder: other }), /a different corpus/);
  });

  it('refuses to overwrite an existing run', async () => {
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: 1 });
    await assert.rejects(run({ runFolder }), /already contains a training run: add --resume/);
  });

  it('says that a checkpoint is damaged instead of going on with rubbish', async () => {
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: 1 });
    truncateSync(join(runFolder, 'checkpoint/tensors.bin'), 1000);
    await assert.rejects(run({ runFolder, resume: true }), /is damaged: delete it/);
  });

  it('names a corpus that is damaged or missing, in one sentence', async () => {
    const damaged = freshFolder();
    await writeCorpus(damaged, syntheticRecords(40));
    const shard = join(damaged, 'shards/shard-000.jsonl');
    const lines = readFileSync(shard, 'utf8').split('\n');
    writeFileSync(shard, lines.slice(0, 20).join('\n'));
    await assert.rejects(
      run({ runFolder: freshFolder(), corpusFolder: damaged }),
      /lists 40 patterns, but it contains 20/,
    );
    writeFileSync(shard, lines.join('\n').slice(0, -100));
    await assert.rejects(run({ runFolder: freshFolder(), corpusFolder: damaged }), /line 40, is not JSON/);
    await assert.rejects(
      run({ runFolder: freshFolder(), corpusFolder: join(damaged, 'nowhere') }),
      /is not a corpus/,
    );
  });

  it('draws a page of the run that needs nothing from outside', async () => {
    const runFolder = freshFolder();
    await hashAfter({ runFolder });
    const page = readFileSync(join(runFolder, 'training.html'), 'utf8');
    assert.match(page, /<svg/);
    assert.match(page, /No sign of collapse/);
    assert.doesNotMatch(page, /<script|src="http/);
  });

  it('draws the same page after a resume as when left alone, pictures of the beginning included', async () => {
    const config = smallConfig({ evaluateEvery: 2 });
    const pageAfter = async (...stops: readonly number[]): Promise<string> => {
      const runFolder = freshFolder();
      for (const stopAfter of stops) await run({ runFolder, config, stopAfter });
      await run({ runFolder, config, resume: true });
      return readFileSync(join(runFolder, 'training.html'), 'utf8');
    };
    const whole = await pageAfter();
    assert.equal(await pageAfter(5), whole);
    for (const step of [2, 4, 6, 8, 10, 12]) assert.match(whole, new RegExp(`>Step ${step}<`));
  });

  it('resumes from a checkpoint of before there were pictures', async () => {
    const runFolder = freshFolder();
    await run({ runFolder, stopAfter: 7 });
    editCheckpoint(runFolder, ({ history }) => delete history.snapshots);
    assert.equal(await hashAfter({ runFolder, resume: true }), await hashAfter({ runFolder: freshFolder() }));
  });
});
