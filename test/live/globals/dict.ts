import type { ScriptBridge, Value } from './bridge';

/** Max's Dict. Compiled inside the script's context: it mentions nothing outside itself. */
export function defineDict(bridge: ScriptBridge) {
  const isAtom = (value: Value): boolean =>
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  const checked = (value: Value): Value => {
    const isList = Array.isArray(value) && value.length > 0 && value.every((each) => isAtom(each as Value));
    if (isList || isAtom(value)) return value;
    throw new TypeError(
      `Dict.set takes no ${JSON.stringify(value)}; give it atoms, a flat list or use setparse`,
    );
  };

  class Dict {
    name: string;
    quiet = 0;
    constructor(name?: string) {
      this.name = name ?? bridge.freshName();
      if (bridge.readDict(this.name) === undefined) bridge.writeDict(this.name, '{}');
    }
    private read(): Record<string, Value> {
      return JSON.parse(bridge.readDict(this.name) ?? '{}') as Record<string, Value>;
    }
    private write(content: object): void {
      bridge.writeDict(this.name, JSON.stringify(content));
    }
    /** A list of one is no list in Max. */
    private given(value: Value): Value {
      if (Array.isArray(value))
        return value.length === 1
          ? this.given(value[0] as Value)
          : value.map((each) => this.given(each as Value));
      if (value === null || typeof value !== 'object') return value ?? null;
      const dict = new Dict();
      dict.write(value);
      return dict;
    }
    get(path: string): Value {
      const [first, ...keys] = String(path).split('::');
      const json = bridge.readEntry(this.name, first!);
      let value = json === undefined ? undefined : (JSON.parse(json) as Value);
      for (const key of keys) value = (value as Record<string, Value> | undefined)?.[key];
      return this.given(value);
    }
    /** Lists of numbers and words, and other Dicts; what else JavaScript has, Max's Dict does not take. */
    set(path: string, ...values: Value[]): void {
      const plain = values.flatMap((value) => (value instanceof Dict ? [value.read()] : [checked(value)]));
      this.put(path, plain.length === 1 ? plain[0] : plain);
    }
    private put(path: string, value: Value): void {
      const keys = String(path).split('::');
      if (keys.length === 1) {
        bridge.writeEntry(this.name, path, JSON.stringify(value));
        return;
      }
      const content = this.read();
      const last = keys.pop()!;
      let place: Record<string, Value> = content;
      for (const key of keys) place = (place[key] ??= {}) as Record<string, Value>;
      place[last] = value;
      this.write(content);
    }
    replace(path: string, ...values: Value[]): void {
      this.set(path, ...values);
    }
    setparse(path: string, json: string): void {
      this.put(path, JSON.parse(json) as Value);
    }
    remove(key: string): void {
      bridge.writeEntry(this.name, key, undefined);
    }
    contains(key: string): number {
      return key in this.read() ? 1 : 0;
    }
    getkeys(): Value {
      const keys = Object.keys(this.read());
      return keys.length > 1 ? keys : (keys[0] ?? null);
    }
    getsize(key: string): number {
      const value = this.read()[key];
      return Array.isArray(value) ? value.length : Number(value !== undefined);
    }
    clear(): void {
      this.write({});
    }
    parse(json: string): void {
      this.write(JSON.parse(json) as object);
    }
    stringify(): string {
      return JSON.stringify(this.read());
    }
    clone(name: string): void {
      bridge.writeDict(this.name, bridge.readDict(name) ?? '{}');
    }
    freepeer(): void {
      this.quiet = 1;
    }
  }
  return Dict;
}

export type DictClass = ReturnType<typeof defineDict>;
