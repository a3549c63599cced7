import * as tf from '@tensorflow/tfjs';
import { applyAdam, freshMoments } from '../../src/gan/adam';
import { dense, leaky } from '../../src/gan/layers';
import { lossNamed, type LossName } from '../../src/gan/losses';
import { discriminatorObjective, generatorObjective, type Judge } from '../../src/gan/objectives';
import { gradientsOf } from '../../src/gan/step';
import { denseSpecs, disposeWeights, drawWeights, toVariables, type Weights } from '../../src/gan/weights';
import { Random } from '../../src/rhythm/random';

/*
 * Stacked-Rhythm, the drum analogue of Stacked-MNIST: three voices of 32 steps, each one of ten prototypes, so 1000
 * equally likely modes that a sample can be told by exactly.
 */
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
const WIDTH = VOICES * STEPS;

const LATENT = 32;
const HIDDEN = 128;
const BATCH = 64;
const TRAINING_STEPS = 1500;
const SAMPLES = 26_000;
const ADAM = { beta1: 0, beta2: 0.99, epsilon: 1e-8 };
const LEARNING_RATE = 2e-3;

export interface ModeReport {
  /** Of 1000. */
  readonly modes: number;
  /** KL(found ‖ uniform) in nats; about 0.02 for perfect samples. */
  readonly divergence: number;
}

/** Trains small plain networks with a loss and counts the modes that 26,000 samples fall into. */
export function modesAfterTraining(lossName: LossName, seed: number): ModeReport {
  const loss = lossNamed(lossName);
  const random = Random.fromSeed(seed);
  const specs = {
    generator: mlpSpecs([LATENT, HIDDEN, HIDDEN, WIDTH]),
    discriminator: mlpSpecs([WIDTH, HIDDEN, HIDDEN, 1]),
  };
  const generator = toVariables(specs.generator, drawWeights(specs.generator, random));
  const discriminator = toVariables(specs.discriminator, drawWeights(specs.discriminator, random));
  const moments = [freshMoments(specs.discriminator, ADAM), freshMoments(specs.generator, ADAM)] as const;
  const generate = (): tf.Tensor2D => tf.sigmoid(mlp(generator, latent(random, BATCH)));
  const judge: Judge = (x) => tf.squeeze(mlp(discriminator, x), [1]);
  for (let step = 1; step <= TRAINING_STEPS; step++) {
    const progress = (step - 1) / TRAINING_STEPS;
    const update = { ...ADAM, step, learningRate: LEARNING_RATE * (0.05 + 0.95 * falling(progress)) };
    const gamma = 0.1 + 0.9 * falling(Math.min(1, 3 * progress));
    tf.tidy(() => {
      const real = realBatch(random);
      const fake = generate();
      const forCritic = gradientsOf(
        discriminator,
        () => discriminatorObjective(loss, { judge, real, fake }, { gamma }).total,
      );
      applyAdam(discriminator, forCritic, moments[0], update);
      const forPlayer = gradientsOf(generator, () =>
        generatorObjective(loss, { judge, real, fake: generate() }),
      );
      applyAdam(generator, forPlayer, moments[1], update);
    });
  }
  const report = countModes(generator, random);
  for (const weights of [generator, discriminator, ...moments.map(({ second }) => second)])
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

function latent(random: Random, rows: number): tf.Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: rows * LATENT }, () => random.normal()),
    [rows, LATENT],
  );
}

function realBatch(random: Random): tf.Tensor2D {
  const rows = Array.from({ length: BATCH }, () => PROTOTYPES.flatMap((voice) => random.choice(voice)));
  return tf.tensor2d(rows);
}

function countModes(generator: Weights, random: Random): ModeReport {
  const counts = new Map<number, number>();
  for (let done = 0; done < SAMPLES; done += 1000) {
    const logits = tf.tidy(() => mlp(generator, latent(random, 1000)).dataSync<'float32'>());
    for (let row = 0; row < 1000; row++) {
      const mode = modeOf(logits.subarray(row * WIDTH, (row + 1) * WIDTH));
      counts.set(mode, (counts.get(mode) ?? 0) + 1);
    }
  }
  const total = 10 ** VOICES;
  const shares = Array.from(counts.values(), (count) => count / SAMPLES);
  return {
    modes: counts.size,
    divergence: shares.reduce((sum, share) => sum + share * Math.log(share * total), 0),
  };
}

/** The nearest prototype of every voice, as one number. */
function modeOf(logits: Float32Array): number {
  return PROTOTYPES.reduce((mode, prototypes, voice) => {
    const distances = prototypes.map((prototype) =>
      prototype.reduce(
        (sum, hit, step) => sum + Number(logits[voice * STEPS + step]! > 0 !== (hit === 1)),
        0,
      ),
    );
    return 10 * mode + distances.indexOf(Math.min(...distances));
  }, 0);
}

function falling(progress: number): number {
  return (1 + Math.cos(Math.PI * progress)) / 2;
}
