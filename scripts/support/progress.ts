import { SingleBar } from 'cli-progress';
import type { ShowProgress } from '../../src/measure/show-progress';

/** Shows how far a piece of work is: a bar on a terminal, a plain line every few seconds otherwise. */
export interface Progress {
  /** Moves on to `done` of the total and says what is going on, in a few words. */
  update(done: number, words?: string): void;
  /** Raises or lowers the total, where it is only known on the way. */
  setTotal(total: number): void;
  stop(): void;
}

export interface ProgressOptions {
  readonly total: number;
  /** What is counted: "files", "steps". */
  readonly unit: string;
  /** With `--json` nothing but the document may stand on standard output; progress always goes to standard error. */
  readonly silent?: boolean;
}

const PLAIN_LINE_EVERY_MS = 10_000;

/** Starts showing progress on standard error. */
export function createProgress(label: string, options: ProgressOptions): Progress {
  if (options.silent) return { update: ignore, setTotal: ignore, stop: ignore };
  return process.stderr.isTTY ? barProgress(label, options) : lineProgress(label, options);
}

/** Shows each of a row of measurements under its own label, what is counted in `unit`. */
export function showProgress(unit: string, silent: boolean): ShowProgress {
  return (label, total, work) => {
    const progress = createProgress(label, { total, unit, silent });
    let done = 0;
    try {
      return work(() => {
        progress.update(++done);
      });
    } finally {
      progress.stop();
    }
  };
}

function barProgress(label: string, { total, unit }: ProgressOptions): Progress {
  const bar = new SingleBar({
    format: `${label} {bar} {value}/{total} ${unit} · {eta_formatted} left · {words}`,
    stream: process.stderr,
    hideCursor: true,
    etaBuffer: 100,
  });
  bar.start(total, 0, { words: '' });
  return {
    update: (done, words = '') => {
      bar.update(done, { words });
    },
    setTotal: (next) => {
      bar.setTotal(next);
    },
    stop: () => {
      bar.stop();
    },
  };
}

function lineProgress(label: string, options: ProgressOptions): Progress {
  const started = Date.now();
  let { total } = options;
  let last = started;
  let line = '';
  return {
    update: (done, words = '') => {
      const now = Date.now();
      const left = done > 0 ? Math.round((((now - started) / done) * (total - done)) / 1000) : undefined;
      line =
        `${label}: ${done}/${total} ${options.unit}${left === undefined ? '' : `, ${left} s left`} ${words}`.trimEnd();
      if (now - last < PLAIN_LINE_EVERY_MS) return;
      last = now;
      process.stderr.write(`${line}\n`);
    },
    setTotal: (next) => {
      total = next;
    },
    stop: () => {
      if (Date.now() - started > PLAIN_LINE_EVERY_MS) process.stderr.write(`${line}\n`);
    },
  };
}

function ignore(): void {
  // --json: standard error stays quiet as well
}
