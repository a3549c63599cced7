import { Command } from 'commander';
import { LOSS_NAMES, type LossName } from '../src/gan/losses';
import { TRIAL_SIZES, modesAfterTraining } from '../src/gan/stacked-rhythm';
import { openBackend } from '../src/training/backends/open-backend';
import { oneOf, wholeNumber } from './support/arguments';
import { runCommand } from './support/cli';
import { createProgress } from './support/progress';

interface Options {
  readonly full: boolean;
  readonly loss: LossName;
  readonly seed: number;
  readonly json: boolean;
}

/** What a sound loss reaches (gan.md §1.1). */
const GOALS = { fast: { modes: 820, divergence: 0.5 }, full: { modes: 970, divergence: 0.1 } } as const;

const program = new Command('stacked-rhythm')
  .description(
    'Counts which of 1000 known rhythms a GAN still makes after training: a test for mode collapse.',
  )
  .option('--full', 'networks twice as wide, batches twice as large, 4000 steps instead of 1500', false)
  .option('--loss <name>', LOSS_NAMES.join(', '), oneOf(LOSS_NAMES), 'relativistic')
  .option('--seed <n>', 'seed of every draw', wholeNumber(0), 1)
  .option('--json', 'print one JSON document on standard output, and nothing else', false)
  .action(run);

async function run({ full, loss, seed, json }: Options): Promise<void> {
  await openBackend('wasm');
  const size = full ? 'full' : 'fast';
  const { steps } = TRIAL_SIZES[size];
  const progress = createProgress(`Training (${loss})`, { total: steps, unit: 'steps', silent: json });
  const from = performance.now();
  const report = modesAfterTraining(loss, seed, TRIAL_SIZES[size], (done) => {
    progress.update(done);
  });
  progress.stop();
  const seconds = (performance.now() - from) / 1000;
  const goal = GOALS[size];
  const reached = report.modes >= goal.modes && report.divergence <= goal.divergence;
  if (json) {
    process.stdout.write(`${JSON.stringify({ size, loss, seed, seconds, ...report, goal, reached })}\n`);
    return;
  }
  process.stdout.write(
    `${report.modes} of 1000 rhythms, KL ${report.divergence.toFixed(3)} nats from uniform, ` +
      `${(100 * report.exact).toFixed(0)} % of the samples exact (${seconds.toFixed(0)} s).\n` +
      `The goal is at least ${goal.modes} rhythms and a KL of at most ${goal.divergence}: ${reached ? 'reached' : 'missed'}.\n`,
  );
}

void runCommand(program);
