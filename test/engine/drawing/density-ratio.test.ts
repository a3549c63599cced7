import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModelFolder } from '../../../src/device/node/model-folder';
import { type Engine, type GeneratedRhythm, loadEngine } from '../../../src/engine/engine';
import type { ModelFiles } from '../../../src/engine/network/model-files';
import { type GenerationRequest, parseRequest } from '../../../src/engine/request/request';
import { UNIT_STEPS, cellIndex } from '../../../src/rhythm/grid';
import { hitCount, hitsOf } from '../../../src/rhythm/pattern';
import { tinyModel, withDensityRatio } from '../../support/tiny-model';
import { writeModelFolder } from '../../support/model-folder';

/** Every cell of the second bar. */
const SECOND_BAR = Array.from({ length: UNIT_STEPS / 2 }, (_, step) =>
  Array.from({ length: 12 }, (__, voice) => cellIndex(UNIT_STEPS / 2 + step, voice)),
).flat();
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

describe('a model with a density ratio', () => {
  let files: ModelFiles;
  const open: Engine[] = [];
  const load = async (model: ModelFiles): Promise<Engine> => {
    const engine = await loadEngine(model);
    open.push(engine);
    return engine;
  };
  const ask = (engine: Engine, words: Partial<GenerationRequest> = {}): GeneratedRhythm =>
    engine.generate(parseRequest({ seed: 1, style: 'house', bars: 2, ...words }, engine.card));
  /** Mean hits of the second bar. */
  const lateHits = (engine: Engine, words: Partial<GenerationRequest> = {}): number =>
    SEEDS.map(
      (seed) =>
        hitsOf(ask(engine, { seed, ...words }).pattern).filter(({ step }) => step >= UNIT_STEPS / 2).length,
    ).reduce((sum, count) => sum + count, 0) / SEEDS.length;

  before(async () => {
    files = await tinyModel();
  });

  after(() => {
    for (const engine of open) engine.dispose();
  });

  it('draws what it finds likelier more often, the stronger the ratio', async () => {
    const [none, weak, strong] = await Promise.all(
      [0, 0.05, 5].map((strength) => load(withDensityRatio(files, SECOND_BAR, strength))),
    );
    const hits = [none, weak, strong].map((engine) => lateHits(engine!));
    assert.ok(hits[0]! < hits[1]! && hits[1]! < hits[2]!, hits.join());
    // At full strength Gumbel noise hardly counts: always the fullest second bar of sixteen.
    assert.ok(hits[2]! > hits[0]! + 5, hits.join());
  });

  it('plays what is asked for all the same: the ratio chooses among candidates that are equally near', async () => {
    const [plain, strong] = [await load(files), await load(withDensityRatio(files, SECOND_BAR, 0.2))];
    for (const density of [0.2, 0.5, 0.8]) {
      const [a, b] = [ask(plain, { density }), ask(strong, { density })];
      assert.ok(Math.abs(hitCount(a.pattern) - hitCount(b.pattern)) <= 2);
    }
    assert.ok(lateHits(strong, { density: 0.5 }) > lateHits(plain, { density: 0.5 }));
  });

  it('gives the same rhythm for the same request', async () => {
    const model = withDensityRatio(files, SECOND_BAR, 1);
    for (const bars of [1, 4] as const)
      assert.deepEqual(ask(await load(model), { bars }), ask(await load(model), { bars }));
  });

  it('is read from a folder, and refused with a sentence where its file is missing or damaged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fourfloor ratio '));
    const model = withDensityRatio(files, SECOND_BAR, 1);
    try {
      const { topology, weights, card } = model;
      writeModelFolder(folder, { topology, weights, card });
      await assert.rejects(async () => loadEngine(await readModelFolder(folder)), {
        message: /^density-ratio\.bin is missing, although card\.json lists it\./,
      });
      writeFileSync(join(folder, 'density-ratio.bin'), model.densityRatio);
      assert.deepEqual(ask(await load(await readModelFolder(folder))), ask(await load(model)));
      writeFileSync(join(folder, 'density-ratio.bin'), model.densityRatio.slice(0, -2));
      await assert.rejects(async () => loadEngine(await readModelFolder(folder)), {
        message: /^density-ratio\.bin is damaged or belongs to another model/,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
