// The script of Max's v8 object: hands Max's globals to the program and exports what the build's top-level
// handlers call. No Node modules here or below: all of it runs in Max's v8.

import { dictionaryReader, dictionaryWriter } from './host/dictionary';
import { taskTimers } from './host/timers';
import { LIVE_INLET_COUNT, LIVE_OUTLETS } from '../protocol/selectors';
import { LiveProgram } from './program';

export const inlets = LIVE_INLET_COUNT;
export const outlets = Object.keys(LIVE_OUTLETS).length;

const program = new LiveProgram({
  // One list, not loose arguments: calling Max's outlet with `apply` has brought Live down.
  outlet: (index, ...atoms) => {
    outlet(index, atoms);
  },
  schedule: taskTimers(),
  now: () => Date.now(),
  // Documented, but the player would fall silent without it.
  schedulerMs: () => (Number.isFinite(max.time) ? max.time : Date.now()),
  software: {
    device: FOURFLOOR_VERSION,
    max: String(max.version),
    platform: [max.os, max.arch].filter((word) => word !== undefined).join(' '),
  },
  readDictionary: dictionaryReader,
  dictionaryWriter: (name) => dictionaryWriter(name, Date.now),
});

/** Called for every message with a selector. */
export function anything(selector: string, args: readonly unknown[]): void {
  program.receive(selector, args);
}

/** Called when the object is deleted. */
export function notifydeleted(): void {
  program.close();
}
