import vm from 'node:vm';
import { selectorOf, type Atom, type Message } from './atoms';
import type { Box } from './box';
import type { ScriptBridge } from './globals/bridge';
import { putGlobals } from './globals/install';
import { checkSymbols, countAlive, newDictName, type DictContent } from './instance';
import { createLiveBridge } from './live-bridge';
import { sendTo } from './objects/routing';
import { setsAttribute } from './objects/shown';

/** The globals that the script may define and Max reads. */
export type ScriptScope = Record<string, unknown>;

/** Globals that V8 brings along but Max's v8 does not have. */
const NOT_IN_MAX = ['console', 'WebAssembly', 'SharedArrayBuffer', 'Atomics'];
/** What V8 has on arrays but Max's v8, of ES2022, has not. */
const NOT_ON_ARRAYS = ['toSorted', 'toReversed', 'toSpliced', 'with'];
const GLOBAL_CODE_LIMIT_MS = 5_000;

/** Functions that Max calls itself; a message of that name does not reach them. */
const OWN_EVENTS = new Set([
  'loadbang',
  'notifydeleted',
  'paint',
  'onclick',
  'ondrag',
  'onidle',
  'onresize',
  'save',
]);

/** One v8 file at work in a context that holds what Max provides and nothing else. */
export class V8Context {
  readonly scope: ScriptScope;
  private readonly timers = new Set<() => void>();

  constructor(
    private readonly box: Box,
    private readonly fileName: string,
    extras: ScriptScope = {},
  ) {
    this.scope = vm.createContext(Object.create(null) as object);
    this.evaluate(`for (const name of ${JSON.stringify(NOT_IN_MAX)}) delete globalThis[name];`, 'bare');
    this.evaluate(
      `for (const { prototype } of [Array, Object.getPrototypeOf(Int8Array)])
        for (const name of ${JSON.stringify(NOT_ON_ARRAYS)}) delete prototype[name];`,
      'bare',
    );
    putGlobals((source) => this.evaluate(source, 'globals'), this.scope, this.bridge());
    Object.assign(this.scope, extras);
  }

  /** Runs the file's global code. */
  run(source: string, args: readonly Atom[]): void {
    this.scope.jsarguments = this.evaluate(JSON.stringify([this.fileName, ...args]), 'arguments');
    this.protect(() => this.evaluate(source, this.fileName));
  }

  number(name: string, fallback: number): number {
    const value = this.scope[name];
    return typeof value === 'number' ? value : fallback;
  }

  /** Calls a top-level function when the file has it; false otherwise. */
  callOwn(name: string, args: readonly unknown[] = []): boolean {
    const found = this.scope[name];
    if (typeof found !== 'function') return false;
    this.protect(() => Reflect.apply(found, this.scope, args) as unknown);
    return true;
  }

  /** Hands a message to the function of its name, else to `anything`. */
  receive(inlet: number, message: Message): void {
    const selector = selectorOf(message);
    const [name, args] = this.handlerFor(selector, message);
    if (name === undefined) {
      this.box.problem('unrouted', `no function ${selector === 'number' ? 'msg_int' : selector}`);
      return;
    }
    this.scope.inlet = inlet;
    this.scope.messagename = selector === 'number' ? numberFunction(message) : selector;
    this.callOwn(name, args);
  }

  private handlerFor(selector: string, message: Message): readonly [string | undefined, Message] {
    const args = typeof message[0] === 'string' ? message.slice(1) : message;
    const names = selector === 'number' ? [numberFunction(message), 'msg_float', 'msg_int'] : [selector];
    return [[...names, 'anything'].find((name) => this.isHandler(name)), args];
  }

  private isHandler(name: string): boolean {
    const found = this.scope[name];
    if (typeof found !== 'function' || OWN_EVENTS.has(name) || MAX_GLOBALS.has(name)) return false;
    return (found as { local?: unknown }).local !== 1;
  }

  dispose(): void {
    this.callOwn('notifydeleted');
    for (const cancel of this.timers) cancel();
    this.timers.clear();
  }

