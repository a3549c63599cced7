import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { averageDecay } from '../../src/gan/average';
import { discriminatorSpecs } from '../../src/gan/discriminator';
import { generatorSpecs } from '../../src/gan/generator';
import { lossNamed } from '../../src/gan/losses';
import { toHost, type WeightSpec } from '../../src/gan/weights';
import type { ConditionLayout } from '../../src/training/data/batches';
import type { TrainingConfig } from '../../src/training/config';
import type { Dataset } from '../../src/training/data/dataset';
import { gammaAt, learningRateAt } from '../../src/training/step/schedule';
import type { RunState } from '../../src/training/run-state';
import { createDraws, type HostDraws } from '../../src/training/step/step-draws';
import { Random } from '../../src/rhythm/random';

/** A training step that was timed. */
export interface TimedStep {
  readonly ms: number;
  /** On the processor. */
  readonly processorMs: number;
  /** Of the discriminator, its penalty, and of the generator. */
  readonly losses: readonly number[];
}

/** PyTorch at work on the same steps as a run of ours. */
export interface PytorchRun {
  /** Its version and what multiplies matrices for it. */
  readonly name: string;
  /** Takes the next step and waits for it. */
  readonly step: () => Promise<TimedStep>;
  readonly stop: () => Promise<void>;
}

/** A run that has not taken a step yet, and what it is to learn from. */
export interface FreshRun {
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly layout: ConditionLayout;
  readonly state: RunState;
}

/** Debian's own comes after the one that the user has chosen. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** What PyTorch computes on: one thread of the processor, or a graphics card of NVIDIA's. */
export type PytorchDevice = 'cpu' | 'cuda';

/** A Python that has PyTorch, and what it can compute on. */
export interface Pytorch {
  readonly python: string;
  readonly devices: readonly PytorchDevice[];
}

export function findPytorch(): Pytorch | undefined {
  const python = PYTHONS.find((name) => spawnSync(name, ['-c', 'import torch']).status === 0);
  if (python === undefined) return undefined;
  const card = spawnSync(python, ['-c', 'import torch; raise SystemExit(not torch.cuda.is_available())']);
  return { python, devices: card.status === 0 ? ['cpu', 'cuda'] : ['cpu'] };
}

const greetingSchema = z.object({ version: z.string(), products: z.string() });
const answerSchema = z.object({ ms: z.number(), processorMs: z.number(), losses: z.array(z.number()) });

/**
 * Starts PyTorch on a run: same weights, batches, latents and schedules, for `steps` steps.
 * @throws Error when PyTorch stops
 */
export async function startPytorch(
  python: string,
  run: FreshRun,
  { steps, device }: { readonly steps: number; readonly device: PytorchDevice },
): Promise<PytorchRun> {
  const folder = await mkdtemp(join(tmpdir(), 'fourfloor-bench-'));
  await writeJob(folder, run, { steps, device });
  const child = spawn(python, [join(__dirname, 'pytorch.py'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<unknown> => {
    const line = await lines.next();
    if (line.done) throw new Error('PyTorch stopped before its steps were done.');
    return JSON.parse(line.value);
  };
  const { version, products } = greetingSchema.parse(await answer());
  return {
    name: `PyTorch ${version}${products ? ` with ${products}` : ''}`,
    step: async () => {
      child.stdin.write('\n');
      return answerSchema.parse(await answer());
    },
    stop: async () => {
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeJob(
  folder: string,
  run: FreshRun,
  { steps, device }: { readonly steps: number; readonly device: PytorchDevice },
): Promise<void> {
  const { config, state } = run;
  const { shapes, generator, discriminator } = state.networks;
  const specs = {
    generator: generatorSpecs(shapes.generator),
    discriminator: discriminatorSpecs(shapes.discriminator),
  };
  const batches = drawnSteps(run, steps);
  const width = (values: Float32Array): number[] => [config.batchSize, values.length / config.batchSize];
  const job = {
    ...config,
    device,
    generatorBlocks: shapes.generator.blocks,
    discriminatorBlocks: shapes.discriminator.blocks,
    generator: shapesOf(specs.generator),
    discriminator: shapesOf(specs.discriminator),
    batch: Object.entries(batches[0]!).map(([name, values]) => [name, width(values)]),
    steps: batches.map((_, step) => ({
      learningRate: learningRateAt(config, step),
      gamma: gammaAt(config, step),
      decay: averageDecay(step + 1, config.averageHalfLife),
    })),
  };
  const groups = [await toHost(generator), await toHost(discriminator), ...batches];
  const values = groups.flatMap((group) => Object.values(group));
  await writeFile(join(folder, 'job.json'), JSON.stringify(job));
  await writeFile(
    join(folder, 'tensors.bin'),
    Buffer.concat(
      values.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    ),
  );
}

function shapesOf(specs: readonly WeightSpec[]): (readonly [string, readonly number[]])[] {
  return specs.map(({ name, shape }) => [name, shape]);
}

/** What the run will draw, leaving its own draws untouched. */
function drawnSteps({ state, ...run }: FreshRun, steps: number): HostDraws[] {
  const random = Random.fromState(state.random.state);
  const draw = createDraws(run.config, lossNamed(run.config.loss), run);
  return Array.from({ length: steps }, () => {
    const { critics, player } = draw(random);
    const { latent: criticLatent, ...batch } = critics[0]!;
    return { ...batch, criticLatent: criticLatent!, playerLatent: player.latent! };
  });
}
