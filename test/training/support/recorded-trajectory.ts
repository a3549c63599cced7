import * as tf from '@tensorflow/tfjs';
import { collectDataset, controlScalesOf } from '../../../src/training/data/dataset';
import { createState, disposeState } from '../../../src/training/run-state';
import { createStepper } from '../../../src/training/step/stepper';
import { readLosses } from '../../../src/training/step/take-step';
import { smallConfig } from './small-config';
import { streamed, syntheticRecords } from './synthetic-corpus';

/** What some steps of a small run came to, and what they left behind. */
export interface RunTrajectory {
  /** Losses and norms of the steps that were asked to report. */
  readonly rows: readonly (readonly number[])[];
  /** Σ|w| of the generator, its average and the discriminator. */
  readonly sums: readonly number[];
  /** Tensors that are more after the last step than after the fourth, and after all is disposed of than before. */
  readonly leaked: readonly [number, number];
}

/** Takes steps of a small run on the current backend, every third of them with a report. */
export async function runTrajectory(
  steps: number,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<RunTrajectory> {
  const before = tf.memory().numTensors;
  const dataset = await collectDataset(streamed(syntheticRecords(64)));
  const config = smallConfig({ ...settings, steps });
  const state = createState(config, dataset.styles.length);
  const layout = { styleCount: dataset.styles.length, scales: controlScalesOf(dataset.train) };
  const stepper = createStepper(config, state, { dataset, layout });
  const rows: number[][] = [];
  let early = 0;
  for (let step = 1; step <= steps; step++) {
    const scalars = stepper.step(step % 3 === 0);
    if (scalars) {
      rows.push(Object.values<number>({ ...(await readLosses(step, scalars)) }));
      tf.dispose({ ...scalars });
    }
    if (step === 4) early = tf.memory().numTensors;
  }
  const late = tf.memory().numTensors;
  const { networks, average } = state;
  const sums: number[] = [];
  for (const weights of [networks.generator, average, networks.discriminator]) {
    let sum = 0;
    for (const weight of Object.values(weights))
      for (const value of await weight.data()) sum += Math.abs(value);
    sums.push(sum);
  }
  stepper.dispose();
  disposeState(state);
  return { rows, sums, leaked: [late - early, tf.memory().numTensors - before] };
}
