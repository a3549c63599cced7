import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { applyAdam, freshMoments } from '../../src/gan/adam';
import { averageDecay, updateAverage } from '../../src/gan/average';
import { discriminatorSpecs } from '../../src/gan/discriminator';
import { generatorSpecs } from '../../src/gan/generator';
import { lossNamed } from '../../src/gan/losses';
import {
  automaticGradients,
  closedFormGradients,
  generateFakes,
  generatorGradients,
  type Gradients,
} from '../../src/gan/step';
import { toHost, toVariables, type HostWeights, type Weights } from '../../src/gan/weights';
import { useBackend } from './backends';
import { SMALL_SHAPES, SharedDraws, smallBatch, smallLatent, smallNetworks } from './small-networks';

const ROWS = 4;
const ADAM = { beta1: 0, beta2: 0.99, epsilon: 1e-8, learningRate: 2e-3 };
const GAMMA = 0.8;
/** The relativistic loss takes differences of logits: this bias cancels out, and rounding alone moves it. */
const IRRELEVANT = 'output.bias';

interface Trajectory {
  /** Discriminator loss, R1 + R2 and generator loss of every step. */
  readonly steps: readonly (readonly number[])[];
  /** Σ|w| of every weight after the last step. */
  readonly absoluteSums: Readonly<Record<'generator' | 'discriminator' | 'average', readonly number[]>>;
}

/** Made by fixtures/trajectory.py with PyTorch 1.13. */
const EXPECTED = JSON.parse(readFileSync(join(__dirname, 'fixtures/trajectory.json'), 'utf8')) as Trajectory;

/** The same thirty steps with this project's networks. */
async function trajectory(discriminate: typeof closedFormGradients): Promise<Trajectory> {
  const loss = lossNamed('relativistic');
  const draws = new SharedDraws(20_240_607);
  const networks = smallNetworks(draws);
  const average = toVariables(generatorSpecs(SMALL_SHAPES.generator), await toHost(networks.generator));
  const moments = {
    generator: freshMoments(generatorSpecs(SMALL_SHAPES.generator), ADAM),
    discriminator: freshMoments(discriminatorSpecs(SMALL_SHAPES.discriminator), ADAM),
  };
  const steps = EXPECTED.steps.map((_, index) =>
    tf.tidy(() => {
      const step = index + 1;
      const batch = smallBatch(ROWS, draws);
      const fake = generateFakes(networks.generator, SMALL_SHAPES, batch, smallLatent(ROWS, draws));
      const critic: Gradients = discriminate(networks, batch, fake, { loss, gamma: GAMMA });
      applyAdam(networks.discriminator, critic.gradients, moments.discriminator, { ...ADAM, step });
      const player = generatorGradients(networks, batch, smallLatent(ROWS, draws), loss);
      applyAdam(networks.generator, player.gradients, moments.generator, { ...ADAM, step });
      updateAverage(average, networks.generator, averageDecay(step, 300));
      return [critic.scalars.loss, critic.scalars.penalty, player.scalars.loss].map(
        (scalar) => scalar!.dataSync()[0]!,
      );
    }),
  );
  const sums = (weights: HostWeights): number[] =>
    Object.entries(weights).map(([name, values]) =>
      name === IRRELEVANT ? NaN : values.reduce((sum, value) => sum + Math.abs(value), 0),
    );
  const sumsOf = async (weights: Weights): Promise<number[]> => sums(await toHost(weights));
  return {
    steps,
    absoluteSums: {
      generator: await sumsOf(networks.generator),
      discriminator: await sumsOf(networks.discriminator),
      average: await sumsOf(average),
    },
  };
}

describe('training steps', () => {
  for (const backend of ['cpu', 'wasm'] as const) {
    for (const [way, discriminate] of Object.entries({ closedFormGradients, automaticGradients })) {
      it(`take thirty steps as PyTorch does, by ${way} on ${backend}`, async () => {
        await useBackend(backend);
        const found = await trajectory(discriminate);
        found.steps.forEach((row, step) => {
          row.forEach((value, column) => {
            const expected = EXPECTED.steps[step]![column]!;
            assert.ok(Math.abs(value - expected) < 1e-4, `step ${step + 1}: ${value}, PyTorch ${expected}`);
          });
        });
        for (const [group, sums] of Object.entries(EXPECTED.absoluteSums) as [
          keyof Trajectory['absoluteSums'],
          readonly number[],
        ][]) {
          sums.forEach((sum, weight) => {
            const value = found.absoluteSums[group][weight]!;
            if (Number.isNaN(value)) return;
            assert.ok(
              Math.abs(value - sum) < 1e-3 * Math.max(1, sum),
              `${group} ${weight}: ${value}, PyTorch ${sum}`,
            );
          });
        }
      });
    }
  }
});
