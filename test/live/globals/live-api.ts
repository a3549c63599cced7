import type { ScriptBridge, Value } from './bridge';
import type { DictClass } from './dict';

/** What LiveAPI shares with the other globals. */
export interface Shared {
  readonly Dict: DictClass;
  readonly atomsOf: (values: readonly Value[]) => (string | number)[];
}

/** Max's LiveAPI. Compiled inside the script's context: it mentions nothing outside itself. */
export function defineLiveApi(bridge: ScriptBridge, { Dict, atomsOf }: Shared) {
  const { live } = bridge;
  const readyOrComplain = (): boolean => {
    if (!live.isReady()) {
      live.complain(
        'Live API is not initialized, use live.thisdevice to determine when initialization is complete',
      );
    }
    return live.isReady();
  };
  const idIn = (values: readonly Value[]): string =>
    values
      .flatMap((value) => (Array.isArray(value) ? (value as Value[]) : [value]))
      .map((value) => (typeof value === 'object' ? '' : String(value)))
      .join(' ');

  class LiveAPI {
    private readonly isAlive: boolean;
    private readonly callback: ((args: Value[]) => void) | undefined;
    private target = 0;
    private observed = '';
    private stop: (() => void) | undefined;
    mode = 0;
    patcher: Value = undefined;
    constructor(first?: Value, second?: Value) {
      this.isAlive = readyOrComplain();
      this.callback = typeof first === 'function' ? (first as (args: Value[]) => void) : undefined;
      const path = typeof first === 'function' ? second : (first ?? second);
      if (path !== undefined && path !== null && path !== '') this.goto(path);
    }
    goto(path: Value): void {
      const text = idIn([path]);
      this.target = this.isAlive ? live.resolve(/^\d+$/.test(text) ? `id ${text}` : text) : 0;
      if (this.callback && this.isAlive) {
        // Max calls back with the id it found, before the constructor has returned.
        const { callback, target } = this;
        live.whileNotifying(() => bridge.protect(() => callback(['id', target])));
      }
      if (this.observed !== '') this.property = this.observed;
    }
    get id(): string {
      return String(live.type(this.target) === '' ? 0 : this.target);
    }
    set id(value: Value) {
      this.goto(value);
    }
    get unquotedpath(): string {
      return live.path(this.target);
    }
    get path(): string {
      return `"${this.unquotedpath}"`;
    }
    set path(value: Value) {
      this.goto(value);
    }
    get type(): string {
      return live.type(this.target);
    }
    get children(): string[] {
      return live.childNames(this.target).split(' ');
    }
    get info(): string {
      return `id ${this.id} type ${this.type}`;
    }
    get property(): string {
      return this.observed;
    }
    set property(name: string) {
      this.stop?.();
      this.stop = undefined;
      this.observed = name;
      const { callback } = this;
      if (name === '' || !this.isAlive) return;
      this.stop = live.observe(this.target, name, (json) => {
        bridge.protect(() => callback?.(JSON.parse(json) as Value[]));
      });
    }
    get(name: string): Value[] | undefined {
      const json = this.isAlive ? live.get(this.target, name) : undefined;
      return json === undefined ? undefined : (JSON.parse(json) as Value[]);
    }
    getstring(name: string): string {
      return idIn(this.get(name) ?? []);
    }
    getcount(child: string): number {
      return this.isAlive ? live.count(this.target, child) : 0;
    }
    set(name: string, ...values: Value[]): void {
      if (this.isAlive) live.set(this.target, name, JSON.stringify(atomsOf(values)));
    }
    call(name: string, ...args: Value[]): Value {
      const plain = args.map((arg) => (arg instanceof Dict ? (JSON.parse(arg.stringify()) as Value) : arg));
      const json = this.isAlive ? live.call(this.target, name, JSON.stringify(plain)) : undefined;
      return json === undefined ? undefined : (JSON.parse(json) as Value);
    }
    freepeer(): void {
      this.stop?.();
    }
  }
  return LiveAPI;
}

export type LiveApiClass = ReturnType<typeof defineLiveApi>;
