// How long the device's Node program takes to start and to answer, beside two heavier ways to run the same
// model. Called by bench-figures.ts. The programs run as Max would run them (max-stand-in.ts), never inside
// this process.

import path from 'node:path';
import { buildDevice, PROGRAM_ENTRIES } from '../../amxd/device';
import { bundleNode } from '../../amxd/bundles/bundle';
import { freeze } from '../../amxd/container/freeze';
import { DEVICE_SIZE_LIMIT } from '../../amxd/lint/lint-device';
import { readModel } from '../../amxd/bundles/embedded-model';
import { firstStyle } from '../../device/controls/controls';
import { TO_NODE } from '../../device/protocol/selectors';
import { INITIAL_SETTINGS, commandOf } from '../../device/controls/settings';
import { commandToAtoms } from '../../device/protocol/wire';
import { quantile } from '../quantile';
import { ProgramRun } from './max-stand-in';

/** What the device has to keep to on a laptop. */
export const DEVICE_LIMITS = {
  firstRhythmMs: 1000,
  requestMs: 30,
  memoryBytes: 150e6,
  deviceBytes: DEVICE_SIZE_LIMIT,
} as const;

/** What a player waits for, and what it takes of the machine; medians where several runs were made. */
export interface DeviceFigures {
  readonly name: string;
  readonly bundleBytes: number;
  /** From the start of the process to `ready`, and to its first rhythm. */
  readonly readyMs: number;
  readonly firstRhythmMs: number;
  /** One rhythm of four bars: the median, and what one request in twenty exceeds. */
  readonly requestMs: number;
  readonly slowRequestMs: number;
  /** Sixteen rhythms in one request. */
  readonly sixteenMs: number;
  readonly memoryBytes: number;
}

const VARIANTS = [
  { name: 'Fourfloor (WebAssembly)', entry: PROGRAM_ENTRIES.node },
  { name: 'its fallback (CPU, same bits)', entry: path.join(__dirname, 'fallback-program.ts') },
  { name: '@tensorflow/tfjs, plain CPU', entry: path.join(__dirname, 'plain-cpu-program.ts') },
] as const;

const FILLS = 3;

/** Size of the frozen device, in bytes. */
export async function frozenSize(modelFolder: string): Promise<number> {
  const { device } = await buildDevice(modelFolder);
  return freeze(device).length;
}

/** Runs the Node program and its heavier alternatives with the same model, one after another. */
export async function measureDevice(
  modelFolder: string,
  options: { readonly requests: number; readonly starts: number; readonly report: (name: string) => void },
): Promise<DeviceFigures[]> {
  const { card, files } = readModel(modelFolder);
  const styles = card.styles.map(({ name }) => name);
  const figures: DeviceFigures[] = [];
  for (const { name, entry } of VARIANTS) {
    options.report(name);
    const { text } = await bundleNode(entry, files);
    const starts: Start[] = [];
    for (let run = 0; run < options.starts - 1; run++) starts.push(await measureStart(text, styles));
    const program = ProgramRun.start(text);
    starts.push(await startOf(program, styles));
    const requests: number[] = [];
    for (let seed = 0; seed < options.requests; seed++) requests.push(await ask(program, styles, { seed }));
    const fills: number[] = [];
    for (let seed = 0; seed < FILLS; seed++) fills.push(await ask(program, styles, { seed, count: 16 }));
    const memoryBytes = await program.memory();
    await program.stop();
    figures.push({
      name,
      bundleBytes: text.length,
      readyMs: quantile(starts.map(({ readyMs }) => readyMs)),
      firstRhythmMs: quantile(starts.map(({ firstRhythmMs }) => firstRhythmMs)),
      requestMs: quantile(requests),
      slowRequestMs: quantile(requests, 0.95),
      sixteenMs: quantile(fills),
      memoryBytes,
    });
  }
  return figures;
}

type Start = Pick<DeviceFigures, 'readyMs' | 'firstRhythmMs'>;

async function measureStart(script: string, styles: readonly string[]): Promise<Start> {
  const program = ProgramRun.start(script);
  const start = await startOf(program, styles);
  await program.stop();
  return start;
}

async function startOf(program: ProgramRun, styles: readonly string[]): Promise<Start> {
  await program.ready();
  const readyMs = program.ageMs;
  await ask(program, styles, { seed: 1 });
  return { readyMs, firstRhythmMs: program.ageMs };
}

/** Asks as the device does with its controls as dropped. */
function ask(
  program: ProgramRun,
  styles: readonly string[],
  { seed, count = 1 }: { readonly seed: number; readonly count?: number },
): Promise<number> {
  const settings = { ...INITIAL_SETTINGS, style: firstStyle(styles) };
  const command = { ...commandOf(settings, styles), seed, count };
  return program.ask(TO_NODE.generate, seed + 1, 'notes', ...commandToAtoms(command));
}
