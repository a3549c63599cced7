// How long a training step of a preset takes on a backend. learning-figures.ts times every preset with it,
// and pytorch-comparison.ts takes its steps with it. It knows nothing of PyTorch.

import * as tf from '@tensorflow/tfjs';
import { openBackend, type BackendName } from '../../training/backends/open-backend';
import type { PresetName } from '../../training/config';
import { disposeState } from '../../training/run-state';
import { createStepper } from '../../training/step/stepper';
import { quantile } from '../quantile';
import { freshRun, type FreshRun } from './synthetic-run';

/** A training step that was timed. */
export interface TimedStep {
  readonly ms: number;
  /** On the processor. */
  readonly processorMs: number;
  /** Of the discriminator, its penalty, and of the generator. */
  readonly losses: readonly number[];
}

/** Time of a training step. */
export interface StepTimes {
  readonly medianMs: number;
  /** Median time on the processor, all threads of the process: what the step costs however busy the machine is. */
  readonly processorMs: number;
}

/** How fast a machine learns with a backend. */
export interface TrainingFigures extends StepTimes {
  readonly backend: BackendName;
  readonly preset: PresetName;
}

const WARM_STEPS = 2;
const LEAST_STEPS = 5;
const LEAST_SECONDS = 3;

/** Times the steps of a preset on made-up rhythms. */
export async function measureTraining(backend: BackendName, preset: PresetName): Promise<TrainingFigures> {
  await openBackend(backend);
  const run = await freshRun(preset);
  const { step, dispose } = stepperOf(run);
  for (let warm = 0; warm < WARM_STEPS; warm++) await step();
  const from = performance.now();
  const times: TimedStep[] = [];
  while (times.length < LEAST_STEPS || performance.now() - from < 1000 * LEAST_SECONDS)
    times.push(await step());
  dispose();
  return { backend, preset, ...timesOf(times) };
}

/** Takes one step of a run after another; reading the losses waits for the step to be done. */
export function stepperOf({ config, dataset, layout, state }: FreshRun): {
  readonly step: () => Promise<TimedStep>;
  readonly dispose: () => void;
} {
  const stepper = createStepper(config, state, { dataset, layout });
  const step = async (): Promise<TimedStep> => {
    const from = performance.now();
    const before = process.cpuUsage();
    const scalars = stepper.step(true)!;
    const { discriminatorLoss, penalty, generatorLoss } = scalars;
    const losses = await Promise.all(
      [discriminatorLoss, penalty, generatorLoss].map(async (scalar) => (await scalar.data())[0]!),
    );
    tf.dispose({ ...scalars });
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - from, processorMs: (user + system) / 1000, losses };
  };
  const dispose = (): void => {
    stepper.dispose();
    disposeState(state);
  };
  return { step, dispose };
}

/** Medians over some steps. */
export function timesOf(steps: readonly TimedStep[]): StepTimes {
  return {
    medianMs: quantile(steps.map(({ ms }) => ms)),
    processorMs: quantile(steps.map(({ processorMs }) => processorMs)),
  };
}
