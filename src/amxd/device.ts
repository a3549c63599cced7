// Builds the whole device in memory: bundles the four programs with a model, makes the patcher and lists the
// files to freeze. `npm run build` checks, freezes and writes the result; the bench measures its size.
// Writes nothing, and takes every date from BUILD_DATE, so that equal sources give equal devices.

import path from 'node:path';
import { controlsFor } from '../device/controls/controls';
import { bundleForMax, bundleNode, type Bundle } from './bundles/bundle';
import { BUILD_DATE, FILE_FLAG, type FrozenDevice, type FrozenFile } from './container/format';
import { readModel } from './bundles/embedded-model';
import { buildPatcher, type Patcher } from './patcher/patcher';
import { devicePatch } from './patch';

export const DEVICE_NAME = 'Fourfloor';

const ENTRIES = path.resolve(__dirname, '../device');

/** Sources of the four programs; the tests put small ones in their place. */
export interface ProgramEntries {
  readonly node: string;
  readonly live: string;
  readonly grid: string;
  readonly pad: string;
}

export const PROGRAM_ENTRIES: ProgramEntries = {
  node: path.join(ENTRIES, 'node/main.ts'),
  live: path.join(ENTRIES, 'live/main.ts'),
  grid: path.join(ENTRIES, 'display/grid/main.ts'),
  pad: path.join(ENTRIES, 'display/morph-pad/main.ts'),
};

export interface BuiltDevice {
  readonly device: FrozenDevice;
  readonly patcher: Patcher;
  readonly programs: Readonly<Record<keyof ProgramEntries, Bundle>>;
  readonly styles: readonly string[];
}

/** The device with the model of a folder. @throws Error for a folder without one or a program that does not bundle. */
export async function buildDevice(
  modelFolder: string,
  entries: ProgramEntries = PROGRAM_ENTRIES,
): Promise<BuiltDevice> {
  const { card, files } = readModel(modelFolder);
  const [node, live, grid, pad] = await Promise.all([
    bundleNode(entries.node, files),
    bundleForMax('live', entries.live),
    bundleForMax('grid', entries.grid),
    bundleForMax('pad', entries.pad),
  ]);
  const styles = card.styles.map(({ name }) => name);
  const parts = devicePatch(controlsFor(styles), {
    node: node.name,
    live: live.name,
    grid: grid.name,
    pad: pad.name,
  });
  const main = buildPatcher(parts);
  const device: FrozenDevice = {
    kind: parts.kind,
    files: [
      {
        name: `${DEVICE_NAME}.amxd`,
        type: 'JSON',
        flag: FILE_FLAG.patcher,
        modified: BUILD_DATE,
        bytes: Buffer.from(`${JSON.stringify(main, null, '\t')}\n\0`),
      },
      // Node runs files from disk alone; v8 reads them out of the device.
      scriptFile(node, FILE_FLAG.onDisk),
      scriptFile(live, FILE_FLAG.inside),
      scriptFile(grid, FILE_FLAG.inside),
      scriptFile(pad, FILE_FLAG.inside),
    ],
  };
  return { device, patcher: main.patcher, programs: { node, live, grid, pad }, styles };
}

function scriptFile({ name, text }: Bundle, flag: number): FrozenFile {
  return { name, type: 'TEXT', flag, modified: BUILD_DATE, bytes: Buffer.from(text) };
}
