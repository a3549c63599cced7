import { Command } from 'commander';
import { measureBench } from '../src/measure/bench/bench-figures';
import { benchText } from '../src/measure/bench/bench-tables';
import { wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { SHIPPED_MODEL } from './support/read-model';

interface Options {
  readonly model: string;
  readonly requests: number;
  readonly starts: number;
  readonly training: boolean;
  readonly json?: boolean;
}

const program = new Command('bench')
  .description(
    'Measures what users wait for, next to heavier ways of doing the same, in one run on this machine.',
  )
  .option('--model <dir>', 'model to measure with', SHIPPED_MODEL)
  .option('--requests <n>', 'requests to take the median of', wholeNumber(1, 10_000), 100)
  .option('--starts <n>', 'starts to take the median of', wholeNumber(1, 100), 5)
  .option('--no-training', 'leave out the training steps')
  .option('--json', 'print one JSON document on standard output, and nothing else')
  .action(bench);

async function bench({ json = false, ...options }: Options): Promise<void> {
  const report = (name: string): void => {
    if (!json) process.stderr.write(`measuring ${name}\n`);
  };
  const figures = await measureBench({ ...options, report });
  process.stdout.write(json ? `${JSON.stringify(figures)}\n` : benchText(figures));
}

void runCommand(program);
