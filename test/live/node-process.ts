import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Message } from './atoms';
import { checkSymbols, post, type DictContent, type Instance } from './instance';
import { extractedFolder, nodeLoader, removeFolder } from './node-folder';
import type { DictAct, FromChild, ToChild } from './node-protocol';

export type NodeState = 'stopped' | 'starting' | 'loaded';

/** What the node.script box wants to know. */
export interface NodeEvents {
  outlet(values: readonly unknown[]): void;
  /** A word of the process's life for the right outlet. */
  status(word: string, outcome: 'success' | 'error'): void;
  running(isRunning: boolean): void;
  fault(text: string): void;
  unhandled(message: Message, handlerCount: number): void;
}

const MOST_RESTARTS = 5;
const STOP_PATIENCE_MS = 1_000;

/** The Node process of one node.script box. */
export class NodeProcess {
  state: NodeState = 'stopped';
  /** Every message that reached the script, the oldest first. */
  readonly messages: Message[] = [];
  private child: ChildProcess | undefined;
  private folder: string | undefined;
  private startTimer: NodeJS.Timeout | undefined;
  /** From the script's first word on (or its end of loading) it has handlers and hears messages. */
  private hears = false;
  private isStopping = false;
  private restarts = 0;
  private sent = 0;
  private pingCount = 0;
  private pings = new Map<number, () => void>();
  private waiters: (() => void)[] = [];
  private held: ToChild[] | undefined;
  private heardCount = 0;
  /** What had been said on both sides when the process last fell silent: while that stands, it need not be asked. */
  private silence:
    { readonly child: ChildProcess; readonly sent: number; readonly heard: number } | undefined;

  constructor(
    private readonly instance: Instance,
    private readonly fileName: string,
    private readonly events: NodeEvents,
    private readonly restartsAfterCrash: boolean,
  ) {}

  start(args: Message = []): void {
    if (this.state !== 'stopped' || this.instance.isDisposed) return;
    this.state = 'starting';
    this.isStopping = false;
    const { neverStarts, delayMs = 0 } = this.instance.nodeOptions;
    if (neverStarts) return;
    this.startTimer = setTimeout(() => this.launch(args), delayMs);
  }

