import type { Atom, Material, Rhythm } from './messages';
import { asNumber, asNumbers, type DictionaryReader, type FlatDictionary } from './wire';

/** A place on the pad travels in whole thousandths. */
const PLACE_PARTS = 1000;

/** What a request starts from as the material dictionary holds it; `id` says which request it is for. */
export function materialToDictionary(id: number, { locks, like, morph }: Material): FlatDictionary {
  const dictionary: Record<string, Atom | readonly Atom[]> = { id };
  const put = (name: string, { bars, hits }: Rhythm): void => {
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

/** The material in a dictionary, or undefined where it is that of another request. */
export function materialFromDictionary(id: number, read: DictionaryReader): Material | undefined {
  if (asNumber(read('id')) !== id) return undefined;
  const rhythm = (name: string): Rhythm | undefined => {
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
