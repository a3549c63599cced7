// A queue that does one job at a time and keeps only the newest that waits: whoever presses five times wants
// the fifth rhythm, not all five in turn. program.ts has one for requests and one for models.

export interface Job {
  /** Must not reject: the queue would stay busy for good. */
  readonly run: () => Promise<void>;
  /** Called instead of `run` when a newer job has taken its place. */
  readonly superseded: () => void;
}

export class NewestOnlyQueue {
  private waiting: Job | undefined;
  private isBusy = false;

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
