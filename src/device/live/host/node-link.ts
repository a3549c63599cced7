// The life of the Node process as the v8 program sees it: waits for `ready`, restarts what has crashed, gives
// up in time. program.ts passes on what node.script says; generation.ts, buttons.ts and the Model page act on
// the process. Reaches Max only through its callbacks.

import { NODE_LIFE, SCRIPT, type Message } from '../../protocol/selectors';

/**
 * `starting`: a process was asked for or is loading · `ready`: it takes requests · `restarting`: it was told to stop
 * and another follows · `stopped`: it ended by itself and another is due · `silent`: it was not ready in time ·
 * `unanswered`: Max was told to start one and gave no sign of it: its process manager is down, and only a new start of
 * Live brings that back · `failed`: it ended too often, or runs without a model. After the last three, only Restart or
 * Generate tries again.
 */
export type LinkPhase = 'starting' | 'ready' | 'restarting' | 'stopped' | 'silent' | 'unanswered' | 'failed';

/** What node.script says when it has begun to start a process. */
const SIGNS_OF_A_START: ReadonlySet<string> = new Set([
  NODE_LIFE.start,
  NODE_LIFE.loadStart,
  NODE_LIFE.loadEnd,
  NODE_LIFE.restarting,
  NODE_LIFE.restarted,
]);

/** Runs an action later; the returned function cancels it. */
export type Schedule = (delayMs: number, action: () => void) => () => void;

export interface LinkOptions {
  readonly schedule: Schedule;
  /** Sends a command to node.script, not through the gate that is shut until `ready`. */
  readonly script: (message: Message) => void;
  readonly onChange: (phase: LinkPhase) => void;
}

export const LINK_TIMES_MS = {
  /** From a start to `ready`, with a slow disk and a virus scanner. */
  start: 8000,
  /** node.script restarts a crashed process by itself; after this long without a sign of that, it is told to. */
  revive: 1500,
  /** From a deliberate stop to the next start, if node.script does not report that the process has ended. */
  stop: 1000,
  /** From the reported end of a stopped process to the next start. */
  pause: 20,
} as const;

/** Restarts in a row without a `ready` in between before giving up. */
const MOST_REVIVALS = 3;

export class NodeLink {
  private current: LinkPhase = 'starting';
  private revivals = 0;
  /** Whether a start was asked for that node.script has given no sign of. The first, its own, may come before v8 listens. */
  private isUnanswered = false;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly options: LinkOptions) {}

  get phase(): LinkPhase {
    return this.current;
  }

  /** Starts the wait for the process, which node.script starts by itself. */
  watch(): void {
    if (this.current === 'starting') this.awaitReady();
  }

  ready(): void {
    this.revivals = 0;
    this.become('ready');
  }

  /** The process has no model: waiting longer is useless, and the reason it gives is more precise than a time-out. */
  refused(): void {
    if (this.current === 'starting') this.become('failed');
  }

  /** Handles a message of node.script's right outlet; other words are ignored. */
  lifecycle(word: string, argument: unknown): void {
    if (SIGNS_OF_A_START.has(word)) this.isUnanswered = false;
    switch (word) {
      case NODE_LIFE.start:
      case NODE_LIFE.loadStart:
      case NODE_LIFE.restarting:
      case NODE_LIFE.restarted:
        if (argument === 'error') this.ended();
        else if (this.current !== 'ready' && this.current !== 'restarting') this.awaitReady();
        break;
      case NODE_LIFE.stop:
      case NODE_LIFE.terminated:
        if (this.current === 'restarting') this.startIn(LINK_TIMES_MS.pause);
        else this.ended();
        break;
      case NODE_LIFE.running:
        if (argument === 0 && this.current === 'ready') this.ended();
        break;
    }
  }

  /** Stops the process, if there is one, and starts another. */
  restart(): void {
    this.revivals = 0;
    this.become('restarting');
    this.options.script([SCRIPT.selector, SCRIPT.stop]);
    this.startIn(LINK_TIMES_MS.stop);
  }

  close(): void {
    this.cancelTimer?.();
  }

  private startIn(delayMs: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.options.schedule(delayMs, () => {
      this.awaitReady();
      this.isUnanswered = true;
      this.options.script([SCRIPT.selector, SCRIPT.start]);
    });
  }

  private awaitReady(): void {
    this.become('starting');
    this.cancelTimer = this.options.schedule(LINK_TIMES_MS.start, () => {
      this.become(this.isUnanswered ? 'unanswered' : 'silent');
    });
  }

  private ended(): void {
    if (this.current !== 'starting' && this.current !== 'ready') return; // a start is already due, or was given up
    if (this.revivals >= MOST_REVIVALS) {
      this.become('failed');
      return;
    }
    this.revivals++;
    this.become('stopped');
    this.startIn(LINK_TIMES_MS.revive);
  }

  private become(phase: LinkPhase): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    const changed = this.current !== phase;
    this.current = phase;
    if (changed) this.options.onChange(phase);
  }
}
