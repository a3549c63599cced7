// A test for mode collapse: Stacked-Rhythm, the drum analogue of Stacked-MNIST. Three voices of 32 steps,
// each one of ten prototypes, give 1000 equally likely modes, and a sample tells its own: counting what a GAN
// has lost takes no classifier and no download. Only scripts/stacked-rhythm and its test run it, on small
// networks.

import * as tf from '@tensorflow/tfjs';
import { Random } from '../rhythm/random';
import { applyAdam, freshMoments } from './adam';
import { averageDecay, updateAverage } from './average';
import { dense, leaky } from './layers';
import { lossNamed, type LossName } from './losses';
import { discriminatorObjective, generatorObjective, type DiscriminatorFn } from './objectives';
import { gradientsOf } from './step';
import { denseSpecs, disposeWeights, drawWeights, toVariables, type Weights } from './weights';

const STEPS = 32;
const PROTOTYPES = [
  'x...x...x...x... x...x...x...x.x. x...x...x..xx... x..xx...x...x... x.....x...x..... x..x..x...x.x... x...x...x....... x...x..xx...x... x.......x.x..... x...x...x...x...x...x...x...x..x',
  '....x.......x... ....x.......x..x ....x..x....x... ........x....... ....x.....x.x... ..x...x...x...x. ............x... ....x.......x.......x.......x.xx .......x........ ....xx......x...',
  '..x...x...x...x. x.x.x.x.x.x.x.x. xxxxxxxxxxxxxxxx ..x...x...x..xx. x..x..x..x..x.x. .xx..xx..xx..xx. ..xx..x...xx..x. xx.xxx.xxx.xxx.x ......x.......x. x.xxx.xxx.xxx.xx',
].map((voice) =>
  voice
    .split(' ')
    .map((text) => Array.from(text.repeat(STEPS / text.length), (mark) => Number(mark === 'x'))),
);
const VOICES = PROTOTYPES.length;
const FEATURES = VOICES * STEPS;

const LATENT = 32;
const SAMPLES = 26_000;
const ADAM = { beta1: 0, beta2: 0.99, epsilon: 1e-8 };
const LEARNING_RATE = 2e-3;

export interface TrialSize {
  /** Of both hidden layers, in both networks. */
  readonly width: number;
  readonly batch: number;
  readonly steps: number;
  /** Longest half-life, in steps, of the moving average that is judged; without it the generator itself is judged. */
  readonly averageHalfLife?: number;
}

export const TRIAL_SIZES = {
  /** Tells a collapsing loss from a sound one in half a minute. */
  fast: { width: 128, batch: 64, steps: 1500 },
  /** Reaches every mode with a sound one. */
  full: { width: 256, batch: 128, steps: 4000, averageHalfLife: 200 },
} as const satisfies Record<string, TrialSize>;

export interface ModeReport {
  /** Of 1000. */
  readonly modes: number;
  /** KL(found ‖ uniform) in nats; about 0.02 for perfect samples. */
  readonly divergence: number;
  /** Share of the samples that are one of the 1000 to the last hit; the others are told by the nearest. */
  readonly exact: number;
}

/**
 * Trains with a loss and counts the modes that 26,000 samples fall into.
 * @param onStep told the number of steps done
 */
