import type { DictionaryWriter } from './dictionary';
import type { Schedule } from './node-link';
import type { Outlet } from './panel';
import type { DictionaryReader } from '../../protocol/wire';

/** What the program needs of Max. */
export interface MaxSide {
  readonly outlet: Outlet;
  readonly schedule: Schedule;
  readonly now: () => number;
  readonly readDictionary: (name: string) => DictionaryReader;
  readonly dictionaryWriter: (name: string) => DictionaryWriter;
}
