import type { Atom } from '../protocol/messages';
import type { FlatDictionary } from '../protocol/wire';

/** What the Node program needs of Node for Max; tests put a stand-in here, because `max-api` exists only inside Max. */
export interface MaxPort {
  /** Calls `handler` with the atoms behind a selector. */
  addHandler(selector: string, handler: (...args: readonly unknown[]) => void): void;
  outlet(...atoms: Atom[]): Promise<unknown>;
  /** The content of a dictionary; fails for a name that there is not. */
  getDict(name: string): Promise<Readonly<Record<string, unknown>>>;
  setDict(name: string, content: FlatDictionary): Promise<unknown>;
}
