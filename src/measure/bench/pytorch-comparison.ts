// Our training step beside PyTorch's: the same weights, batches and draws, some steps each in turns.
// Called by learning-figures.ts for every preset and device; how PyTorch is run is left to pytorch-run.ts.

import { openBackend, type BackendName } from '../../training/backends/open-backend';
import type { PresetName } from '../../training/config';
import { freshRun } from './synthetic-run';
import type { PytorchDevice } from './pytorch-job';
import { startPytorch } from './pytorch-run';
import { stepperOf, timesOf, type StepTimes, type TimedStep } from './training-steps';

/** Our step and PyTorch's, in turns. */
export interface Comparison {
  readonly preset: PresetName;
  readonly backend: BackendName;
  readonly reference: string;
  readonly ours: StepTimes;
  readonly pytorch: StepTimes;
  /**
   * How many times PyTorch's our time is: on one thread that on the processor, which is wall time on an idle machine; on a
   * card wall time.
   */
  readonly ratio: number;
  /** Largest difference between the losses of the first steps, where rounding has not yet grown. */
  readonly farthestLoss: number;
}

/**
 * Steps that either takes before it is the other's turn: after a change each finds the caches full of the other's numbers,
 * which no training does.
 */
const STEPS_A_TURN = 8;
/** The first turns, in which V8 compiles what a step is made of; a run takes thousands of steps. */
const COMPILING_TURNS = 5;
const COMPARED_TURNS = 4;
const FIRST_STEPS = 3;

/** Which of our backends computes where PyTorch does. */
const RIVALS: Readonly<Record<PytorchDevice, BackendName>> = { cpu: 'wasm', cuda: 'webgpu' };

/** Takes the same steps with a backend of ours and with PyTorch on the same device, some each in turns. */
export async function compareWithPytorch(
  python: string,
  preset: PresetName,
  device: PytorchDevice,
): Promise<Comparison> {
  const backend = RIVALS[device];
  await openBackend(backend);
  const run = await freshRun(preset);
  const turns = COMPILING_TURNS + COMPARED_TURNS;
  const reference = await startPytorch(python, run, { steps: turns * STEPS_A_TURN, device });
  const { step, dispose } = stepperOf(run);
  try {
    const ours: TimedStep[] = [];
    const theirs: TimedStep[] = [];
    for (let turn = 0; turn < turns; turn++) {
      for (let at = 0; at < STEPS_A_TURN; at++) ours.push(await step());
      for (let at = 0; at < STEPS_A_TURN; at++) theirs.push(await reference.step());
    }
    const differences = ours
      .slice(0, FIRST_STEPS)
      .flatMap(({ losses }, at) => losses.map((loss, of) => Math.abs(loss - theirs[at]!.losses[of]!)));
    const [mine, pytorch] = [ours, theirs].map((steps) =>
      timesOf(steps.slice(COMPILING_TURNS * STEPS_A_TURN)),
    ) as [StepTimes, StepTimes];
    const time = device === 'cpu' ? 'processorMs' : 'medianMs';
    return {
      preset,
      backend,
      reference: reference.name,
      ours: mine,
      pytorch,
      ratio: mine[time] / pytorch[time],
      farthestLoss: Math.max(...differences),
    };
  } finally {
    await reference.stop();
    dispose();
  }
}
