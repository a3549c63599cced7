import assert from 'node:assert/strict';
import { join } from 'node:path';
import { automaticGradients, closedFormGradients } from '../../src/gan/step';
import { runProgram } from '../support/command';
import { useBackend } from './backends';
import { assertSameTrajectory, trajectory, type Trajectory } from './trajectory';

const STEPS = 20;
const CANNOT = /webgpu is not installed|no Vulkan, Metal or Direct3D driver was found/;

describe('WebGPU, on a renderer in software', function () {
  this.timeout(300_000); // every kernel is compiled for the processor first

  it('takes twenty steps as wasm does to four decimals, the penalties differentiated twice too', async function () {
    const { code, stdout, stderr } = await runProgram(join(__dirname, 'programs/webgpu.ts'), [`${STEPS}`]);
    const [reason] = CANNOT.exec(stderr) ?? [];
    if (reason) {
      this.test!.title += ` (left out: ${reason}; on Debian 12 mesa-vulkan-drivers of bookworm-backports is one)`;
      this.skip();
    }
    assert.equal(code, 0, stderr);
    const found = JSON.parse(stdout) as Readonly<Record<'closedForm' | 'automatic', Trajectory>>;
    await useBackend('wasm');
    // Losses to four decimals; the weights as far as Adam allows, which magnifies rounding where gradients are small.
    const near = { losses: 5e-5, sums: 1e-3 };
    assertSameTrajectory(found.closedForm, await trajectory(STEPS, closedFormGradients), near);
    assertSameTrajectory(found.automatic, await trajectory(STEPS, automaticGradients), near);
  });
});
