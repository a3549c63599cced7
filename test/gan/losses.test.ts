import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { LOSS_NAMES, lossNamed, type LossName } from '../../src/gan/losses';
import { discriminatorObjective } from '../../src/gan/objectives';
import { useBackend } from './backends';

const REAL = [0.4, -1.1, 2.3];
const FAKE = [-0.2, 0.9, 1.7];

function meanOf(term: (real: number, fake: number) => number): number {
  return REAL.reduce((sum, real, index) => sum + term(real, FAKE[index]!), 0) / REAL.length;
}

function softplus(t: number): number {
  return Math.log1p(Math.exp(t));
}

const FORMULAS: Readonly<Record<LossName, { readonly discriminator: number; readonly generator: number }>> = {
  relativistic: {
    discriminator: meanOf((real, fake) => softplus(-(real - fake))),
    generator: meanOf((real, fake) => softplus(-(fake - real))),
  },
  'wgan-gp': { discriminator: meanOf((real, fake) => fake - real), generator: meanOf((_, fake) => -fake) },
  'non-saturating': {
    discriminator: meanOf((real, fake) => softplus(-real) + softplus(fake)),
    generator: meanOf((_, fake) => softplus(-fake)),
  },
  minimax: {
    discriminator: meanOf((real, fake) => softplus(-real) + softplus(fake)),
    generator: meanOf((_, fake) => -softplus(fake)),
  },
};

describe('a loss', () => {
  before(async () => {
    await useBackend('cpu');
  });

  for (const name of LOSS_NAMES) {
    it(`follows the formula of its paper, so that figures compare: ${name}`, () => {
      const loss = lossNamed(name);
      const [real, fake] = [tf.tensor1d(REAL), tf.tensor1d(FAKE)];
      const near = (found: tf.Scalar, expected: number): void => {
        assert.ok(Math.abs(found.dataSync()[0]! - expected) < 1e-5);
      };
      near(loss.discriminator(real, fake), FORMULAS[name].discriminator);
      near(loss.generator(real, fake), FORMULAS[name].generator);
    });
  }

  it('is penalised as its paper says: γ/2·(R1 + R2), 10·(‖∇D‖ − 1)² between, or not at all', () => {
    const slope = tf.tensor2d([[3], [4]]); // D(x) = 3·x₁ + 4·x₂, so ‖∇D‖ = 5 everywhere
    const options = { gamma: 0.5, mix: tf.tensor2d([[0.25], [0.75]]) };
    const totals = LOSS_NAMES.map((name) => {
      const objective = discriminatorObjective(
        lossNamed(name),
        {
          discriminator: (x) => tf.squeeze<tf.Tensor1D>(tf.matMul(x, slope), [1]),
          real: tf.zeros([2, 2]),
          fake: tf.zeros([2, 2]),
        },
        options,
      );
      return tf.sub(objective.total, objective.loss).dataSync()[0]!;
    });
    assert.deepEqual(
      totals.map((penalty) => Math.round(penalty * 1e3) / 1e3),
      [(0.5 / 2) * (25 + 25), 10 * (5 - 1) ** 2, 0, 0],
    );
  });
});
