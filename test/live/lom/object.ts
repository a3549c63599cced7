import { LiveError, type LiveWorld } from './world';

export type LomValue = number | string;

/** A property: how it is read and, unless it is read-only, written. */
export interface LomProperty {
  get(): LomValue | readonly LomValue[];
  set?(values: readonly LomValue[]): void;
}

type Children = Readonly<Record<string, () => LomObject | undefined | readonly LomObject[]>>;
type Properties = Readonly<Record<string, LomProperty>>;
export type LomFunctions = Readonly<Record<string, (args: readonly unknown[]) => unknown>>;

/** One object of Live: what can be read, set, called and reached from it. */
export abstract class LomObject {
  readonly id: number;
  abstract readonly type: string;
  abstract readonly properties: Properties;
  readonly children: Children = {};
  readonly functions: LomFunctions = {};

  constructor(
    readonly world: LiveWorld,
    /** Undefined for Song and Application, the roots. */
    readonly parent: LomObject | undefined,
  ) {
    this.id = world.add(this);
  }

  /** The name of the list or child under which the parent holds this object, with its place. */
  get path(): string {
    if (!this.parent) return '';
    for (const [name, get] of Object.entries(this.parent.children)) {
      const found = get();
      if (found === this) return `${this.parent.path} ${name}`;
      if (Array.isArray(found) && found.includes(this))
        return `${this.parent.path} ${name} ${found.indexOf(this)}`;
    }
    return '';
  }

  /** A value as `get` gives it: an array, and children as `"id", n` pairs. @throws LiveError for an unknown name. */
  get(name: string): readonly LomValue[] {
    const property = this.properties[name];
    if (property) {
      const value = property.get();
      return typeof value === 'object' ? value : [value];
    }
    const child = this.children[name];
    if (child) return asIds(child());
    if (name === 'canonical_parent') return asIds(this.parent);
    throw new LiveError(`${this.type} has no property ${name}`);
  }

  /** @throws LiveError for unknown and read-only names and for values that Live refuses. */
  set(name: string, values: readonly LomValue[]): void {
    const property = this.properties[name];
    if (!property) throw new LiveError(`${this.type} has no property ${name}`);
    if (!property.set) throw new LiveError(`${name} of ${this.type} is read-only`);
    property.set(values);
    this.world.notify(this, name);
  }

  call(name: string, args: readonly unknown[]): unknown {
    const method = this.functions[name];
    if (!method) throw new LiveError(`${this.type} has no function ${name}`);
    return method(args);
  }

  /** Sets a field as one undoable change. */
  protected write<K extends keyof this>(label: string, key: K, value: this[K], property?: string): void {
    this.world.change(`${label} of ${this.type} ${this.id}`, () => {
      const before = this[key];
      this[key] = value;
      return () => {
        this[key] = before;
        if (property) this.world.notify(this, property);
      };
    });
  }
}

export function asIds(found: LomObject | undefined | readonly LomObject[]): LomValue[] {
  if (found === undefined) return ['id', 0];
  return ([] as LomObject[]).concat(found).flatMap(({ id }) => ['id', id]);
}

/** The object that `id n` (as two atoms, one text or a bare number) means. */
export function objectFrom(world: LiveWorld, values: readonly unknown[]): LomObject | undefined {
  const number = values.flatMap((value) => String(value).split(' ')).find((word) => /^\d+$/.test(word));
  return number === undefined ? undefined : world.find(Number(number));
}

/** A property that never changes in the stand-in. */
export function constant(value: LomValue | readonly LomValue[]): LomProperty {
  return { get: () => value };
}

/** The number among the values. @throws LiveError when there is none. */
export function numberIn(values: readonly unknown[], at = 0): number {
  const value = values[at];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new LiveError(`${String(value)} is no number`);
  return value;
}
