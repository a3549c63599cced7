import type { LiveBridge } from '../live-bridge';

/** What the globals of a script ask of the box they live in. */
export interface ScriptBridge {
  readonly live: LiveBridge;
  outlet(index: number, atomsJson: string): void;
  post(text: string, isError: boolean): void;
  messnamed(name: string, atomsJson: string): void;
  /** Runs a function of the script so that an exception becomes a line in the console. */
  protect(action: () => void): void;
  /** Counts a Task that was made (1) or freed (−1). */
  taskMade(by: 1 | -1): void;
  /** Max's clock. */
  nowMs(): number;
  schedule(delayMs: number, action: () => void): () => void;
  /** What the script's clock shows: it goes with Max's timers, not with this machine. */
  wallMs(): number;
  readDict(name: string): string | undefined;
  writeDict(name: string, json: string): void;
  /** One entry as JSON; undefined where there is none. A whole history goes by entry, or every access would copy it all. */
  readEntry(name: string, key: string): string | undefined;
  /** Without a value the entry goes. */
  writeEntry(name: string, key: string, json: string | undefined): void;
  freshName(): string;
  readFile(name: string): string | undefined;
  writeFile(name: string, text: string): void;
  /** Sends a message to a box by its scripting name; false when there is none. */
  tellBox(varname: string, atomsJson: string): boolean;
  boxClass(varname: string): string | undefined;
}

/** Anything a script may hand to Max. */
export type Value = string | number | boolean | null | undefined | object;
