import path from 'node:path';
import type { ProgramEntries } from '../../../src/amxd/device';
import { devicePatch } from '../../../src/amxd/patch';
import { buildPatcher, type Box, type Patcher } from '../../../src/amxd/patcher/patcher';
import { controlsFor } from '../../../src/device/controls/controls';

const PROGRAMS = path.resolve(__dirname, '../programs');

/** Small programs in place of the device's own, for tests of the build alone. */
export const STUB_ENTRIES: ProgramEntries = {
  node: path.join(PROGRAMS, 'node.ts'),
  live: path.join(PROGRAMS, 'live.ts'),
  grid: path.join(PROGRAMS, 'grid.ts'),
  pad: path.join(PROGRAMS, 'pad.ts'),
};

/** The device's patcher as it would be built for two styles, as JSON gives it back. */
export function buildTestPatcher(): Patcher {
  const parts = devicePatch(controlsFor(['house', 'techno']), {
    node: 'fourfloor-node-00000000.js',
    live: 'fourfloor-live-00000000.js',
    grid: 'fourfloor-grid-00000000.js',
    pad: 'fourfloor-pad-00000000.js',
  });
  return JSON.parse(JSON.stringify(buildPatcher(parts).patcher)) as Patcher;
}

/** The same patcher with one box changed. */
export function withBox(patcher: Patcher, id: string, change: Readonly<Record<string, unknown>>): Patcher {
  const boxes = patcher.boxes.map(({ box }) => ({
    box: box.id === id ? ({ ...box, ...change } as Box) : box,
  }));
  return { ...patcher, boxes };
}

/** The same patcher with one parameter changed, by the id of its box. */
export function withParameter(
  patcher: Patcher,
  id: string,
  change: Readonly<Record<string, unknown>>,
): Patcher {
  const box = boxOf(patcher, id);
  const attributes = box.saved_attribute_attributes as { readonly valueof: object };
  return withBox(patcher, id, {
    saved_attribute_attributes: { ...attributes, valueof: { ...attributes.valueof, ...change } },
  });
}

/** A box by its id. @throws Error when there is none. */
export function boxOf(patcher: Patcher, id: string): Box {
  const found = patcher.boxes.find(({ box }) => box.id === id);
  if (!found) throw new Error(`The patcher has no box ${id}.`);
  return found.box;
}
