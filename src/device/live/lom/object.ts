// Helpers over LiveAPI: objects by path or id, properties as numbers, names and ids. Used by the rest of lom/
// and by clips/. No other file of live/ creates a LiveAPI.

/** The id that stands for an absent object. */
export const NO_ID = 0;

/** The object at a path. Only after live.thisdevice has banged: one made earlier never works. */
export function liveObject(path: string): LiveAPI {
  return new LiveAPI(path);
}

export function liveObjectOfId(id: number): LiveAPI {
  return new LiveAPI(`id ${id}`);
}

/** Visits many objects with one LiveAPI: creating one is slower than querying it. */
export function visit<T>(ids: readonly number[], look: (object: LiveAPI, id: number) => T): T[] {
  const [first] = ids;
  if (first === undefined) return [];
  const object = liveObjectOfId(first);
  return ids.map((id) => {
    object.id = id;
    return look(object, id);
  });
}

/** An object's id as a number; for an absent object Live gives 0, "0" or "id 0". */
export function idOf(object: LiveAPI): number {
  return Number(String(object.id).replace(/^id /, '')) || NO_ID;
}

/** A property's values, which Live returns as a list; empty where it returns undefined. */
export function valuesOf(object: LiveAPI, property: string): readonly unknown[] {
  return object.get(property) ?? [];
}

/** The value of a property that holds one; undefined where there is none. */
export function valueOf(object: LiveAPI, property: string): unknown {
  return valuesOf(object, property)[0];
}

export function numberOf(object: LiveAPI, property: string): number {
  return Number(valueOf(object, property)) || 0;
}

export function isTrue(object: LiveAPI, property: string): boolean {
  return numberOf(object, property) === 1;
}

/** A name, which Live may return in several atoms if it contains spaces. */
export function nameOf(object: LiveAPI): string {
  return valuesOf(object, 'name').join(' ');
}

/** The ids in a property such as `devices` or `canonical_parent`: `["id", 3, "id", 4]`; absent objects are left out. */
export function idsOf(object: LiveAPI, property: string): number[] {
  return idsIn(valuesOf(object, property));
}

/** The ids in an answer of Live; absent objects are left out. */
export function idsIn(answer: unknown): number[] {
  const atoms: readonly unknown[] = Array.isArray(answer) ? answer : String(answer).split(' ');
  return atoms.flatMap((atom) => {
    const id = Number(atom);
    return Number.isInteger(id) && id !== NO_ID ? [id] : [];
  });
}

/** The first object in a property, or undefined. */
export function relative(object: LiveAPI, property: string): LiveAPI | undefined {
  const [id] = idsOf(object, property);
  return id === undefined ? undefined : liveObjectOfId(id);
}
