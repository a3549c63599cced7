/**
 * What runs in the child process before the device's own script: Max's loader and its `max-api`.
 *
 * The runner transpiles this file on its own, so it imports types and Node's modules only.
 */
import type { DictAct, FromChild, ToChild } from './node-protocol';

type Handler = (...args: unknown[]) => unknown;
type Atom = string | number;

/** How long timers of the script may keep the process from counting as quiet. */
const TIMER_PATIENCE_MS = 300;
/** How long a handler may take before the runner goes on without it. */
const HANDLER_PATIENCE_MS = 8_000;
const LOOK_MS = 4;
const CALM_LOOKS = 3;
/** Share of one core above which the process counts as computing. */
const BUSY_SHARE = 0.4;
const PENDING_KINDS = new Set(['Timeout', 'Immediate', 'FSReqPromise', 'FSReqCallback']);

const handlers = new Map<string, Set<Handler>>();
const requests = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
let requestCount = 0;
let inFlight = 0;

function send(message: FromChild): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}

function addHandler(selector: string, handler: Handler): void {
  handlers.set(selector, (handlers.get(selector) ?? new Set()).add(handler));
}

function askDict(act: DictAct): Promise<unknown> {
  requestCount += 1;
  const request = requestCount;
  const answer = new Promise((resolve, reject) => requests.set(request, { resolve, reject }));
  void send({ type: 'dict', request, act });
  return answer;
}

const POST_LEVELS = { ERROR: 'error', INFO: 'info', WARN: 'warn' } as const;
const MESSAGE_TYPES = { ALL: 'all', BANG: 'bang', DICT: 'dict', NUMBER: 'number', LIST: 'list' } as const;

const maxApi = {
  POST_LEVELS,
  MESSAGE_TYPES,
  MAX_ENV: { MAX: 'max', MAX_FOR_LIVE: 'maxforlive', STANDALONE: 'max:standalone' },
  addHandler,
  addHandlers(all: Readonly<Record<string, Handler>>) {
    for (const [selector, handler] of Object.entries(all)) addHandler(selector, handler);
  },
  removeHandler: (selector: string, handler: Handler) => handlers.get(selector)?.delete(handler),
  removeHandlers: (selector: string) => handlers.delete(selector),
  outlet: (...values: unknown[]) => send({ type: 'outlet', values }),
  outletBang: () => send({ type: 'outlet', values: ['bang'] }),
  post(...values: unknown[]) {
    const last = values.at(-1);
    const level = Object.values(POST_LEVELS).find((each) => each === last);
    const shown = level === undefined ? values : values.slice(0, -1);
    const text = shown.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
    return send({ type: 'post', level: level ?? 'info', text });
  },
  getDict: (name: string) => askDict({ verb: 'get', name }),
  setDict: (name: string, content: unknown) => askDict({ verb: 'set', name, content }),
  updateDict: (name: string, path: string, value: unknown) => askDict({ verb: 'update', name, path, value }),
};

/** Which handlers a message is for: by its selector, or by its type when it has none. */
function typeOf(atoms: readonly Atom[]): string {
  const [head] = atoms;
  if (head === 'dictionary') return MESSAGE_TYPES.DICT;
  if (typeof head === 'string') return head;
  return atoms.length > 1 ? MESSAGE_TYPES.LIST : MESSAGE_TYPES.NUMBER;
}

function dispatch(atoms: readonly Atom[], dict: unknown): void {
  const type = typeOf(atoms);
  const rest = typeof atoms[0] === 'string' ? atoms.slice(1) : atoms;
  const args = type === MESSAGE_TYPES.DICT ? [dict] : rest;
  const own = [...(handlers.get(type) ?? [])];
  const all = [...(handlers.get(MESSAGE_TYPES.ALL) ?? [])];
  if (own.length + all.length === 0) void send({ type: 'unhandled', atoms, handlerCount: handlers.size });
  for (const handler of own) run(handler, args);
  for (const handler of all) run(handler, [own.length > 0, ...(dict === undefined ? atoms : [dict])]);
}

/** An error in a handler ends the process, as an unhandled rejection does in Node. */
function run(handler: Handler, args: readonly unknown[]): void {
  inFlight += 1;
  void Promise.resolve(handler(...args)).finally(() => {
    inFlight -= 1;
  });
}

/**
 * Answers a ping once no handler is at work, no timer or file is pending, and the process has stopped computing:
 * WebAssembly compiles in threads of which the event loop knows nothing.
 */
function answerWhenQuiet(id: number): void {
  const since = Date.now();
  let before = process.cpuUsage();
  let calmLooks = 0;
  const look = (): void => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const isComputing = user + system > LOOK_MS * 1_000 * BUSY_SHARE;
    const isWaiting = process.getActiveResourcesInfo().some((kind) => PENDING_KINDS.has(kind));
    const isCalm = inFlight === 0 && !isComputing && (!isWaiting || Date.now() - since > TIMER_PATIENCE_MS);
    calmLooks = isCalm ? calmLooks + 1 : 0;
    const isHopeless = Date.now() - since > HANDLER_PATIENCE_MS;
    if (calmLooks >= CALM_LOOKS || isHopeless) void send({ type: 'pong', id });
    // Unreferenced, so that this timer is not among the pending ones.
    else setTimeout(look, LOOK_MS).unref();
  };
  setTimeout(look, 0).unref();
}

function load(entry: string, args: readonly Atom[]): void {
  process.argv = [process.execPath, entry, ...args.map(String)];
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the script is CommonJS, as in Max
    require(entry);
    void send({ type: 'loaded' });
  } catch (error) {
    void send({
      type: 'loaded',
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }).then(() => process.exit(1));
  }
}

// The module that NODE_PATH leads to hands this object out.
Object.assign(globalThis, { [Symbol.for('max-api')]: maxApi });

process.on('message', (message: ToChild) => {
  switch (message.type) {
    case 'load':
      load(message.entry, message.args);
      break;
    case 'message':
      dispatch(message.atoms, message.dict);
      break;
    case 'ping':
      answerWhenQuiet(message.id);
      break;
    case 'answer': {
      const { resolve, reject } = requests.get(message.request)!;
      requests.delete(message.request);
      if (message.error === undefined) resolve(message.content);
      else reject(new Error(message.error));
    }
  }
});

// The runner is gone: no process stays behind.
process.on('disconnect', () => process.exit());
