/** A clock that moves when it is told to. */
export class Clock {
  private nowMs = 0;
  private timers: { readonly at: number; readonly action: () => void }[] = [];

  readonly schedule = (delayMs: number, action: () => void): (() => void) => {
    const timer = { at: this.nowMs + delayMs, action };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  };

  get pending(): number {
    return this.timers.length;
  }

  pass(ms: number): void {
    const until = this.nowMs + ms;
    for (;;) {
      const [next] = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.nowMs = next.at;
      this.timers = this.timers.filter((each) => each !== next);
      next.action();
    }
    this.nowMs = until;
  }
}
