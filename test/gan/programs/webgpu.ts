import * as tf from '@tensorflow/tfjs';
import { automaticGradients, closedFormGradients } from '../../../src/gan/step';
import { watchLaunches, withoutGpuErrors } from '../../../src/gan/webgpu/errors';
import { openBackend } from '../../../src/training/backends/open-backend';
import { runTrajectory } from '../../training/support/recorded-trajectory';
import { WASSERSTEIN_STEPS, trajectory } from '../trajectory';

/*
 * Prints as JSON where training goes on WebGPU, the processor doing for a graphics card. A program of its own, since
 * the native library aborts the process it lives in when it is not content.
 */
async function main(): Promise<void> {
  const steps = Number(process.argv[2]);
  await openBackend('webgpu', { softwareGpu: true });
  const closedForm = await trajectory(steps, closedFormGradients);
  const automatic = await trajectory(steps, automaticGradients);
  // As a benchmark does, which measures one backend after another.
  await openBackend('webgpu', { softwareGpu: true });
  const recorded = await runTrajectory(steps);
  const recordedWasserstein = await runTrajectory(WASSERSTEIN_STEPS, { loss: 'wgan-gp' });
  const withMomentum = await runTrajectory(steps, { beta1: 0.5 });
  const refusal = await withoutGpuErrors(launchOfTooManyTensors).catch((error: unknown) => String(error));
  const launches = watchLaunches();
  await launchOfTooManyTensors();
  const verdict = (): Promise<string> => launches.check().then(() => 'well', String);
  const told = [await verdict(), await verdict()];
  launches.dispose();
  process.stdout.write(
    JSON.stringify({ closedForm, automatic, recorded, recordedWasserstein, withMomentum, refusal, told }),
  );
}

/** More than WebGPU promises for one launch: the library asks for no more than that. */
async function launchOfTooManyTensors(): Promise<void> {
  const sum = tf.tidy(() => tf.addN(Array.from({ length: 12 }, () => tf.ones([4]))));
  await sum.data();
}

main().catch((error: unknown) => {
  process.stderr.write(`error: ${String(error)}\n`);
  process.exitCode = 1;
});
