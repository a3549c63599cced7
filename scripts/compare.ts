import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { LOSS_NAMES, type LossName } from '../src/gan/losses';
import { STYLE_NAME } from '../src/rhythm/style-name';
import { BACKEND_NAMES, openBackend, type BackendChoice } from '../src/training/backends/open-backend';
import { compareLosses, type ComparisonReport } from '../src/training/compare/compare-losses';
import { writeComparison, type ComparisonSummary } from '../src/training/compare/report';
import { COMPARED_LOSSES, type Contender } from '../src/training/compare/contender-settings';
import { PRESET_NAMES, type PresetName } from '../src/training/config';
import { oneOf, wholeNumber } from './support/arguments';
import { EXIT, UsageError, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { readJson } from './support/json-file';
import { createProgress, type Progress } from './support/progress';

interface CompareFlags {
  readonly corpus?: string;
  readonly out: string;
  readonly style: readonly string[];
  readonly losses: readonly LossName[];
  readonly seeds: readonly number[];
  readonly steps?: number;
  readonly preset: PresetName;
  readonly config?: string;
  readonly backend: BackendChoice;
  readonly reportOnly: boolean;
  readonly picture?: string;
  readonly json: boolean;
}

const program = new Command('compare')
  .description(
    'Trains the same networks with each loss on the same rhythms and shows which of them collapse. ' +
      'Finished runs are not repeated, so the same command continues after Ctrl-C.',
  )
  .option('--corpus <dir>', 'corpus to train on, written by npm run corpus')
  .requiredOption('--out <dir>', 'comparison folder: comparison.csv, comparison.html and the training runs')
  .option('--style <names>', 'corpus styles, separated by commas', listOf(styleName), ['house', 'techno'])
  .option('--losses <names>', 'losses, separated by commas', listOf(oneOf(LOSS_NAMES)), COMPARED_LOSSES)
  .option(
    '--seeds <numbers>',
    'seeds, separated by commas; all losses are trained with the first seed, then with the next',
    listOf(wholeNumber(0)),
    [1, 2, 3],
  )
  .option('--steps <n>', 'generator steps per run (default: 1500)', wholeNumber(1))
  .option(
    '--preset <name>',
    `network sizes: ${PRESET_NAMES.join(' or ')}`,
    oneOf(PRESET_NAMES),
    'workstation',
  )
  .option('--config <file>', 'JSON object of training settings for all losses')
  .option('--backend <name>', `auto, ${BACKEND_NAMES.join(', ')}`, oneOf(['auto', ...BACKEND_NAMES]), 'auto')
  .option('--report-only', 'train nothing; show the finished runs in --out', false)
  .option('--picture <file>', 'also draw coverage and distinct rhythms as an SVG')
  .option('--json', 'print one JSON document on standard output, and nothing else', false)
  .action(run);

void runCommand(program);

async function run(flags: CompareFlags): Promise<void> {
  const isComplete = flags.reportOnly || (await trainAll(flags));
  if (!isComplete) {
    process.stderr.write('Stopped; run the same command again to continue.\n');
    process.exitCode = EXIT.interrupted;
    return;
  }
  const summary = await writeComparison(flags.out, flags.picture);
  process.stdout.write(flags.json ? `${JSON.stringify(summary, null, 2)}\n` : `${words(summary)}\n`);
}

/** @returns whether all trainings came to their end */
async function trainAll(flags: CompareFlags): Promise<boolean> {
  if (flags.corpus === undefined) throw new UsageError('--corpus is required unless --report-only is given.');
  const settings = flags.config ? await readJson(flags.config, z.record(z.string(), z.unknown())) : {};
  const backend = await openBackend(flags.backend);
  const say = (sentence: string): void => {
    // With --json nothing but the document may stand on standard output.
    (flags.json ? process.stderr : process.stdout).write(`${sentence}\n`);
  };
  say(`Backend ${backend.name}: ${backend.reason}.`);
  const report = createReport(flags, say);
  const interruption = watchInterrupts('Stopping after this step');
  try {
    return await compareLosses({
      corpusFolder: flags.corpus,
      folder: flags.out,
      styles: flags.style,
      contenders: flags.seeds.flatMap((seed) => flags.losses.map((loss): Contender => ({ loss, seed }))),
      preset: flags.preset,
      settings: { ...settings, ...(flags.steps === undefined ? {} : { steps: flags.steps }) },
      backend,
      isInterrupted: () => interruption.signal.aborted,
      report,
    });
  } finally {
    report.stop();
    interruption.stop();
  }
}

function createReport(
  { out, picture }: CompareFlags,
  note: (sentence: string) => void,
): ComparisonReport & { readonly stop: () => void } {
  let progress: Progress | undefined;
  return {
    note,
    total: (total) => {
      progress = createProgress('Comparing', { total, unit: 'steps' });
    },
    step: (done, state) => progress?.update(done, state),
    // After each training, so that one can look while the rest goes on.
    finished: async () => {
      await writeComparison(out, picture);
    },
    stop: () => progress?.stop(),
  };
}

function words({ losses, baselines, page, csv }: ComparisonSummary): string {
  const shares = ['coverage', 'distinct', 'copies'];
  const lines = losses.map(({ loss, seeds, end }) => {
    const figures = shares.map((name) => {
      const { mean, least, most } = end[name] ?? { mean: NaN, least: NaN, most: NaN };
      return `${name} ${mean.toFixed(3)} (${least.toFixed(3)} to ${most.toFixed(3)})`;
    });
    const counted = `${seeds.length} ${seeds.length === 1 ? 'seed ' : 'seeds'}`;
    return `${loss.padEnd(15)} ${counted}  ${figures.join(', ')}`;
  });
  const ceiling = shares.slice(0, 2).map((name) => `${name} ${(baselines.ceiling[name] ?? NaN).toFixed(3)}`);
  return [...lines, `Real patterns of the training split: ${ceiling.join(', ')}.`, page, csv].join('\n');
}

/** A parser of lists by commas, each word read by `parse`, without the same word twice. */
function listOf<Value>(parse: (text: string) => Value): (text: string) => readonly Value[] {
  return (text) => [...new Set(text.split(',').map((word) => parse(word.trim())))];
}

function styleName(text: string): string {
  if (!STYLE_NAME.test(text))
    throw new InvalidArgumentError('Style names use only lower-case letters, digits and hyphens.');
  return text;
}
