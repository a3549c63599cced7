// What the program needs from Max apart from LiveAPI: outlets, timers, the clock and dictionaries. main.ts
// supplies it from Max's globals, a test from plain functions.

import type { DictionaryWriter } from './dictionary';
import type { Schedule } from './node-link';
import type { Outlet } from './panel';
import type { DictionaryReader } from '../../protocol/wire';

/** What runs here; Live tells its own version, and the Node program that of Node. */
export interface Software {
  readonly device: string;
  readonly max: string;
  readonly platform: string;
}

export interface MaxSide {
  readonly outlet: Outlet;
  readonly schedule: Schedule;
  readonly now: () => number;
  /** Max's own clock in ms, on which delays run; it need not be that of the day. */
  readonly schedulerMs: () => number;
  readonly software: Software;
  readonly readDictionary: (name: string) => DictionaryReader;
  readonly dictionaryWriter: (name: string) => DictionaryWriter;
}
