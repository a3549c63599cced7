// The files that pytorch.py reads: a run's settings as JSON, its weights and all that its steps draw as
// floats. Written by pytorch-run.ts before PyTorch starts. Their order is pytorch.py's; change the two
// together.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { averageDecay } from '../../gan/average';
import { discriminatorSpecs } from '../../gan/discriminator';
import { generatorSpecs } from '../../gan/generator';
import { lossNamed } from '../../gan/losses';
import { toHost, type WeightSpec } from '../../gan/weights';
import { Random } from '../../rhythm/random';
import { gammaAt, learningRateAt } from '../../training/step/schedule';
import { createDraws, type HostDraws } from '../../training/step/step-draws';
import type { FreshRun } from './synthetic-run';

/** What PyTorch computes on: one thread of the processor, or a graphics card of NVIDIA's. */
export type PytorchDevice = 'cpu' | 'cuda';

/** Writes job.json and tensors.bin for `steps` steps of a run into a folder. */
export async function writePytorchJob(
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
    const { discriminatorUpdates, generatorUpdate } = draw(random);
    const { latent: discriminatorLatent, ...batch } = discriminatorUpdates[0]!;
    return { ...batch, discriminatorLatent: discriminatorLatent!, generatorLatent: generatorUpdate.latent! };
  });
}
