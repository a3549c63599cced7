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

  /** What an absent object answers to `get`, `set` and `call`, without a word. */
  const ABSENT = 1;

  class LiveAPI {
    private readonly isAlive: boolean;
    private readonly callback: ((args: Value[]) => void) | undefined;
    private target = 0;
    /** Which life of the target this points to: an object that undo revives stays dead for those that had it. */
    private life = 0;
    private observed = '';
    private isHeld = false;
    private asked = 0;
    private stop: (() => void) | undefined;
    mode = 0;
    /** 1 even for a bad path. */
    readonly valid = 1;
    patcher: Value = undefined;
    constructor(first?: Value, second?: Value) {
      this.isAlive = readyOrComplain();
      this.callback = typeof first === 'function' ? (first as (args: Value[]) => void) : undefined;
      const path = typeof first === 'function' ? second : (first ?? second);
      if (path !== undefined && path !== null && path !== '') this.goto(path);
    }
    goto(path: Value): void {
      const text = idIn([path]);
      this.hold(text !== '');
      if (text === '') this.target = 0;
      else if (this.isAlive) {
        this.target = live.resolve(/^\d+$/.test(text) ? `id ${text}` : text);
        // Any path or id that leads nowhere is a line in the console.
        if (this.target === 0) live.complain(`there is no object at ${text}`);
      }
      this.life = live.life(this.target);
      if (this.callback && this.isAlive) {
        // Max calls back with the id it found, before the constructor has returned.
        const { callback, target } = this;
        live.whileNotifying(() => bridge.protect(() => callback(['id', target])));
      }
      if (this.observed !== '') this.property = this.observed;
    }
    /** Live keeps what an object has armed until it is given an empty path, whatever becomes of the object. */
    private hold(isHeld: boolean): void {
      if (isHeld !== this.isHeld) live.held(isHeld ? 1 : -1);
      this.isHeld = isHeld;
    }
    /** The target while it lives, else 0. */
    private get living(): number {
      return this.target !== 0 && live.life(this.target) === this.life ? this.target : 0;
    }
    /** In one of the forms that are documented; that of a deleted object stays. */
    get id(): Value {
      this.asked += 1;
      return [this.target, String(this.target), `id ${this.target}`][this.asked % 3];
    }
    set id(value: Value) {
      this.goto(value);
    }
    get unquotedpath(): string {
      return live.path(this.living);
    }
    get path(): string {
      return this.living === 0 ? '' : `"${this.unquotedpath}"`;
    }
    set path(value: Value) {
      this.goto(value);
    }
    get type(): string {
      return live.type(this.living);
    }
    get children(): string[] {
      return live.childNames(this.living).split(' ');
    }
    get info(): string {
      return `id ${this.target} type ${this.type}`;
    }
    /** 1 even for a bad path. */
    get property(): string {
      return this.observed;
    }
    set property(name: string) {
      this.stop?.();
      this.stop = undefined;
      this.observed = name;
      const { callback } = this;
      if (name === '' || !this.isAlive) return;
      this.stop = live.observe(this.living, name, (json) => {
        bridge.protect(() => callback?.(JSON.parse(json) as Value[]));
      });
    }
    get(name: string): Value {
      const json = this.isAlive ? live.get(this.living, name) : undefined;
      return json === undefined ? ABSENT : (JSON.parse(json) as Value[]);
    }
    getstring(name: string): Value {
      const answer = this.get(name);
      return Array.isArray(answer) ? idIn(answer as Value[]) : ABSENT;
    }
    getcount(child: string): number {
      return this.isAlive ? live.count(this.living, child) : 0;
    }
    /** Answers 1 whether the value landed or not. */
    set(name: string, ...values: Value[]): Value {
      if (this.isAlive) live.set(this.living, name, JSON.stringify(atomsOf(values)));
      return 1;
    }
    call(name: string, ...args: Value[]): Value {
      const plain = args.map((arg) => (arg instanceof Dict ? (JSON.parse(arg.stringify()) as Value) : arg));
      const json = this.isAlive ? live.call(this.living, name, JSON.stringify(plain)) : undefined;
      return json === undefined ? ABSENT : (JSON.parse(json) as Value);
    }
    freepeer(): void {
      this.stop?.();
    }
  }
  return LiveAPI;
}

export type LiveApiClass = ReturnType<typeof defineLiveApi>;
