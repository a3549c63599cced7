import { Command } from 'commander';
import { sabotage, type SabotageOptions } from '../test/sabotage/sabotage';
import { wholeNumber } from './support/arguments';
import { EXIT, UsageError, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { createProgress } from './support/progress';

interface Options extends Pick<SabotageOptions, 'named' | 'mutants' | 'seed' | 'jobs' | 'folder'> {
  readonly only?: readonly string[];
  readonly resume?: boolean;
  readonly list?: boolean;
}

const program = new Command('sabotage')
  .description(
    'Plants faults in copies of the device’s sources, one at a time, and says which of them no test notices.',
  )
  .option('--no-named', 'leave out the faults that are known by name')
  .option(
    '--mutants <n>',
    'also plant this many mutants drawn from src/device and src/amxd',
    wholeNumber(0, 5000),
    0,
  )
  .option('--seed <n>', 'seed of the draw', wholeNumber(0), 1)
  .option('--only <id...>', 'plant these alone: ids, or parts of a file’s name')
  .option(
    '--jobs <n>',
    'how many to plant at a time, each in a copy and on a core of its own',
    wholeNumber(1, 64),
    2,
  )
  .option('--folder <folder>', 'where results and measurements are kept', '.sabotage')
  .option('--resume', 'go on with an interrupted run: what was found out and still holds is not asked again')
  .option('--list', 'list what would be planted, and end')
  .addHelpText(
    'after',
    `
First every test file of the rooms runs once by itself, without a fault, to see which functions it reaches; that takes
some minutes and is kept in the folder until a source or a test changes. Then each fault is planted in a copy of the
repository and the test files that reach the changed function run, the nearest first, up to the first failure. Tests
that do not end count as a failure. The test that compares the committed device with a fresh build is left out: it
would notice every change of a byte.

Mutants are drawn by the seed, each kind with the same chance: a condition negated, a statement dropped, a cord or box
left out of the patch, an attribute left out of an object, two arguments swapped, a constant changed. One that does not
compile is drawn again. Why a mutant may go unnoticed stands in test/sabotage/survivors.json; it still counts.

Exit code 1 when a fault known by name goes unnoticed, or more than 15 % of the mutants. Results, as a table and as
JSON, stand in results.txt and results.json of the folder.

Examples:
  npm run sabotage                                    the faults known by name
  npm run sabotage -- --mutants 60 --seed 7           and 60 mutants
  npm run sabotage -- --mutants 60 --seed 7 --resume  go on after Ctrl-C, or after strengthening a test
  npm run sabotage -- --no-named --mutants 60 --seed 7 --only m7-12
  npm run sabotage -- --only S07 S12`,
  )
  .action(run);

void runCommand(program);

async function run(options: Options): Promise<void> {
  const { resume = false, list = false, only = [] } = options;
  if (!options.named && options.mutants === 0)
    throw new UsageError('Nothing is left to plant: add --mutants, or leave out --no-named.');
  const interruption = watchInterrupts('Ending; --resume goes on from here');
  try {
    const isGoodEnough = await sabotage({
      ...options,
      resume,
      list,
      only,
      signal: interruption.signal,
      say: (line) => console.log(line),
      progress: (label, total, unit) => createProgress(label, { total, unit }),
    });
    if (interruption.signal.aborted) process.exitCode = EXIT.interrupted;
    else if (!isGoodEnough) process.exitCode = EXIT.failure;
  } finally {
    interruption.stop();
  }
}
