// The rhythms that a request starts from (locks, like, morph corners) as a flat dictionary. The v8 program
// writes it, the Node program reads it.

import type { StartingRhythms, WireRhythm } from './payloads';
import type { Atom } from './selectors';
import { asNumber, asNumbers, type DictionaryReader, type FlatDictionary } from './wire';

/** A place on the pad is sent in whole thousandths. */
const PLACE_PARTS = 1000;

/** The content of the dictionary of starting rhythms; `id` is that of the request. */
export function startingRhythmsToDictionary(
  id: number,
  { locks, like, morph }: StartingRhythms,
): FlatDictionary {
  const dictionary: Record<string, Atom | readonly Atom[]> = { id };
  const put = (name: string, { bars, hits }: WireRhythm): void => {
    dictionary[`${name}Bars`] = bars;
    if (hits.length > 0) dictionary[`${name}Hits`] = hits;
  };
  if (locks) {
    dictionary.voices = locks.voices;
    put('locks', locks.rhythm);
  }
  if (like) put('like', like);
  if (morph) {
    dictionary.x = Math.round(morph.x * PLACE_PARTS);
    dictionary.y = Math.round(morph.y * PLACE_PARTS);
    morph.corners.forEach((corner, index) => {
      put(`corner${index}`, corner);
    });
  }
  return dictionary;
}

/** The starting rhythms in a dictionary, or undefined when it belongs to another request. */
export function startingRhythmsFromDictionary(
  id: number,
  read: DictionaryReader,
): StartingRhythms | undefined {
  if (asNumber(read('id')) !== id) return undefined;
  const rhythm = (name: string): WireRhythm | undefined => {
    const bars = asNumber(read(`${name}Bars`));
    const hits = read(`${name}Hits`);
    return bars === undefined ? undefined : { bars, hits: hits === undefined ? [] : asNumbers(hits) };
  };
  const [locked, like] = [rhythm('locks'), rhythm('like')];
  const [x, y] = [asNumber(read('x')), asNumber(read('y'))];
  const corners = [0, 1, 2, 3].flatMap((index) => rhythm(`corner${index}`) ?? []);
  const isMorph = x !== undefined && y !== undefined && corners.length === 4;
  return {
    ...(locked && { locks: { voices: asNumbers(read('voices')), rhythm: locked } }),
    ...(like && { like }),
    ...(isMorph && { morph: { corners, x: x / PLACE_PARTS, y: y / PLACE_PARTS } }),
  };
}
