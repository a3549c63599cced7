import { asNumber, type DictionaryReader, type FlatDictionary } from '../../protocol/wire';

/** Reads a dictionary of the patcher key by key. */
export function dictionaryReader(name: string): DictionaryReader {
  const dictionary = new Dict(name);
  return (key) => dictionary.get(key);
}

/** A dictionary of the patcher as its one writer sees it. */
export interface DictionaryWriter {
  write(content: FlatDictionary): void;
  /** Whether it holds what it held when this was made or last written: a preset or an undo puts other things in. */
  readonly isUntouched: boolean;
}

/** Where a writer leaves its mark, which no other content of the dictionary bears. */
const STAMP_KEY = 'stamp';

/** Stamps are milliseconds that fit Max's smaller whole numbers; they begin again after twelve days. */
const STAMPS = 2 ** 30;

/**
 * A writer that touches only the keys whose values are others than the last time, because a history of 32 rhythms is
 * some 40,000 numbers. The first write, and the first after something else was put in, replaces what stands there.
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

/** An empty word reads back like a missing key, so it need not be there. */
function isWritten(value: FlatDictionary[string] | undefined): boolean {
  return value !== undefined && value !== '';
}