export function modesAfterTraining(
  lossName: LossName,
  seed: number,
  size: TrialSize,
  onStep: (done: number) => void = () => undefined,
): ModeReport {
  const loss = lossNamed(lossName);
  const { width, batch, steps, averageHalfLife } = size;
  const random = Random.fromSeed(seed);
  const specs = {
    generator: mlpSpecs([LATENT, width, width, FEATURES]),
    discriminator: mlpSpecs([FEATURES, width, width, 1]),
  };
  const start = drawWeights(specs.generator, random);
  const generator = toVariables(specs.generator, start);
  const average = toVariables(specs.generator, start);
  const discriminator = toVariables(specs.discriminator, drawWeights(specs.discriminator, random));
  const moments = [freshMoments(specs.discriminator, ADAM), freshMoments(specs.generator, ADAM)] as const;
  const generate = (): tf.Tensor2D => tf.sigmoid(mlp(generator, latent(batch, random)));
  const logitsOf: DiscriminatorFn = (x) => tf.squeeze(mlp(discriminator, x), [1]);
  for (let step = 1; step <= steps; step++) {
    const progress = (step - 1) / steps;
    const update = { ...ADAM, learningRate: LEARNING_RATE * (0.05 + 0.95 * falling(progress)) };
    const gamma = 0.1 + 0.9 * falling(Math.min(1, 3 * progress));
    tf.tidy(() => {
      let real = realBatch(batch, random);
      for (let inner = 1; inner <= loss.discriminatorSteps; inner++) {
        if (inner > 1) real = realBatch(batch, random);
        const fake = generate();
        const options = loss.penalty === 'one-centred' ? { gamma, mix: drawMix(batch, random) } : { gamma };
        const discriminatorGradients = gradientsOf(
          discriminator,
          () => discriminatorObjective(loss, { discriminator: logitsOf, real, fake }, options).total,
        );
        const discriminatorStep = (step - 1) * loss.discriminatorSteps + inner;
        applyAdam(discriminator, discriminatorGradients, moments[0], { ...update, step: discriminatorStep });
      }
      const generatorGradients = gradientsOf(generator, () =>
        generatorObjective(loss, { discriminator: logitsOf, real, fake: generate() }),
      );
      applyAdam(generator, generatorGradients, moments[1], { ...update, step });
      if (averageHalfLife) updateAverage(average, generator, averageDecay(step, averageHalfLife));
    });
    onStep(step);
  }
  const report = countModes(averageHalfLife ? average : generator, random);
  for (const weights of [generator, average, discriminator, ...moments.map(({ second }) => second)])
    disposeWeights(weights);
  return report;
}

function mlpSpecs(sizes: readonly number[]): ReturnType<typeof denseSpecs> {
  const last = sizes.length - 2;
  return sizes
    .slice(0, -1)
    .flatMap((size, layer) =>
      denseSpecs(`${layer}`, size, sizes[layer + 1]!, layer === last ? { gain: 1 } : {}),
    );
}

function mlp(weights: Weights, x: tf.Tensor2D): tf.Tensor2D {
  return dense(weights, '2', leaky(dense(weights, '1', leaky(dense(weights, '0', x)))));
}

function latent(rows: number, random: Random): tf.Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: rows * LATENT }, () => random.normal()),
    [rows, LATENT],
  );
}

function drawMix(rows: number, random: Random): tf.Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: rows }, () => random.uniform()),
    [rows, 1],
  );
}

function realBatch(count: number, random: Random): tf.Tensor2D {
  const rows = Array.from({ length: count }, () => PROTOTYPES.flatMap((voice) => random.choice(voice)));
  return tf.tensor2d(rows);
}

function countModes(generator: Weights, random: Random): ModeReport {
  const counts = new Map<number, number>();
  let exact = 0;
  for (let done = 0; done < SAMPLES; done += 1000) {
    const logits = tf.tidy(() => mlp(generator, latent(1000, random)).dataSync<'float32'>());
    for (let row = 0; row < 1000; row++) {
      const { mode, wrongHits } = modeOf(logits.subarray(row * FEATURES, (row + 1) * FEATURES));
      counts.set(mode, (counts.get(mode) ?? 0) + 1);
      if (wrongHits === 0) exact++;
    }
  }
  const total = 10 ** VOICES;
  const shares = Array.from(counts.values(), (count) => count / SAMPLES);
  return {
    modes: counts.size,
    divergence: shares.reduce((sum, share) => sum + share * Math.log(share * total), 0),
    exact: exact / SAMPLES,
  };
}

/** The nearest prototype of every voice, as one number, and in how many cells the sample differs from them. */
function modeOf(logits: Float32Array): { readonly mode: number; readonly wrongHits: number } {
  return PROTOTYPES.reduce(
    ({ mode, wrongHits }, prototypes, voice) => {
      const distances = prototypes.map((prototype) =>
        prototype.reduce(
          (sum, hit, step) => sum + Number(logits[voice * STEPS + step]! > 0 !== (hit === 1)),
          0,
        ),
      );
      const nearest = Math.min(...distances);
      return { mode: 10 * mode + distances.indexOf(nearest), wrongHits: wrongHits + nearest };
    },
    { mode: 0, wrongHits: 0 },
  );
}

function falling(progress: number): number {
  return (1 + Math.cos(Math.PI * progress)) / 2;
}
