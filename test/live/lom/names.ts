import type { LomObject, LomProperty, LomValue } from './object';

/** A name as LiveAPI gives it: one that is all digits comes back as a number. Measured in Live 12.4. */
export function nameAtom(name: string): LomValue {
  return /^\d+$/.test(name) ? Number(name) : name;
}

/** A name that Live only shows. */
export function fixedName(name: () => string): LomProperty {
  return { get: () => nameAtom(name()) };
}

/** A name that can be changed: `write` is told the new one. */
export function settableName(
  owner: LomObject & { name: string },
  write: (name: string) => void,
): LomProperty {
  return { get: () => nameAtom(owner.name), set: ([value]) => write(String(value)) };
}
