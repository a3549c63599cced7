import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from './support/folders';
import { smallConfig } from './support/small-config';
import { editCheckpoint, runsOfSuite } from './support/test-run';

describe('a run that collapses', function () {
  this.timeout(60_000);
  const run = runsOfSuite();

  /** A game that the discriminator wins within a few steps, after which nothing moves any more. */
  const lostGame = smallConfig({
    loss: 'minimax',
    learningRate: 0.05,
    steps: 2000,
    evaluateEvery: 2000,
    checkpointEvery: 2000,
  });

  it('ends at a collapse when asked to, says what died, and can go on from there', async () => {
    const runFolder = freshFolder();
    const options = { runFolder, config: lostGame };
    const outcome = await run({ ...options, stopOnCollapse: true });
    assert.equal(outcome.status, 'collapsed');
    assert.ok(outcome.step >= 300 && outcome.step < 2000, `step ${outcome.step}`);
    assert.equal(outcome.signs[0]?.severity, 'collapse');
    assert.equal(outcome.model === undefined, !readdirSync(runFolder).includes('model'));
    const page = readFileSync(join(runFolder, 'training.html'), 'utf8');
    assert.match(page, /<strong>Collapse<\/strong>/);
    assert.match(page, new RegExp(`The run ended at step ${outcome.step}`));
    assert.doesNotMatch(page, /http-equiv="refresh"/);

    const again = await run({ ...options, resume: true, stopOnCollapse: true });
    assert.deepEqual(again.status === 'collapsed' && again.step, outcome.step);
    const notes: string[] = [];
    const further = await run({ ...options, resume: true, stopAfter: 25, notes });
    assert.deepEqual(further, { status: 'interrupted', step: outcome.step + 25 });
    assert.equal(
      notes.filter((note) => note.includes(', collapse: ')).length,
      outcome.signs.length,
      'said once, not at every row',
    );
  });

  it('exports the best generator from before a collapse', async () => {
    const runFolder = freshFolder();
    const config = smallConfig({ steps: 400 });
    await run({ runFolder, config, stopAfter: 13 });
    let best: number | undefined;
    editCheckpoint(runFolder, (saved) => {
      best = saved.best?.step;
      const dead = { discriminatorLoss: 0, generatorLoss: 0, penalty: 0 };
      const gradients = { discriminatorGradient: 1, generatorGradient: 0 };
      saved.history.losses = Array.from({ length: 30 }, (_, index) => ({
        step: index,
        ...dead,
        ...gradients,
      }));
    });
    assert.ok(best === 6 || best === 12, 'the corpus is easy enough to be covered at once');
    const outcome = await run({ runFolder, config, resume: true, stopOnCollapse: true });
    assert.equal(outcome.status, 'collapsed');
    assert.equal(outcome.step, 13);
    assert.equal(outcome.model?.card.training.bestStep, best);
    assert.ok(readdirSync(join(runFolder, 'model')).includes('weights.bin'));
  });

  it('ends in any case when a loss is no longer a number, and keeps the previous checkpoint', async () => {
    const runFolder = freshFolder();
    const config = smallConfig({ learningRate: 1e30, steps: 100, evaluateEvery: 100, checkpointEvery: 100 });
    const outcome = await run({ runFolder, config });
    assert.equal(outcome.status, 'collapsed');
    assert.equal(outcome.signs[0]?.code, 'not-finite');
    const resumed = await run({ runFolder, config, resume: true, stopAfter: 1 });
    assert.deepEqual(resumed, { status: 'interrupted', step: 1 });
  });
});
