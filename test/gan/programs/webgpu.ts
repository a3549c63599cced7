import { automaticGradients, closedFormGradients } from '../../../src/gan/step';
import { openBackend } from '../../../src/training/backend';
import { trajectory } from '../trajectory';

/*
 * Prints as JSON where training goes on WebGPU, the processor doing for a graphics card. A program of its own, since
 * the native library aborts the process it lives in when it is not content.
 */
async function main(): Promise<void> {
  const steps = Number(process.argv[2]);
  await openBackend('webgpu', { softwareGpu: true });
  const closedForm = await trajectory(steps, closedFormGradients);
  const automatic = await trajectory(steps, automaticGradients);
  process.stdout.write(JSON.stringify({ closedForm, automatic }));
}

main().catch((error: unknown) => {
  process.stderr.write(`error: ${String(error)}\n`);
  process.exitCode = 1;
});
