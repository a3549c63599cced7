/** Work that waits for its turn. */
export interface Job {
  readonly run: () => Promise<void>;
  /** Called instead of `run` when a newer job took the place. */
  readonly superseded: () => void;
}

/**
 * Does one job at a time and keeps only the newest that waits: a player who presses five times wants the fifth rhythm,
 * not the five after one another.
 */
export class NewestOnlyQueue {
  private waiting: Job | undefined;
  private isBusy = false;

  /** Takes a job; a job that was waiting gives way. */
  put(job: Job): void {
    this.waiting?.superseded();
    this.waiting = job;
    if (!this.isBusy) void this.drain();
  }

  private async drain(): Promise<void> {
    this.isBusy = true;
    // One turn of the event loop, so that messages that arrived together are seen together.
    await new Promise(setImmediate);
    for (let job = this.takeWaiting(); job; job = this.takeWaiting()) await job.run();
    this.isBusy = false;
  }

  private takeWaiting(): Job | undefined {
    const job = this.waiting;
    this.waiting = undefined;
    return job;
  }
}
