import * as tf from '@tensorflow/tfjs';
import { applyAdam, freshMoments } from '../../src/gan/adam';
import { averageDecay, updateAverage } from '../../src/gan/average';
import { discriminatorSpecs } from '../../src/gan/discriminator';
import { generatorSpecs } from '../../src/gan/generator';
import { lossNamed } from '../../src/gan/losses';
import {
  generateFakes,
  generatorGradients,
  type Gradients,
  type automaticGradients,
  type closedFormGradients,
} from '../../src/gan/step';
import { toHost, toVariables, type HostWeights, type Weights } from '../../src/gan/weights';
import { SMALL_SHAPES, SharedDraws, smallBatch, smallLatent, smallNetworks } from './small-networks';

/** Five updates of the discriminator each: rounding grows as fast again. */
export const WASSERSTEIN_STEPS = 9;
const ROWS = 4;
const ADAM = { beta1: 0, beta2: 0.99, epsilon: 1e-8, learningRate: 2e-3 };
const GAMMA = 0.8;
/** The relativistic loss takes differences of logits: this bias cancels out, and rounding alone moves it. */
const IRRELEVANT = 'output.bias';

/** What training steps of the small networks came to. */
export interface Trajectory {
  /** Discriminator loss, R1 + R2 and generator loss of every step. */
  readonly steps: readonly (readonly number[])[];
  /** Σ|w| of every weight after the last step; null where it says nothing. */
  readonly absoluteSums: Readonly<
    Record<'generator' | 'discriminator' | 'average', readonly (number | null)[]>
  >;
}

/** Takes the steps of fixtures/trajectory.py with this project's networks, on the current backend. */
export async function trajectory(
  count: number,
  discriminate: typeof closedFormGradients | typeof automaticGradients,
): Promise<Trajectory> {
  const loss = lossNamed('relativistic');
  const draws = new SharedDraws(20_240_607);
  const networks = smallNetworks(draws);
  const average = toVariables(generatorSpecs(SMALL_SHAPES.generator), await toHost(networks.generator));
  const moments = {
    generator: freshMoments(generatorSpecs(SMALL_SHAPES.generator), ADAM),
    discriminator: freshMoments(discriminatorSpecs(SMALL_SHAPES.discriminator), ADAM),
  };
  const steps: number[][] = [];
  for (let step = 1; step <= count; step++) {
    const scalars = tf.tidy(() => {
      const batch = smallBatch(ROWS, draws);
      const fake = generateFakes(networks.generator, SMALL_SHAPES, batch, smallLatent(ROWS, draws));
      const ofDiscriminator: Gradients = discriminate(networks, batch, fake, { loss, gamma: GAMMA });
      applyAdam(networks.discriminator, ofDiscriminator.gradients, moments.discriminator, { ...ADAM, step });
      const ofGenerator = generatorGradients(networks, batch, smallLatent(ROWS, draws), loss);
      applyAdam(networks.generator, ofGenerator.gradients, moments.generator, { ...ADAM, step });
      updateAverage(average, networks.generator, averageDecay(step, 300));
      return [ofDiscriminator.scalars.loss!, ofDiscriminator.scalars.penalty!, ofGenerator.scalars.loss!];
    });
    // Not read at once: WebGPU hands numbers over later only.
    steps.push(await Promise.all(scalars.map(async (scalar) => (await scalar.data())[0]!)));
    tf.dispose(scalars);
  }
  return {
    steps,
    absoluteSums: {
      generator: await sumsOf(networks.generator),
      discriminator: await sumsOf(networks.discriminator),
      average: await sumsOf(average),
    },
  };
}

async function sumsOf(weights: Weights): Promise<(number | null)[]> {
  const host: HostWeights = await toHost(weights);
  return Object.entries(host).map(([name, values]) =>
    name === IRRELEVANT ? null : values.reduce((sum, value) => sum + Math.abs(value), 0),
  );
}

/** Fails where two trajectories part. */
export function assertSameTrajectory(
  found: Trajectory,
  expected: Trajectory,
  { losses, sums }: { readonly losses: number; readonly sums: number },
): void {
  expected.steps.forEach((row, step) => {
    row.forEach((value, column) => {
      const near = found.steps[step]![column]!;
      if (!(Math.abs(near - value) < losses))
        throw new Error(`Step ${step + 1}, column ${column}: ${near} against ${value}.`);
    });
  });
  for (const [group, values] of Object.entries(expected.absoluteSums) as [
    keyof Trajectory['absoluteSums'],
    readonly number[],
  ][]) {
    values.forEach((value, weight) => {
      const near = found.absoluteSums[group][weight];
      if (near === null || near === undefined) return;
      if (!(Math.abs(near - value) < sums * Math.max(1, value)))
        throw new Error(`${group} ${weight}: ${near} against ${value}.`);
    });
  }
}
