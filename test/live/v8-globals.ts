import type { LiveBridge } from './live-bridge';

/** What the globals of a script ask of the box they live in. */
export interface ScriptBridge {
  readonly live: LiveBridge;
  outlet(index: number, atomsJson: string): void;
  post(text: string, isError: boolean): void;
  messnamed(name: string, atomsJson: string): void;
  /** Runs a function of the script so that an exception becomes a line in the console. */
  protect(action: () => void): void;
  schedule(delayMs: number, action: () => void): () => void;
  readDict(name: string): string | undefined;
  writeDict(name: string, json: string): void;
  freshName(): string;
  readFile(name: string): string | undefined;
  writeFile(name: string, text: string): void;
  /** Sends a message to a box by its scripting name; false when there is none. */
  tellBox(varname: string, atomsJson: string): boolean;
  boxClass(varname: string): string | undefined;
}

type Value = string | number | boolean | null | undefined | object;

/**
 * Puts the globals of Max's v8 into a bare context.
 *
 * Its source text is compiled inside that context, so that every array and error belongs to the script's own realm;
 * it must not mention anything outside itself.
 */
export function installGlobals(scope: Record<string, unknown>, bridge: ScriptBridge): void {
  const { live } = bridge;

  const atomsOf = (values: readonly Value[]): (string | number)[] => {
    const atoms: (string | number)[] = [];
    for (const value of values) {
      if (Array.isArray(value)) atoms.push(...atomsOf(value as Value[]));
      else if (value instanceof Dict) atoms.push('dictionary', value.name);
      else if (typeof value === 'boolean') atoms.push(value ? 1 : 0);
      else if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
        atoms.push(value);
      else
        throw new TypeError(
          `${typeof value === 'object' ? JSON.stringify(value) : value} cannot travel through an outlet`,
        );
    }
    return atoms;
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
      let value: Value = this.read();
      for (const key of String(path).split('::')) value = (value as Record<string, Value> | undefined)?.[key];
      return this.given(value);
    }
    set(path: string, ...values: Value[]): void {
      const plain = values.map((value) => (value instanceof Dict ? value.read() : value));
      const content = this.read();
      const keys = String(path).split('::');
      const last = keys.pop()!;
      let place: Record<string, Value> = content;
      for (const key of keys) place = (place[key] ??= {}) as Record<string, Value>;
      place[last] = plain.length === 1 ? plain[0] : plain;
      this.write(content);
    }
    replace(path: string, ...values: Value[]): void {
      this.set(path, ...values);
    }
    setparse(path: string, json: string): void {
      this.set(path, JSON.parse(json) as Value);
    }
    remove(key: string): void {
      const content = this.read();
      delete content[key];
      this.write(content);
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

  class Task {
    interval = 500;
    iterations = 0;
    running = 0;
    arguments: Value[];
    private cancelTimer: (() => void) | undefined;
    constructor(
      public readonly task: (...args: Value[]) => void,
      public readonly object?: object,
      ...args: Value[]
    ) {
      this.arguments = args;
    }
    execute(): void {
      this.iterations += 1;
      bridge.protect(() => this.task.apply(this.object ?? scope, this.arguments));
    }
    schedule(delayMs = 0): void {
      this.repeat(1, delayMs);
    }
    repeat(count = -1, delayMs = 0): void {
      this.cancel();
      this.iterations = 0;
      this.next(count, delayMs);
    }
    cancel(): void {
      this.cancelTimer?.();
      this.cancelTimer = undefined;
      this.running = 0;
    }
    freepeer(): void {
      this.cancel();
    }
    private next(count: number, delayMs: number): void {
      this.running = 1;
      const cancel = bridge.schedule(delayMs, () => {
        this.execute();
        if (this.cancelTimer !== cancel) return;
        if (count < 0 || this.iterations < count) this.next(count, this.interval);
        else this.running = 0;
      });
      this.cancelTimer = cancel;
    }
  }

  class File {
    isopen: number;
    position = 0;
    private text: string;
    constructor(
      public readonly filename: string,
      private readonly access = 'read',
    ) {
      const found = bridge.readFile(filename);
      this.isopen = found !== undefined || access !== 'read' ? 1 : 0;
      this.text = found ?? '';
    }
    get eof(): number {
      return this.text.length;
    }
    set eof(length: number) {
      this.text = this.text.slice(0, length);
    }
    readstring(count: number): string {
      const read = this.text.slice(this.position, this.position + count);
      this.position += read.length;
      return read;
    }
    readline(): string | null {
      if (this.position >= this.text.length) return null;
      const end = this.text.indexOf('\n', this.position);
      const line = this.text.slice(this.position, end < 0 ? undefined : end);
      this.position = end < 0 ? this.text.length : end + 1;
      return line;
    }
    writestring(text: string): void {
      this.text = this.text.slice(0, this.position) + text + this.text.slice(this.position + text.length);
      this.position += text.length;
    }
    writeline(text: string): void {
      this.writestring(`${text}\n`);
    }
    close(): void {
      if (this.isopen && this.access !== 'read') bridge.writeFile(this.filename, this.text);
      this.isopen = 0;
    }
  }

  const textOf = (values: readonly Value[]): string =>
    values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(' ');

  Object.assign(scope, {
    inlets: 1,
    outlets: 1,
    inlet: 0,
    messagename: '',
    autowatch: 0,
    outlet(index: number, ...values: Value[]) {
      bridge.outlet(index, JSON.stringify(atomsOf(values)));
    },
    post: (...values: Value[]) => bridge.post(textOf(values), false),
    error: (...values: Value[]) => bridge.post(textOf(values), true),
    messnamed: (name: string, ...values: Value[]) => bridge.messnamed(name, JSON.stringify(atomsOf(values))),
    arrayfromargs: (...values: Value[]) =>
      values.flatMap((value): Value[] =>
        Object.prototype.toString.call(value) === '[object Arguments]'
          ? Array.from(value as ArrayLike<Value>)
          : [value],
      ),
    setinletassist: () => undefined,
    setoutletassist: () => undefined,
    max: { version: '9.0.7', os: 'macintosh', isruntime: 1 },
    patcher: {
      name: 'patcher',
      getnamed(varname: string) {
        const maxclass = bridge.boxClass(varname);
        if (maxclass === undefined) return null;
        const message = (...atoms: Value[]) => bridge.tellBox(varname, JSON.stringify(atomsOf(atoms)));
        return { varname, maxclass, message, setattr: message };
      },
    },
    Dict,
    LiveAPI,
    Task,
    File,
  });
}
