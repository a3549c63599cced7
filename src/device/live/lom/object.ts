// Live's objects by their numeric ids: properties as numbers, names and ids. Used by the rest of lom/ and by
// clips/. No other file of live/ touches a LiveAPI: each one made from a path arms listeners that Live keeps
// until it is given an empty path, so all questions go through one that is pointed elsewhere.

/** The id that stands for an absent object. */
export const NO_ID = 0;

let pointer: LiveAPI | undefined;
let songId = NO_ID;

/** Live's only LiveAPI of this device. Made after live.thisdevice has banged: one made earlier never works. */
function pointed(): LiveAPI {
  return (pointer ??= new LiveAPI('live_set'));
}

/** A number, not a text such as `id 7`: Max keeps every text it is given for ever. */
function pointedAt(id: number): LiveAPI {
  const api = pointed();
  api.id = id;
  return api;
}

/** The id of the object at a path that exists as long as the device does. */
function idAt(path: 'live_set' | 'live_app' | 'this_device'): number {
  const api = pointed();
  api.path = path;
  const id = idIn(api.id);
  // Live gives back what a path has armed only for an empty one.
  api.path = '';
  return id;
}

/** The id of the Set. It never changes while the device lives, and Play asks for it fifty times a second. */
export function song(): number {
  if (songId === NO_ID) songId = idAt('live_set');
  return songId;
}

export function songView(): number {
  return childOf(song(), 'view');
}

/** The id of Live itself. */
export function application(): number {
  return idAt('live_app');
}

export function applicationView(): number {
  return childOf(application(), 'view');
}

/** The id of the device itself; asked for anew each time, because the user may have moved it. */
export function thisDevice(): number {
  return idAt('this_device');
}

export function typeOf(id: number): string {
  return pointedAt(id).type;
}

/** A property's values; empty where the object is absent, for which Live answers the bare number 1 instead of a list. */
export function valuesOf(id: number, property: string): readonly unknown[] {
  const answer = pointedAt(id).get(property);
  return Array.isArray(answer) ? answer : [];
}

/** The value of a property that holds one; undefined where there is none. */
export function valueOf(id: number, property: string): unknown {
  return valuesOf(id, property)[0];
}

export function numberOf(id: number, property: string): number {
  return Number(valueOf(id, property)) || 0;
}

export function isTrue(id: number, property: string): boolean {
  return numberOf(id, property) === 1;
}

/** A name: Live gives one with spaces in several atoms, and one of digits as a number. */
export function nameOf(id: number): string {
  return valuesOf(id, 'name').map(String).join(' ');
}

/** The ids in a property such as `devices` or `canonical_parent`: `["id", 3, "id", 4]`; absent objects are left out. */
export function idsOf(id: number, property: string): number[] {
  return idsIn(valuesOf(id, property));
}

/** The first object in a property, or NO_ID. */
export function childOf(id: number, property: string): number {
  return idsOf(id, property)[0] ?? NO_ID;
}

export function countOf(id: number, list: string): number {
  return pointedAt(id).getcount(list);
}

/** Live says nothing of a value that it refuses: read back what must have landed. */
export function setValue(id: number, property: string, value: number | string): void {
  pointedAt(id).set(property, value);
}

export function callOf(id: number, method: string, ...args: readonly unknown[]): unknown {
  return pointedAt(id).call(method, ...args);
}

/** The answer of a method that gives one value, which Live may wrap in a list. */
export function answerOf(id: number, method: string): unknown {
  const answer = callOf(id, method);
  return Array.isArray(answer) ? answer[0] : answer;
}

/** The ids in a list such as `["id", 3, "id", 4]`; a bare number is no id, but what Live says of an absent object. */
export function idsIn(answer: unknown): number[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((atom: unknown, at) => {
    const id = atom === 'id' ? idIn(answer[at + 1]) : NO_ID;
    return id === NO_ID ? [] : [id];
  });
}

/** An id as a number; Max writes it as 5, "5" or "id 5", and 0 for an absent object. */
function idIn(written: unknown): number {
  return Number(String(written).replace(/^id /, '')) || NO_ID;
}
