// Reads and writes a Max dictionary; main.ts hands this to host/dictionaries.ts. A writer sends only what has
// changed and leaves a stamp, by which it notices that a preset or an undo has replaced the content.
// No other file of live/ creates a Dict.

import { asNumber, type DictionaryReader, type FlatDictionary } from '../../protocol/wire';

export function dictionaryReader(name: string): DictionaryReader {
  const dictionary = new Dict(name);
  return (key) => dictionary.get(key);
}

export interface DictionaryWriter {
  write(content: FlatDictionary): void;
  /** False if the content was replaced, by a preset or an undo, since this was made or last wrote. */
  readonly isUntouched: boolean;
}

const STAMP_KEY = 'stamp';

/** Stamps are milliseconds, small enough for Max's 32-bit integers; they wrap around after twelve days. */
const STAMPS = 2 ** 30;

/**
 * A writer that sets only the keys that have changed, because a history of 32 rhythms is some 40,000 numbers. The
 * first write, and the first after the content was replaced, clears the dictionary and writes everything.
 */
export function dictionaryWriter(name: string, now: () => number): DictionaryWriter {
  const dictionary = new Dict(name);
  const readStamp = (): number | undefined => asNumber(dictionary.get(STAMP_KEY));
  let stamp = readStamp();
  let last: FlatDictionary | undefined;
  return {
    get isUntouched() {
      return readStamp() === stamp;
    },
    write(content) {
      if (readStamp() !== stamp) last = undefined;
      if (!last) dictionary.clear();
      for (const key of Object.keys(last ?? {})) if (!isWritten(content[key])) dictionary.remove(key);
      for (const [key, value] of Object.entries(content)) {
        if (isWritten(value) && last?.[key] !== value) dictionary.set(key, value);
      }
      stamp = Math.max(now() % STAMPS, ((stamp ?? 0) + 1) % STAMPS);
      dictionary.set(STAMP_KEY, stamp);
      last = content;
    },
  };
}

/** An empty string reads back like a missing key, so it is left out. */
function isWritten(value: FlatDictionary[string] | undefined): boolean {
  return value !== undefined && value !== '';
}
