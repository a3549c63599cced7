/** Which of Max's two threads an event runs in: scheduler (MIDI, timers, Node) or main (clicks, scripts). */
export type Priority = 'high' | 'low';

interface Timer {
  readonly dueMs: number;
  readonly order: number;
  readonly priority: Priority;
  readonly action: () => void;
}

const RUNAWAY_EVENTS = 100_000;

/**
 * Max's event queues on a clock that moves only when a test says so.
 *
 * Every top-level event with all that follows from it synchronously is one burst.
 */
export class Scheduler {
  nowMs = 0;
  /** Number of the burst now running; two writes with the same number become one undo step. */
  burst = 0;
  private running: Priority | undefined;
  private low: (() => void)[] = [];
  private timers: Timer[] = [];
  private order = 0;

  /** The thread the running event is in; outside any event, the main thread. */
  get priority(): Priority {
    return this.running ?? 'low';
  }

  /** Runs a top-level event; inside another event it belongs to that one's burst. */
  run(priority: Priority, action: () => void): void {
    const outer = this.running;
    if (outer === undefined) this.burst += 1;
    this.running = priority;
    try {
      action();
    } finally {
      this.running = outer;
    }
  }

  /** Puts an action into the low-priority queue, as `deferlow` (tail) and `defer` (head) do. */
  defer(action: () => void, end: 'tail' | 'head' = 'tail'): void {
    if (end === 'tail') this.low.push(action);
    else this.low.unshift(action);
  }

  /** Calls the action in `delayMs` of virtual time; returns how to cancel it. */
  after(delayMs: number, priority: Priority, action: () => void): () => void {
    const timer: Timer = { dueMs: this.nowMs + Math.max(0, delayMs), order: this.order++, priority, action };
    this.timers.push(timer);
    this.timers.sort((a, b) => a.dueMs - b.dueMs || a.order - b.order);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Runs the low-priority queue until it is empty. @throws Error when the patch feeds itself for ever. */
  drain(): void {
    for (let count = 0; this.low.length > 0; count++) {
      if (count > RUNAWAY_EVENTS)
        throw new Error('The patch keeps deferring to itself and never comes to rest.');
      const action = this.low.shift()!;
      this.run('low', action);
    }
  }

  /** When the next timer is due, in ms of virtual time. */
  get nextDueMs(): number | undefined {
    return this.timers[0]?.dueMs;
  }

  /** Moves the clock to the next timer, runs it and drains the queue behind it. */
  runNextTimer(): void {
    const timer = this.timers.shift();
    if (!timer) return;
    this.nowMs = Math.max(this.nowMs, timer.dueMs);
    this.run(timer.priority, timer.action);
    this.drain();
  }
}
