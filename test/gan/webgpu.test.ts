import assert from 'node:assert/strict';
import { join } from 'node:path';
import { automaticGradients, closedFormGradients } from '../../src/gan/step';
import { runProgram } from '../support/command';
import { runTrajectory, type RunTrajectory } from '../training/support/recorded-trajectory';
import { useBackend } from './backends';
import { WASSERSTEIN_STEPS, assertSameTrajectory, trajectory, type Trajectory } from './trajectory';

const STEPS = 20;
const CANNOT = /webgpu is not installed|no Vulkan, Metal or Direct3D driver was found/;

interface Found extends Readonly<Record<'closedForm' | 'automatic', Trajectory>> {
  readonly recorded: RunTrajectory;
  readonly recordedWasserstein: RunTrajectory;
  readonly withMomentum: RunTrajectory;
  readonly refusal: unknown;
  readonly told: readonly string[];
}

describe('WebGPU on a software renderer', function () {
  this.timeout(300_000); // every kernel is compiled for the processor first
  let found: Found;

  before(async function () {
    const { code, stdout, stderr } = await runProgram(join(__dirname, 'programs/webgpu.ts'), [`${STEPS}`]);
    const [reason] = CANNOT.exec(stderr) ?? [];
    if (reason) {
      this.test!.parent!.title += ` (left out: ${reason}; on Debian 12 mesa-vulkan-drivers of bookworm-backports is one)`;
      this.skip();
    }
    assert.equal(code, 0, stderr);
    found = JSON.parse(stdout) as Found;
    await useBackend('wasm');
  });

  it('takes twenty steps as wasm does to four decimals, with the penalties differentiated twice too', async () => {
    // Losses to four decimals; the weights as far as Adam allows, which magnifies rounding where gradients are small.
    const near = { losses: 5e-5, sums: 1e-3 };
    assertSameTrajectory(found.closedForm, await trajectory(STEPS, closedFormGradients), near);
    assertSameTrajectory(found.automatic, await trajectory(STEPS, automaticGradients), near);
  });

  it('ends up where wasm does by a recorded step, its schedules, norms and average included', async () => {
    assertSameRun(found.recorded, await runTrajectory(STEPS));
  });

  it('ends up where wasm does with several updates of the discriminator in a recorded step', async () => {
    assertSameRun(found.recordedWasserstein, await runTrajectory(WASSERSTEIN_STEPS, { loss: 'wgan-gp' }));
  });

  it('ends up where wasm does step by step with momentum, whose weights move about in memory', async () => {
    assertSameRun(found.withMomentum, await runTrajectory(STEPS, { beta1: 0.5 }));
  });

  it('leaves no tensor behind, recorded or not', () => {
    for (const { leaked } of [found.recorded, found.recordedWasserstein, found.withMomentum])
      assert.deepEqual(leaked, [0, 0]);
  });

  it('says so when the card refuses a launch, instead of going on with whatever is in memory', () => {
    const refused = /the card refuses a computation \(.*storage buffers/;
    assert.match(String(found.refusal), refused);
    assert.match(found.told[0]!, /the card refuses a computation \(/);
    assert.equal(found.told[1], 'well', 'what was told once is not told again');
  });
});

function assertSameRun(run: RunTrajectory, expected: RunTrajectory): void {
  assert.equal(run.rows.length, expected.rows.length);
  run.rows.forEach((row, at) => {
    row.forEach((value, column) => {
      const wanted = expected.rows[at]![column]!;
      assert.ok(
        Math.abs(value - wanted) < 1e-3 * Math.max(1, Math.abs(wanted)),
        `row ${at}, column ${column}: ${value} against ${wanted}`,
      );
    });
  });
  run.sums.forEach((sum, group) => {
    const wanted = expected.sums[group]!;
    assert.ok(Math.abs(sum - wanted) < 1e-3 * wanted, `group ${group}: ${sum} against ${wanted}`);
  });
}
