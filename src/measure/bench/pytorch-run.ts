// PyTorch as a child process that takes the same training steps, for the comparison in pytorch-comparison.ts.
// It finds a Python that has PyTorch and drives pytorch.py line by line; it times nothing and takes no step
// itself.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { FreshRun } from './synthetic-run';
import { writePytorchJob, type PytorchDevice } from './pytorch-job';
import type { TimedStep } from './training-steps';

/** PyTorch at work on the same steps as a run of ours. */
export interface PytorchRun {
  /** Its version and what multiplies matrices for it. */
  readonly name: string;
  /** Takes the next step and waits for it. */
  readonly step: () => Promise<TimedStep>;
  readonly stop: () => Promise<void>;
}

/** Debian's own comes after the one that the user has chosen. */
const PYTHONS = ['python3', '/usr/bin/python3'];

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
  await writePytorchJob(folder, run, { steps, device });
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
