// Timers on Max's clock; main.ts hands this to the program. No other file of live/ creates a Task: Max keeps
// each one as long as the device lives, cancelled or not, so those that have run are used again.

import type { Schedule } from './node-link';

interface Timer {
  readonly task: Task;
  action: (() => void) | undefined;
}

/** A schedule that makes no more Tasks than were ever due at once. */
export function taskTimers(): Schedule {
  const idle: Timer[] = [];
  return (delayMs, action) => {
    const timer = idle.pop() ?? newTimer(idle);
    // Its own function even for an action that is due twice, so that each is cancelled by itself.
    const due = (): void => {
      action();
    };
    timer.action = due;
    timer.task.schedule(delayMs);
    return () => {
      // By now the timer may have run and be somebody else's.
      if (timer.action !== due) return;
      timer.task.cancel();
      timer.action = undefined;
      idle.push(timer);
    };
  };
}

function newTimer(idle: Timer[]): Timer {
  const timer: Timer = {
    action: undefined,
    task: new Task(() => {
      const { action } = timer;
      timer.action = undefined;
      try {
        action?.();
      } finally {
        // Only now: a Task is not given another time while its function runs.
        idle.push(timer);
      }
    }),
  };
  return timer;
}
