// Everything that the bench measures, in one run: the device, one pass of the generator, training.
// Called by scripts/bench.ts, which prints the figures; it knows nothing of how they are shown.

import { cpus } from 'node:os';
import { DEVICE_LIMITS, frozenSize, measureDevice, type DeviceFigures } from './device-times';
import { measurePasses, type PassFigures } from './forward-pass';
import { NOT_MEASURED, measureLearning } from './learning-figures';
import type { Comparison } from './pytorch-comparison';
import type { TrainingFigures } from './training-steps';

export interface BenchOptions {
  /** Folder of the model. */
  readonly model: string;
  /** Requests and starts to take the median of. */
  readonly requests: number;
  readonly starts: number;
  /** Whether training is measured too. */
  readonly training: boolean;
  /** Told what is measured next. */
  readonly report: (name: string) => void;
}

/** The document that `npm run bench -- --json` prints. */
export interface BenchFigures {
  readonly machine: { readonly processor: string; readonly threads: number; readonly node: string };
  readonly model: string;
  readonly limits: typeof DEVICE_LIMITS;
  readonly deviceBytes: number;
  readonly device: readonly DeviceFigures[];
  readonly passes: readonly PassFigures[];
  readonly training: readonly TrainingFigures[];
  readonly comparisons: readonly Comparison[];
  /** A sentence for each thing that this machine lacks. */
  readonly skipped: readonly string[];
}

/** Measures one thing after another, so that none takes the other's processor time. */
export async function measureBench(options: BenchOptions): Promise<BenchFigures> {
  const { model, requests, starts, training, report } = options;
  const deviceBytes = await frozenSize(model);
  const device = await measureDevice(model, { requests, starts, report });
  report('one pass of the generator');
  const { passes, skipped: onnxRefusals } = await measurePasses(model);
  const { rates, comparisons, refusals } = training ? await measureLearning(report) : NOT_MEASURED;
  return {
    machine: { processor: cpus()[0]?.model ?? 'unknown', threads: cpus().length, node: process.version },
    model,
    limits: DEVICE_LIMITS,
    deviceBytes,
    device,
    passes,
    training: rates,
    comparisons,
    skipped: [...onnxRefusals, ...refusals],
  };
}
