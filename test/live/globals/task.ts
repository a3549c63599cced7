import type { ScriptBridge, Value } from './bridge';

/** Max's Task: a timer on Max's clock. Compiled inside the script's context: it mentions nothing outside itself. */
export function defineTask(bridge: ScriptBridge, scope: object) {
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
      bridge.taskMade(1);
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
    /** Max keeps a Task that is only cancelled. */
    freepeer(): void {
      this.cancel();
      bridge.taskMade(-1);
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
  return Task;
}

export type TaskClass = ReturnType<typeof defineTask>;
