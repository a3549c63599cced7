import { NODE_LIFE, SCRIPT, type Message } from '../../protocol/messages';

/**
 * `starting`: a process is asked for or under way · `ready`: it takes requests · `restarting`: it was told to stop and
 * another follows · `stopped`: it ended by itself, another is due · `silent`: it did not come up in time · `failed`: it
 * ended too often, or runs without a model; only Restart or Generate tries again.
 */
export type LinkPhase = 'starting' | 'ready' | 'restarting' | 'stopped' | 'silent' | 'failed';

/** Runs something later; the returned function calls it off. */
export type Schedule = (delayMs: number, action: () => void) => () => void;

export interface LinkOptions {
  readonly schedule: Schedule;
  /** Sends a command past the gate to node.script. */
  readonly script: (message: Message) => void;
  readonly onChange: (phase: LinkPhase) => void;
}

export const LINK_TIMES_MS = {
  /** From a start to `ready`; a slow disk and a virus scanner included. */
  start: 8000,
  /** node.script restarts a crashed process by itself; after this long without a sign of it, it is asked to. */
  revive: 1500,
  /** From a deliberate stop to the start after it, where node.script does not say that the process has ended. */
  stop: 1000,
  /** From the end of a process that was stopped to the start of the next. */
  pause: 20,
} as const;

/** How often in a row, without becoming ready, a process that ends is started again. */
const MOST_REVIVALS = 3;

/** The life of the Node process as the v8 program sees it. */
export class NodeLink {
  private current: LinkPhase = 'starting';
  private revivals = 0;
  private cancelTimer: (() => void) | undefined;

  constructor(private readonly options: LinkOptions) {}

  get phase(): LinkPhase {
    return this.current;
  }

  /** Begins to wait for the process that node.script starts by itself. */
  watch(): void {
    if (this.current === 'starting') this.awaitReady();
  }

  /** Node says that it takes requests. */
  ready(): void {
    this.revivals = 0;
    this.become('ready');
  }

  /** Node says that it has no model to play: waiting longer is of no use, and its own reason is the truer one. */
  refused(): void {
    if (this.current === 'starting') this.become('failed');
  }

  /** A word of node.script's right outlet; words that are none of ours change nothing. */
  lifecycle(word: string, argument: unknown): void {
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

  /** Stops the process, should there be one, and starts another. */
  restart(): void {
    this.revivals = 0;
    this.become('restarting');
    this.options.script([SCRIPT.selector, SCRIPT.stop]);
    this.startIn(LINK_TIMES_MS.stop);
  }

  /** Calls off what is scheduled: the device is being deleted. */
  close(): void {
    this.cancelTimer?.();
  }

  private startIn(delayMs: number): void {
    this.cancelTimer?.();
    this.cancelTimer = this.options.schedule(delayMs, () => {
      this.awaitReady();
      this.options.script([SCRIPT.selector, SCRIPT.start]);
    });
  }

  private awaitReady(): void {
    this.become('starting');
    this.cancelTimer = this.options.schedule(LINK_TIMES_MS.start, () => {
      this.become('silent');
    });
  }

  private ended(): void {
    if (this.current !== 'starting' && this.current !== 'ready') return; // a start is due, or was given up
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
