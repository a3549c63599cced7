import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { lossNamed, type LossName } from '../../src/gan/losses';
import { discriminatorObjective, generatorObjective, type DiscriminatorFn } from '../../src/gan/objectives';
import { useBackend } from './backends';

const RATE = 0.1;
const STEPS = 500;

/**
 * The Dirac-GAN of Mescheder et al. (2018): real data is the number 0, the generator gives θ, D(x) = ψ·x; gradient
 * descent in turns from θ = ψ = 1. @returns the distance from the equilibrium (0, 0) at the end
 */
function distanceAfter(name: LossName, gamma: number): number {
  const loss = lossNamed(name);
  let theta = 1;
  let psi = 1;
  const real = (): tf.Tensor2D => tf.zeros([1, 1]);
  const discriminatorWith =
    (slope: tf.Tensor): DiscriminatorFn =>
    (x) =>
      tf.reshape(tf.mul(x, slope), [x.shape[0]]);
  for (let step = 0; step < STEPS; step++) {
    psi -=
      RATE *
      slopeOf(
        psi,
        (slope) =>
          discriminatorObjective(
            loss,
            { discriminator: discriminatorWith(slope), real: real(), fake: tf.tensor2d([[theta]]) },
            { gamma, mix: tf.tensor2d([[0.5]]) },
          ).total,
      );
    theta -=
      RATE *
      slopeOf(theta, (fake) =>
        generatorObjective(loss, {
          discriminator: discriminatorWith(tf.scalar(psi)),
          real: real(),
          fake: tf.reshape(fake, [1, 1]),
        }),
      );
  }
  return Math.hypot(theta, psi);
}

function slopeOf(at: number, objective: (value: tf.Tensor) => tf.Scalar): number {
  return tf.tidy(() => tf.grad(objective)(tf.scalar(at)).dataSync()[0]!);
}

describe('the Dirac-GAN', () => {
  before(async () => {
    await useBackend('cpu');
  });

  it('comes to rest with the relativistic loss and both penalties, which are locally convergent', () => {
    assert.ok(distanceAfter('relativistic', 0.5) < 1e-6); // R1 + R2 at γ = ½ damp this game like R1 at γ = 1
    assert.ok(distanceAfter('relativistic', 1) < 1e-2); // overdamped, still falling
  });

  for (const name of ['minimax', 'wgan-gp'] as const) {
    it(`circles for ever with ${name}, as the theory says`, () => {
      assert.ok(distanceAfter(name, 0) > 1);
    });
  }
});
