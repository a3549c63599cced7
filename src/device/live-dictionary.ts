import type { DictionaryReader, FlatDictionary } from './wire';

/** Reads a dictionary of the patcher key by key. */
export function dictionaryReader(name: string): DictionaryReader {
  const dictionary = new Dict(name);
  return (key) => dictionary.get(key);
}

/** Writes a dictionary of the patcher. */
export type DictionaryWriter = (content: FlatDictionary) => void;

/**
 * A writer that touches only the keys whose values are others than the last time, because a history of 32 rhythms is
 * some 40,000 numbers. The first write clears what stood there; make a new writer when Live has put something else in.
 */
export function dictionaryWriter(name: string): DictionaryWriter {
  const dictionary = new Dict(name);
  let last: FlatDictionary | undefined;
  return (content) => {
    if (!last) dictionary.clear();
    for (const key of Object.keys(last ?? {})) if (!isWritten(content[key])) dictionary.remove(key);
    for (const [key, value] of Object.entries(content)) {
      if (isWritten(value) && last?.[key] !== value) dictionary.set(key, value);
    }
    last = content;
  };
}

/** An empty word reads back like a missing key, so it need not be there. */
function isWritten(value: FlatDictionary[string] | undefined): boolean {
  return value !== undefined && value !== '';
}