  /** Runs script code; an exception becomes an error in the console. */
  protect(action: () => void): void {
    if (this.box.instance.isDisposed) return;
    try {
      action();
    } catch (error) {
      this.box.problem('script', describe(error, this.fileName));
    }
  }

  private evaluate(source: string, filename: string): unknown {
    return vm.runInContext(source, this.scope, { filename, timeout: GLOBAL_CODE_LIMIT_MS });
  }

  private bridge(): ScriptBridge {
    const { box } = this;
    const { instance } = box;
    const { dicts, scheduler } = instance.runtime;
    // When Max's clock stood at 0.
    const startedMs = Date.now() - scheduler.nowMs;
    const named = (varname: string) => box.patch.nodes.find((node) => node.box.json.varname === varname);
    return {
      live: createLiveBridge(instance, box.label),
      outlet: (index, atoms) => {
        if (index >= this.number('outlets', 1))
          throw new RangeError(`outlet: the script has no outlet ${index}`);
        const message = JSON.parse(atoms) as Atom[];
        if (message.length > 0) box.outlet(index, message);
      },
      // Stricter than Max: a device has nothing to say there, so that whatever stands there is a fault.
      post: (text) => box.problem('script', `the script writes to the Max console: ${text}`),
      messnamed: (name, atoms) => sendTo(box, name, JSON.parse(atoms) as Atom[]),
      protect: (action) => this.protect(action),
      taskMade: (by) => {
        instance.alive.tasks += by;
        countAlive(instance, box.label, 'tasks');
      },
      nowMs: () => scheduler.nowMs,
      schedule: (delayMs, action) => {
        const cancel = scheduler.after(delayMs, 'low', () => {
          this.timers.delete(cancel);
          if (!instance.isDisposed) action();
        });
        this.timers.add(cancel);
        return cancel;
      },
      wallMs: () => Math.floor(startedMs + scheduler.nowMs),
      readDict: (name) => (dicts.has(name) ? JSON.stringify(dicts.get(name)) : undefined),
      writeDict: (name, json) => {
        const content = JSON.parse(json) as DictContent;
        checkSymbols(instance, box.label, content);
        dicts.set(name, content);
      },
      readEntry: (name, key) => {
        const value = dicts.get(name)?.[key];
        return value === undefined ? undefined : JSON.stringify(value);
      },
      writeEntry: (name, key, json) => {
        const content = { ...dicts.get(name) };
        if (json === undefined) delete content[key];
        else content[key] = JSON.parse(json) as unknown;
        checkSymbols(instance, box.label, content[key]);
        dicts.set(name, content);
      },
      freshName: () => newDictName(instance),
      readFile: (name) => {
        const frozen = instance.device.files.find((file) => file.name === name);
        return instance.writtenFiles.get(name) ?? (frozen && Buffer.from(frozen.bytes).toString('utf8'));
      },
      writeFile: (name, text) => instance.writtenFiles.set(name, text),
      tellBox: (varname, atoms) => {
        const target = named(varname);
        const message = JSON.parse(atoms) as Atom[];
        if (target && !setsAttribute(target.box, message)) target.object.receive(0, message);
        return target !== undefined;
      },
      boxClass: (varname) => named(varname)?.box.name,
    };
  }
}

/** Names that a message must not reach although they are functions in the script's scope. */
const MAX_GLOBALS = new Set(
  'outlet post error messnamed arrayfromargs setinletassist setoutletassist Dict LiveAPI Task File'.split(
    ' ',
  ),
);

function numberFunction(message: Message): string {
  return Number.isInteger(message[0]) ? 'msg_int' : 'msg_float';
}

/** The first line of an error with its place in the script, as the Max console shows it. */
function describe(error: unknown, fileName: string): string {
  const { name = 'Error', message = String(error), stack = '' } = error as Partial<Error>;
  const line = stack.split(`${fileName}:`)[1]?.match(/^\d+/)?.[0];
  return `Javascript ${name}: ${message}${line === undefined ? '' : `, line ${line}`}`;
}
