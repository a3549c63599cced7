import type { DictionaryWriter } from './live-dictionary';
import type { Schedule } from './live-link';
import type { Outlet } from './live-panel';
import type { DictionaryReader } from './wire';

/** What the program needs of Max. */
export interface MaxSide {
  readonly outlet: Outlet;
  readonly schedule: Schedule;
  readonly now: () => number;
  readonly readDictionary: (name: string) => DictionaryReader;
  readonly dictionaryWriter: (name: string) => DictionaryWriter;
}
