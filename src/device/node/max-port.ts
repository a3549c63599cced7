// What the Node program needs of Node for Max. max-api-port.ts is the real one; tests put a stand-in in its
// place, because `max-api` exists only inside Max.

import type { Atom } from '../protocol/selectors';
import type { FlatDictionary } from '../protocol/wire';

export interface MaxPort {
  addHandler(selector: string, handler: (...args: readonly unknown[]) => void): void;
  outlet(...atoms: Atom[]): Promise<unknown>;
  /** Rejects for a name that no dictionary has. */
  getDict(name: string): Promise<Readonly<Record<string, unknown>>>;
  setDict(name: string, content: FlatDictionary): Promise<unknown>;
}
