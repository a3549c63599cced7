import { EXIT } from './cli';

/** Whether Ctrl-C was pressed, for work that ends cleanly between two pieces. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Leaves Ctrl-C to the system again. */
  readonly stop: () => void;
}

/** Takes the first Ctrl-C as a wish for a clean end, which `words` say something of; the second ends at once. */
export function watchInterrupts(words: string): Interruption {
  const wish = new AbortController();
  const onInterrupt = (): void => {
    if (wish.signal.aborted) process.exit(EXIT.interrupted);
    wish.abort();
    process.stderr.write(`\n${words}; press Ctrl-C again to stop at once.\n`);
  };
  process.on('SIGINT', onInterrupt);
  return { signal: wish.signal, stop: () => void process.off('SIGINT', onInterrupt) };
}