  private launch(args: Message): void {
    this.folder ??= extractedFolder(this.instance.device);
    const entry = path.join(this.folder, this.fileName);
    if (!existsSync(entry)) throw new Error(`${this.fileName} was not extracted.`);
    const { launcher, modules } = nodeLoader();
    const child = fork(launcher, [], {
      cwd: this.folder,
      execPath: this.instance.nodeOptions.engine ?? process.execPath,
      execArgv: [],
      env: { PATH: process.env.PATH, NODE_PATH: modules, MAX_ENV: 'maxforlive' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    const print = (level: 'info' | 'error') => (data: Buffer) =>
      post(this.instance, data.toString().trimEnd(), level);
    child.stdout?.on('data', print('info'));
    child.stderr?.on('data', print('error'));
    child.on('message', (message: FromChild) => this.inMax(() => this.hear(message)));
    child.on('exit', (code, signal) => this.inMax(() => this.exited(code, signal)));
    this.inMax(() => {
      this.events.status('start', 'success');
      this.events.running(true);
      this.events.status('loadstart', 'success');
    });
    this.tell({ type: 'load', entry, args });
  }

  /** Hands a message to the script; false when there is none to hear it. */
  send(atoms: Message, dict?: DictContent): boolean {
    if (!this.hears) return false;
    this.messages.push(atoms);
    const message: ToChild = { type: 'message', atoms, ...(dict && { dict }) };
    if (this.held) this.held.push(message);
    else this.tell(message);
    return true;
  }

  /** Lets messages pile up unheard, as in a process that is busy, until {@link resume}. */
  stall(): void {
    this.held ??= [];
  }

  resume(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const message of held) this.tell(message);
  }

  stop(): void {
    const { child } = this;
    this.isStopping = true;
    clearTimeout(this.startTimer);
    if (!child) {
      this.state = 'stopped';
      this.isStopping = false;
      return;
    }
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS).unref();
  }

  /** Kills the process from outside, as a crash does, and waits until it is gone. */
  async crash(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  get processId(): number | undefined {
    return this.child?.pid;
  }

  /** Waits until the process is up (or has failed) and has nothing more to do or say. */
  async quiet(): Promise<void> {
    const isUnreachable = (): boolean =>
      this.state === 'stopped' || this.held !== undefined || this.instance.nodeOptions.neverStarts === true;
    for (;;) {
      if (isUnreachable()) return;
      if (this.state === 'starting' || this.isStopping)
        await new Promise<void>((resolve) => this.waiters.push(resolve));
      else {
        const { sent, child, silence } = this;
        if (
          silence &&
          silence.child === child &&
          silence.sent === sent &&
          silence.heard === this.heardCount
        ) {
          // One turn of the event loop, for what is on its way.
          await new Promise(setImmediate);
          if (silence.heard === this.heardCount && child === this.child) return;
          continue;
        }
        await this.ping();
        if (sent !== this.sent || child !== this.child) continue;
        if (child) this.silence = { child, sent, heard: this.heardCount };
        return;
      }
    }
  }

  async dispose(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.startTimer);
    await this.crash();
    if (this.folder) removeFolder(this.folder);
  }

  private ping(): Promise<void> {
    this.pingCount += 1;
    const id = this.pingCount;
    const answered = new Promise<void>((resolve) => this.pings.set(id, resolve));
    if (this.child?.connected) this.child.send({ type: 'ping', id } satisfies ToChild);
    return answered;
  }

  private tell(message: ToChild): void {
    this.sent += 1;
    if (this.child?.connected) this.child.send(message);
  }

  /** An event from outside: Max's scheduler thread, then the queue behind it. */
  private inMax(action: () => void): void {
    if (this.instance.isDisposed) return;
    const { scheduler } = this.instance.runtime;
    scheduler.run('high', action);
    scheduler.drain();
  }

  private hear(message: FromChild): void {
    if (message.type !== 'pong') this.heardCount += 1;
    switch (message.type) {
      case 'loaded':
        this.hears = message.error === undefined;
        if (message.error === undefined) this.state = 'loaded';
        else this.events.fault(`the script does not load: ${message.error}`);
        this.events.status('loadend', message.error === undefined ? 'success' : 'error');
        if (message.error === undefined) this.wake();
        break;
      case 'outlet':
        this.hears = true;
        this.events.outlet(message.values);
        break;
      case 'post':
        post(this.instance, message.text, message.level);
        break;
      case 'unhandled':
        this.events.unhandled(message.atoms, message.handlerCount);
        break;
      case 'dict':
        this.tell({ type: 'answer', request: message.request, ...this.answerDict(message.act) });
        break;
      case 'pong':
        this.pings.get(message.id)?.();
        this.pings.delete(message.id);
    }
  }

  /** Reads or writes a named dictionary; there must be a `dict` of that name in the patch. */
  private answerDict(act: DictAct): { content: DictContent } | { error: string } {
    const { dicts } = this.instance.runtime;
    const found = dicts.get(act.name);
    if (!found) return { error: `no dictionary is named ${act.name}` };
    if (act.verb !== 'get') checkSymbols(this.instance, this.fileName, act);
    if (act.verb === 'set') dicts.set(act.name, act.content as DictContent);
    if (act.verb === 'update') dicts.set(act.name, updated(found, act.path, act.value));
    return { content: dicts.get(act.name)! };
  }

  private exited(code: number | null, signal: NodeJS.Signals | null): void {
    this.child = undefined;
    this.state = 'stopped';
    this.hears = false;
    this.events.running(false);
    for (const answer of this.pings.values()) answer();
    this.pings.clear();
    if (this.isStopping) {
      this.isStopping = false;
      this.events.status('stop', 'success');
    } else {
      this.events.fault(`the Node process ended (${signal ?? `code ${code}`})`);
      this.events.status('terminated', 'error');
      this.restart();
    }
    this.wake();
  }

  private restart(): void {
    if (!this.restartsAfterCrash || this.restarts >= MOST_RESTARTS) {
      this.events.fault('the Node process is not started again');
      return;
    }
    this.restarts += 1;
    this.events.status('restarting', 'success');
    this.start();
  }

  private wake(): void {
    for (const waiter of this.waiters.splice(0)) waiter();
  }
}

function updated(content: DictContent, path: string, value: unknown): DictContent {
  const [key = '', ...rest] = path.split(/[.:]+/);
  if (rest.length === 0) return { ...content, [key]: value };
  const inner = content[key];
  const base = typeof inner === 'object' && inner !== null ? (inner as DictContent) : {};
  return { ...content, [key]: updated(base, rest.join('.'), value) };
}
