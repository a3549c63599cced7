import { reporters, Runner, type MochaOptions } from 'mocha';

/** Mocha's spec reporter, closed by one plain line that any build server can read. */
export = class PlainClosingLine extends reporters.Spec {
  constructor(runner: Runner, options?: MochaOptions) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes = 0, failures = 0, pending = 0 } = this.stats;
      process.stdout.write(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
    });
  }
};
