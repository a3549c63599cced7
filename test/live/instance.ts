import { SYMBOL_LIMIT, type Message } from './atoms';
import type { FrozenDevice } from './container';
import type { LiveWorld } from './lom/world';
import { Scheduler } from './scheduler';

/** What kind of fault a problem is, so that a test can expect one and forbid the rest. */
export type ProblemKind =
  /** A box, cord or attribute that Max would not take. */
  | 'patch'
  /** A message that fell out of a `route` or reached a script or Node without anything there to take it. */
  | 'unrouted'
  /** An object's "doesn't understand". */
  | 'misunderstood'
  /** A v8 file that does not run, or an exception in it. */
  | 'script'
  /** A call or value that Live refuses. */
  | 'live'
  /** node.script: a file not found, a crash, a message lost. */
  | 'node'
  /** A symbol longer than Max can hold. */
  | 'symbol'
  /** Objects that Max or Live keeps for as long as the device lives, and too many of them. */
  | 'kept';

export interface Problem {
  readonly kind: ProblemKind;
  /** The box it happened in, e.g. `route pattern status` or `v8 bridge.js`. */
  readonly where: string;
  readonly text: string;
}

export interface ConsoleLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly text: string;
}

/** A dictionary as Max holds it under a name. */
export type DictContent = Readonly<Record<string, unknown>>;

/** What all devices of one Live share: Max's queues, its named receivers and its named dictionaries. */
export interface MaxRuntime {
  readonly scheduler: Scheduler;
  readonly receivers: Map<string, Set<(message: Message) => void>>;
  readonly dicts: Map<string, DictContent>;
  /** How many dictionary names were handed out. */
  serial: number;
  /** How many devices were loaded, deleted ones included. */
  deviceCount: number;
}

export function createMaxRuntime(): MaxRuntime {
  return { scheduler: new Scheduler(), receivers: new Map(), dicts: new Map(), serial: 0, deviceCount: 0 };
}

/** How the Node process behaves in a test. */
export interface NodeOptions {
  /** The process never comes up, as with a blocked or missing Node binary. */
  readonly neverStarts?: boolean;
  /** Real milliseconds between the start of the process and the loading of the script. */
  readonly delayMs?: number;
  /** The program that runs the script in place of this process's own Node. */
  readonly engine?: string;
}

/** Something of a device that the Live Set stores: a live.* control, a pattr or a dict. */
export interface StoredParameter {
  readonly longName: string;
  readonly shortName: string;
  readonly kind: 'number' | 'blob';
  /** 0 automated and stored, 1 stored only, 2 hidden and not stored. */
  readonly visibility: number;
  value(): unknown;
  /** Puts a stored value in place and outputs it, as loading a Set or preset does. */
  restore(value: unknown): void;
  /** Value and output when the Set holds none. */
  restoreInitial(): void;
}

/** One copy of the device on a track: everything its boxes can reach. */
export interface Instance {
  /** What a leading `---` becomes. */
  readonly id: string;
  readonly device: FrozenDevice;
  readonly runtime: MaxRuntime;
  readonly world: LiveWorld;
  /** Id of the Live object that `this_device` means. */
  readonly liveObjectId: number;
  readonly nodeOptions: NodeOptions;
  readonly console: ConsoleLine[];
  readonly problems: Problem[];
  readonly parameters: Map<string, StoredParameter>;
  /** Values that the patch, not the player, wrote into stored parameters: each may be an undo step in Live. */
  readonly parameterWrites: { longName: string; value: unknown }[];
  readonly midiOut: number[][];
  /** When each of those left, in ms of virtual time. */
  readonly midiOutMs: number[];
  /** Virtual files that v8's File wrote. */
  readonly writtenFiles: Map<string, string>;
  /** What Max and Live keep for the scripts until it is given back. */
  readonly alive: Record<AliveKind, number>;
  /** True from live.thisdevice on; before it LiveAPI is dead. */
  isLiveReady: boolean;
  /** True while the player moves a control, so that the write is not the patch's. */
  isPlayerActing: boolean;
  isDisposed: boolean;
  /** What the player picks in the next file dialog; nothing means Cancel. */
  dialogAnswer: string | undefined;
}

/** LiveAPI objects that have not been given an empty path since; Tasks, which `cancel` does not free. */
export type AliveKind = 'liveApis' | 'tasks';

/** Our own margin: thousands were measured to slow Live down, and a device needs a handful. */
const MOST_ALIVE = 20;

type Fresh = Pick<Instance, 'id' | 'device' | 'runtime' | 'world' | 'liveObjectId' | 'nodeOptions'>;

/** A device of which nothing has happened yet. */
export function createInstance(given: Fresh): Instance {
  return {
    ...given,
    console: [],
    problems: [],
    parameters: new Map(),
    parameterWrites: [],
    midiOut: [],
    midiOutMs: [],
    writtenFiles: new Map(),
    alive: { liveApis: 0, tasks: 0 },
    isLiveReady: false,
    isPlayerActing: false,
    isDisposed: false,
    dialogAnswer: undefined,
  };
}

export function post(instance: Instance, text: string, level: ConsoleLine['level'] = 'info'): void {
  instance.console.push({ level, text });
}

/** Reports that a device has come to hold more objects of a kind than it should, once. */
export function countAlive(instance: Instance, where: string, kind: AliveKind): void {
  if (instance.alive[kind] !== MOST_ALIVE + 1) return;
  const text = `more than ${MOST_ALIVE} ${kind === 'tasks' ? 'Tasks' : 'LiveAPI objects'} are kept`;
  if (instance.problems.some((problem) => problem.text === text)) return;
  report(instance, { kind: 'kept', where, text });
}

/** MIDI bytes leave the device. */
export function sendMidi(instance: Instance, bytes: number[]): void {
  instance.midiOut.push(bytes);
  instance.midiOutMs.push(instance.runtime.scheduler.nowMs);
}

/** Records a fault and prints it as Max would. */
export function report(instance: Instance, problem: Problem): void {
  instance.problems.push(problem);
  post(instance, `${problem.where}: ${problem.text}`, 'error');
}

/** The message as Max passes it on: symbols beyond the limit are cut, and that is a problem. */
export function withinSymbolLimit(instance: Instance, where: string, message: Message): Message {
  if (!message.some((atom) => typeof atom === 'string' && atom.length > SYMBOL_LIMIT)) return message;
  return message.map((atom) => {
    if (typeof atom !== 'string' || atom.length <= SYMBOL_LIMIT) return atom;
    report(instance, {
      kind: 'symbol',
      where,
      text: `a symbol of ${atom.length} characters was cut to ${SYMBOL_LIMIT}`,
    });
    return atom.slice(0, SYMBOL_LIMIT);
  });
}

/** Reports symbols inside a dictionary that Max could not hold. */
export function checkSymbols(instance: Instance, where: string, content: unknown): void {
  if (typeof content === 'string') withinSymbolLimit(instance, where, [content]);
  else if (typeof content === 'object' && content !== null) {
    for (const value of Object.values(content)) checkSymbols(instance, where, value);
  }
}

/** A new name for a dictionary that an object hands out. */
export function newDictName(instance: Instance): string {
  instance.runtime.serial += 1;
  return `u${String(instance.runtime.serial).padStart(9, '0')}`;
}
