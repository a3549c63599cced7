import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { automaticGradients, closedFormGradients } from '../../src/gan/step';
import { useBackend } from './backends';
import { assertSameTrajectory, trajectory, type Trajectory } from './trajectory';

/** Made by fixtures/trajectory.py with PyTorch 1.13. */
const EXPECTED = JSON.parse(readFileSync(join(__dirname, 'fixtures/trajectory.json'), 'utf8')) as Trajectory;

describe('a training run', function () {
  this.timeout(60_000);

  for (const backend of ['cpu', 'wasm'] as const) {
    for (const [way, discriminate] of Object.entries({ closedFormGradients, automaticGradients })) {
      it(`takes thirty steps as PyTorch does, by ${way} on ${backend}`, async () => {
        await useBackend(backend);
        const found = await trajectory(EXPECTED.steps.length, discriminate);
        assertSameTrajectory(found, EXPECTED, { losses: 1e-4, sums: 1e-3 });
      });
    }
  }
});
