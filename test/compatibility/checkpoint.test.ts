import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../../src/corpus/read-corpus';
import { toHost, type Weights } from '../../src/gan/weights';
import { openBackend } from '../../src/training/backends/open-backend';
import { restoreCheckpoint } from '../../src/training/checkpoint';
import { configFor, type TrainingConfig } from '../../src/training/config';
import { readDataset } from '../../src/training/data/read-dataset';
import { train, type RunOptions, type RunOutcome } from '../../src/training/run';
import { createState, disposeState, type RunState } from '../../src/training/run-state';
import { freshFolder, removeFolders } from '../training/support/folders';
import { assertHolds } from './support/assert-holds';
import { fixture, fixturePath } from './support/fixtures';

/** What 0.1.0 came to when it went on from the checkpoint itself. */
interface RunReadings {
  /** Every setting of the run. */
  readonly config: TrainingConfig;
  readonly stoppedAfter: number;
  readonly best: object;
  readonly goneOn: { readonly step: number; readonly sha256: Hashes; readonly history: object };
  readonly finished: { readonly weightsSha256: string };
  /** A run of its own that began with the networks of the checkpoint. */
  readonly startedFrom: { readonly config: TrainingConfig; readonly step: number; readonly sha256: Hashes };
}

/** Over the numbers of each network and of Adam's moments. */
type Hashes = Readonly<Record<string, string>>;

const READ = fixture<RunReadings>('run', 'run.read.json');
const CORPUS = fixturePath('corpus');
const BACKEND = 'wasm';

describe('a run that 0.1.0 left at a checkpoint', function () {
  this.timeout(60_000);
  after(removeFolders);

  it('resumes to the very bits that 0.1.0 resumed to, because a resumed run must be the same run', async () => {
    const runFolder = runOfThen();
    const { step, sha256, history } = READ.goneOn;
    const outcome = await run({ runFolder, resume: true }, step - READ.stoppedAfter);
    assert.deepEqual(outcome, { status: 'interrupted', step });
    await withState(runFolder, READ.config, async (state) => {
      assert.deepEqual(await hashesOf(state), sha256);
      assertHolds(state.history, history, 'history');
      assertHolds(state.best, READ.best, 'best');
    });
  });

  it('exports at its end the weights that 0.1.0 exported: its best, from before the checkpoint', async () => {
    const outcome = await run({ runFolder: runOfThen(), resume: true });
    assert.equal(outcome.status, 'finished');
    assert.equal(outcome.card.weightsSha256, READ.finished.weightsSha256);
  });

  it('lends its networks to a new run, which ends up where it did in 0.1.0', async () => {
    const runFolder = freshFolder();
    const { config, step, sha256 } = READ.startedFrom;
    const outcome = await run({ runFolder, from: runOfThen(), config: configOf(config) }, step);
    assert.deepEqual(outcome, { status: 'interrupted', step });
    await withState(runFolder, config, async (state) => {
      assert.deepEqual(await hashesOf(state), sha256);
    });
  });
});

/** The run of 0.1.0 in a folder that may be written to. */
function runOfThen(): string {
  const folder = freshFolder();
  cpSync(fixturePath('run', 'checkpoint'), join(folder, 'checkpoint'), { recursive: true });
  return folder;
}

/** Settings as a file of `--config` gives them: whatever is set since then comes from the preset. */
function configOf({ preset, ...settings }: TrainingConfig): TrainingConfig {
  return configFor(preset, settings);
}

async function run(options: Partial<RunOptions>, stopAfter = Infinity): Promise<RunOutcome> {
  let steps = 0;
  return train({
    corpusFolder: CORPUS,
    runFolder: '',
    config: configOf(READ.config),
    resume: false,
    name: 'tiny',
    backend: await openBackend(BACKEND),
    report: { note: () => undefined, step: () => undefined },
    isInterrupted: () => ++steps >= stopAfter,
    ...options,
  });
}

/** The state of a run as its checkpoint has it. */
async function withState(
  runFolder: string,
  settings: TrainingConfig,
  use: (state: RunState) => Promise<void>,
): Promise<void> {
  const dataset = await readDataset(CORPUS, await readManifest(CORPUS));
  const config = configOf(settings);
  const state = createState(config, dataset.styles.length);
  try {
    await restoreCheckpoint(runFolder, state, { config, backend: BACKEND, corpus: dataset.fingerprint });
    await use(state);
  } finally {
    disposeState(state);
  }
}

async function hashesOf({ networks, average, moments }: RunState): Promise<Hashes> {
  return {
    generator: await hashOf(networks.generator),
    discriminator: await hashOf(networks.discriminator),
    average: await hashOf(average),
    generatorFirst: await hashOf(moments.generator.first),
    generatorSecond: await hashOf(moments.generator.second),
    discriminatorFirst: await hashOf(moments.discriminator.first),
    discriminatorSecond: await hashOf(moments.discriminator.second),
  };
}

async function hashOf(weights: Weights): Promise<string> {
  const hash = createHash('sha256');
  for (const values of Object.values(await toHost(weights))) hash.update(new Uint8Array(values.buffer));
  return hash.digest('hex');
}
