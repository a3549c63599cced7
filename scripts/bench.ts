import { cpus } from 'node:os';
import { Command } from 'commander';
import { DEVICE_SIZE_LIMIT } from '../src/amxd/lint/lint-device';
import { BACKEND_NAMES } from '../src/training/backends/open-backend';
import { PRESET_NAMES } from '../src/training/config';
import { reasonOf } from '../src/files/reason';
import { frozenSize, measureDevice, type DeviceFigures } from './bench/device';
import { measurePasses, type PassFigures } from './bench/forward-pass';
import { findPytorch } from './bench/pytorch';
import {
  compareWithPytorch,
  measureTraining,
  type Comparison,
  type StepTimes,
  type TrainingFigures,
} from './bench/training';
import { wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { SHIPPED_MODEL } from './support/model-folder';

interface Options {
  readonly model: string;
  readonly requests: number;
  readonly starts: number;
  readonly training: boolean;
  readonly json?: boolean;
}

/** What the device has to keep to on a laptop. */
const LIMITS = {
  firstRhythmMs: 1000,
  requestMs: 30,
  memoryBytes: 150e6,
  deviceBytes: DEVICE_SIZE_LIMIT,
} as const;

const program = new Command('bench')
  .description(
    'Measures what users wait for, beside heavier ways to do the same, in one run on this machine.',
  )
  .option('--model <dir>', 'model to measure with', SHIPPED_MODEL)
  .option('--requests <n>', 'requests to take the median of', wholeNumber(1, 10_000), 100)
  .option('--starts <n>', 'starts to take the median of', wholeNumber(1, 100), 5)
  .option('--no-training', 'leave out the training steps')
  .option('--json', 'print one JSON document on standard output and nothing else there')
  .action(bench);

async function bench({ model, requests, starts, training, json }: Options): Promise<void> {
  const report = (name: string): void => {
    if (!json) process.stderr.write(`measuring ${name}\n`);
  };
  const deviceBytes = await frozenSize(model);
  const device = await measureDevice(model, { requests, starts, report });
  report('one pass of the generator');
  const { passes, skipped: onnxRefusals } = await measurePasses(model);
  const { rates, comparisons, refusals } = training ? await measureLearning(report) : NOT_MEASURED;
  const skipped = [...onnxRefusals, ...refusals];
  const machine = { processor: cpus()[0]?.model ?? 'unknown', threads: cpus().length, node: process.version };
  if (json) {
    const document = {
      machine,
      model,
      limits: LIMITS,
      deviceBytes,
      device,
      passes,
      training: rates,
      comparisons,
      skipped,
    };
    process.stdout.write(`${JSON.stringify(document)}\n`);
    return;
  }
  process.stdout.write(
    [
      `${machine.processor}, ${machine.threads} threads, Node ${machine.node}`,
      `The frozen device is ${megabytes(deviceBytes)}, at most ${megabytes(LIMITS.deviceBytes)}.`,
      '',
      deviceTable(device),
      '',
      passTable(passes),
      '',
      ...(rates.length > 0 ? [trainingTable(rates), ''] : []),
      ...(comparisons.length > 0 ? [comparisonTable(comparisons), ''] : []),
      ...skipped,
      '',
    ].join('\n'),
  );
}

interface Learning {
  readonly rates: readonly TrainingFigures[];
  readonly comparisons: readonly Comparison[];
  /** A sentence for each that this machine has not. */
  readonly refusals: readonly string[];
}

const NOT_MEASURED: Learning = { rates: [], comparisons: [], refusals: [] };

/** Training steps of every preset on every backend that this machine has, and beside PyTorch. */
async function measureLearning(report: (name: string) => void): Promise<Learning> {
  const rates: TrainingFigures[] = [];
  const comparisons: Comparison[] = [];
  const refusals: string[] = [];
  const pytorch = findPytorch();
  if (!pytorch)
    refusals.push('No PyTorch to compare with (python3 -c "import torch" fails; on Debian: python3-torch).');
  for (const device of pytorch?.devices ?? []) {
    try {
      for (const preset of PRESET_NAMES) {
        report(`the ${preset} preset beside PyTorch on ${device}`);
        comparisons.push(await compareWithPytorch(pytorch!.python, preset, device));
      }
    } catch (error) {
      refusals.push(reasonOf(error));
    }
  }
  for (const backend of BACKEND_NAMES) {
    try {
      for (const preset of PRESET_NAMES) {
        report(`the ${preset} preset on ${backend}`);
        rates.push(await measureTraining(backend, preset));
      }
    } catch (error) {
      refusals.push(reasonOf(error));
    }
  }
  return { rates, comparisons, refusals };
}

function passTable(passes: readonly PassFigures[]): string {
  return table([
    ['one pass of 16 candidates', 'time'],
    ...passes.map(({ name, passMs }) => [name, milliseconds(passMs)]),
  ]);
}

/** One row per way to run the model, with the limits in the head. */
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
    milliseconds(LIMITS.firstRhythmMs),
    milliseconds(LIMITS.requestMs),
    '',
    '',
    megabytes(LIMITS.memoryBytes),
    '',
  ];
  return table([
    ['device', 'ready', 'first rhythm', 'request', '95 %', 'sixteen', 'memory', 'program'],
    ...rows,
    limits,
  ]);
}

function trainingTable(rates: readonly TrainingFigures[]): string {
  return table([
    ['training', 'preset', 'steps/s', 'median step', 'on the processor'],
    ...rates.map(({ backend, preset, ...times }) => [
      backend,
      preset,
      (1000 / times.medianMs).toFixed(1),
      ...timeWords(times),
    ]),
  ]);
}

function comparisonTable(comparisons: readonly Comparison[]): string {
  return table([
    [
      'the same steps in turns',
      'preset',
      'median step',
      'on the processor',
      'times PyTorch',
      'losses differ by',
    ],
    ...comparisons.flatMap(({ preset, backend, reference, ours, pytorch, ratio, farthestLoss }) => [
      [backend, preset, ...timeWords(ours), ratio.toFixed(2), farthestLoss.toExponential(0)],
      [reference, preset, ...timeWords(pytorch), '1', ''],
    ]),
  ]);
}

function timeWords({ medianMs, processorMs }: StepTimes): string[] {
  return [milliseconds(medianMs), milliseconds(processorMs)];
}

/** Columns as wide as their widest word, numbers to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((word, at) => (at === 0 ? word.padEnd(widths[at]!) : word.padStart(widths[at]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function milliseconds(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

void runCommand(program);
