import assert from 'node:assert/strict';
import { taskTimers } from '../../../../src/device/live/host/timers';

/** Max's Task, run by hand. */
class FakeTask {
  static readonly made: FakeTask[] = [];
  dueInMs: number | undefined;
  constructor(private readonly action: () => void) {
    FakeTask.made.push(this);
  }
  schedule(delayMs: number): void {
    this.dueInMs = delayMs;
  }
  cancel(): void {
    this.dueInMs = undefined;
  }
  run(): void {
    this.dueInMs = undefined;
    this.action();
  }
}

describe('timers on Max’s clock', () => {
  const scope = globalThis as { Task?: unknown };
  const { made } = FakeTask;
  beforeEach(() => {
    scope.Task = FakeTask;
    made.length = 0;
  });
  after(() => {
    delete scope.Task;
  });

  it('use a Task again that has run or was cancelled', () => {
    const schedule = taskTimers();
    const ran: string[] = [];
    schedule(10, () => ran.push('first'));
    made[0]!.run();
    schedule(20, () => ran.push('cancelled'))();
    schedule(30, () => ran.push('last'));
    assert.deepEqual([made.length, made[0]!.dueInMs], [1, 30]);
    made[0]!.run();
    assert.deepEqual(ran, ['first', 'last']);
  });

  it('give no Task another time while its function runs', () => {
    const schedule = taskTimers();
    schedule(10, () => {
      schedule(20, () => undefined);
    });
    made[0]!.run();
    assert.deepEqual(
      made.map(({ dueInMs }) => dueInMs),
      [undefined, 20],
    );
  });

  it('cancel only what they were given back for, once', () => {
    const schedule = taskTimers();
    const again = (): void => undefined;
    const cancel = schedule(10, again);
    made[0]!.run();
    schedule(20, again);
    cancel();
    assert.equal(made[0]!.dueInMs, 20);
  });

  it('use a Task again whose function has thrown', () => {
    const schedule = taskTimers();
    schedule(10, () => {
      throw new Error('broken');
    });
    assert.throws(() => made[0]!.run(), /broken/);
    schedule(20, () => undefined);
    assert.equal(made.length, 1);
  });
});
