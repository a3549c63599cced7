import assert from 'node:assert/strict';
import type { LossName } from '../../../src/gan/losses';
import { openBackend } from '../../../src/training/backends/open-backend';
import { compareLosses } from '../../../src/training/compare/compare-losses';
import { readRecords, type ComparisonRecord } from '../../../src/training/compare/comparison-record';
import { freshFolder, removeFolders } from '../support/folders';
import { syntheticRecords, writeCorpus } from '../support/synthetic-corpus';

/**
 * A tenth of the full networks, and as many steps as it takes the plain losses to fail in them. Seen with seeds 1, 2
 * and 3: coverage .99, .97, .93 with relativistic, 0, .01, 0 with non-saturating and 0, 0, 0 with minimax, whose
 * gradient at the end is .0010, .0009 and .0013 of relativistic's. Non-saturating has only begun to repeat itself by
 * then (distinct .99, .87, .98); with networks half as large again,
 * batches of 64 and 400 steps, 1 % of its rhythms were distinct.
 */
const SETTINGS = {
  steps: 200,
  batchSize: 32,
  network: {
    generatorParameters: 100_000,
    generatorBlocks: 2,
    discriminatorParameters: 80_000,
    discriminatorBlocks: 1,
    latentSize: 32,
  },
  evaluateEvery: 50,
  checkpointEvery: 1000,
};

const LOSSES = ['minimax', 'non-saturating', 'relativistic'] as const satisfies readonly LossName[];

describe('training the same networks on the same rhythms', function () {
  this.timeout(900_000);
  const records = new Map<string, ComparisonRecord>();

  before(async () => {
    const corpusFolder = freshFolder();
    await writeCorpus(corpusFolder, syntheticRecords(800));
    const folder = freshFolder();
    await compareLosses({
      corpusFolder,
      folder,
      styles: ['house', 'techno'],
      contenders: LOSSES.map((loss) => ({ loss, seed: 1 })),
      preset: 'laptop',
      settings: SETTINGS,
      backend: await openBackend('wasm'),
      isInterrupted: () => false,
      report: {
        note: () => undefined,
        total: () => undefined,
        step: () => undefined,
        finished: () => Promise.resolve(),
      },
    });
    for (const record of await readRecords(folder)) records.set(record.config.loss, record);
  });

  after(removeFolders);

  function end(loss: (typeof LOSSES)[number], metric: string): number {
    return records.get(loss)!.evaluations.at(-1)!.metrics[metric]!;
  }

  it('covers held-out rhythms with the relativistic loss, all of them different', () => {
    const [coverage, distinct] = [end('relativistic', 'coverage'), end('relativistic', 'distinct')];
    assert.ok(coverage >= 0.85 && distinct >= 0.9, `coverage ${coverage}, distinct ${distinct}`);
  });

  for (const [loss, most] of [
    ['minimax', 0.1],
    ['non-saturating', 0.4],
  ] as const) {
    it(`covers next to no held-out rhythms with the ${loss} loss, so the comparison can tell`, () => {
      const coverage = end(loss, 'coverage');
      assert.ok(coverage <= most, `coverage ${coverage}`);
    });
  }

  it('starves the generator of gradient with the minimax loss, whose discriminator has won', () => {
    const [minimax, relativistic] = [
      end('minimax', 'generatorGradient'),
      end('relativistic', 'generatorGradient'),
    ];
    assert.ok(minimax / relativistic < 1e-2, `${minimax} against ${relativistic}`);
  });
});
