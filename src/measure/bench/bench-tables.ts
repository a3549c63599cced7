// The figures of the bench as text for a terminal. Called by scripts/bench.ts; it measures nothing.

import { textTable } from '../../report/text-table';
import type { BenchFigures } from './bench-figures';
import { DEVICE_LIMITS, type DeviceFigures } from './device-times';
import type { PassFigures } from './forward-pass';
import type { Comparison } from './pytorch-comparison';
import type { StepTimes, TrainingFigures } from './training-steps';

/** The machine, a table for each thing that was measured, and a sentence for each that was not. */
export function benchText({
  machine,
  deviceBytes,
  device,
  passes,
  training,
  comparisons,
  skipped,
}: BenchFigures): string {
  return [
    `${machine.processor}, ${machine.threads} threads, Node ${machine.node}`,
    `The frozen device is ${megabytes(deviceBytes)} (limit ${megabytes(DEVICE_LIMITS.deviceBytes)}).`,
    '',
    deviceTable(device),
    '',
    passTable(passes),
    '',
    ...(training.length > 0 ? [trainingTable(training), ''] : []),
    ...(comparisons.length > 0 ? [comparisonTable(comparisons), ''] : []),
    ...skipped,
    '',
  ].join('\n');
}

function passTable(passes: readonly PassFigures[]): string {
  return textTable([
    ['one pass of 16 candidates', 'time'],
    ...passes.map(({ name, passMs }) => [name, milliseconds(passMs)]),
  ]);
}

/** One row per way to run the model, and the limits below them. */
function deviceTable(figures: readonly DeviceFigures[]): string {
  const rows = figures.map((each) => [
    each.name,
    milliseconds(each.readyMs),
    milliseconds(each.firstRhythmMs),
    milliseconds(each.requestMs),
    milliseconds(each.slowRequestMs),
    milliseconds(each.sixteenMs),
    megabytes(each.memoryBytes),
    megabytes(each.bundleBytes),
  ]);
  const limits = [
    'limit',
    '',
    milliseconds(DEVICE_LIMITS.firstRhythmMs),
    milliseconds(DEVICE_LIMITS.requestMs),
    '',
    '',
    megabytes(DEVICE_LIMITS.memoryBytes),
    '',
  ];
  return textTable([
    ['device', 'ready', 'first rhythm', 'request', '95 %', 'sixteen', 'memory', 'program'],
    ...rows,
    limits,
  ]);
}

function trainingTable(rates: readonly TrainingFigures[]): string {
  return textTable([
    ['training', 'preset', 'steps/s', 'median step', 'CPU time'],
    ...rates.map(({ backend, preset, ...times }) => [
      backend,
      preset,
      (1000 / times.medianMs).toFixed(1),
      ...timeWords(times),
    ]),
  ]);
}

function comparisonTable(comparisons: readonly Comparison[]): string {
  return textTable([
    ['same steps, alternating', 'preset', 'median step', 'CPU time', 'times PyTorch', 'losses differ by'],
    ...comparisons.flatMap(({ preset, backend, reference, ours, pytorch, ratio, farthestLoss }) => [
      [backend, preset, ...timeWords(ours), ratio.toFixed(2), farthestLoss.toExponential(0)],
      [reference, preset, ...timeWords(pytorch), '1', ''],
    ]),
  ]);
}

function timeWords({ medianMs, processorMs }: StepTimes): string[] {
  return [milliseconds(medianMs), milliseconds(processorMs)];
}

function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
