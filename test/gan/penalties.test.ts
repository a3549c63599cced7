import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { discriminate } from '../../src/gan/discriminator';
import { lossNamed, type LossName } from '../../src/gan/losses';
import { discriminatorObjective } from '../../src/gan/objectives';
import { automaticGradients, closedFormGradients, gradientsOf, type Networks } from '../../src/gan/step';
import { disposeWeights, type Weights } from '../../src/gan/weights';
import { useBackend } from './backends';
import { SMALL_SHAPES, SharedDraws, smallBatch, smallNetworks } from './small-networks';

const ROWS = 6;

/** A random discriminator with patterns to tell apart, and its objective as a function of its weights. */
function penalisedObjective(lossName: LossName): {
  networks: Networks;
  objective: (weights: Weights) => tf.Scalar;
} {
  const draws = new SharedDraws(77);
  const networks = smallNetworks(draws);
  const batch = smallBatch(ROWS, draws);
  const fake = smallBatch(ROWS, draws).real;
  const mix = tf.tensor2d(draws.array(ROWS, Math.abs), [ROWS, 1]);
  const objective = (weights: Weights): tf.Scalar =>
    discriminatorObjective(
      lossNamed(lossName),
      {
        discriminator: (x) => discriminate(weights, SMALL_SHAPES.discriminator, x, batch),
        real: batch.real,
        fake,
      },
      { gamma: 2, mix },
    ).total;
  return { networks, objective };
}

describe('the gradient of the penalised objective', () => {
  for (const lossName of ['relativistic', 'wgan-gp'] as const) {
    for (const backend of ['cpu', 'wasm'] as const) {
      it(`agrees with central differences for ${lossName} on ${backend}, second order included`, async () => {
        await useBackend(backend);
        const { networks, objective } = penalisedObjective(lossName);
        const weights = networks.discriminator;
        const gradients = gradientsOf(weights, () => objective(weights));
        const squares = Object.values(gradients).map(
          (gradient) => tf.sum(tf.square(gradient)).dataSync()[0]!,
        );
        const norm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
        const at = (distance: number): number =>
          tf.tidy(() => {
            const moved = Object.entries(weights).map(
              ([name, weight]) => [name, tf.add(weight, tf.mul(distance / norm, gradients[name]!))] as const,
            );
            return objective(Object.fromEntries(moved)).dataSync()[0]!;
          });
        const epsilon = 2e-3;
        const numeric = (at(epsilon) - at(-epsilon)) / (2 * epsilon);
        assert.ok(Math.abs(numeric - norm) < 1e-2 * norm, `${norm} against ${numeric}`);
        disposeWeights(gradients);
      });
    }
  }

  it('has a closed form that agrees with automatic differentiation weight by weight', async () => {
    await useBackend('wasm');
    const draws = new SharedDraws(5);
    const networks = smallNetworks(draws);
    const batch = smallBatch(ROWS, draws);
    const fake = smallBatch(ROWS, draws).real;
    const options = { loss: lossNamed('relativistic'), gamma: 2 };
    const closed = closedFormGradients(networks, batch, fake, options);
    const automatic = automaticGradients(networks, batch, fake, options);
    assert.deepEqual(Object.keys(closed.gradients).sort(), Object.keys(automatic.gradients).sort());
    for (const [name, gradient] of Object.entries(automatic.gradients)) {
      const found = closed.gradients[name]!;
      assert.deepEqual(found.shape, gradient.shape, name);
      const scale = Math.max(1e-2, tf.max(tf.abs(gradient)).dataSync()[0]!);
      const deviation = tf.max(tf.abs(tf.sub(found, gradient))).dataSync()[0]!;
      assert.ok(deviation < 1e-5 * scale, `${name} is off by ${deviation} of ${scale}`);
    }
  });
});
