import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { LOSS_NAMES, type LossName } from '../src/gan/losses';
import { BACKEND_NAMES, openBackend, type BackendChoice, type BackendName } from '../src/training/backend';
import { PRESET_NAMES, configFor, type PresetName } from '../src/training/config';
import { styleMapSchema } from '../src/training/dataset';
import type { LossRow } from '../src/training/history';
import { train, type RunOutcome, type RunReport } from '../src/training/run';
import { oneOf, oneWordOrMore, wholeNumber } from './support/arguments';
import { EXIT, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { readJson } from './support/json-file';
import { createProgress, type Progress } from './support/progress';

interface TrainFlags {
  readonly corpus: string;
  readonly out: string;
  readonly preset?: PresetName;
  readonly backend: BackendChoice;
  readonly loss?: LossName;
  readonly steps?: number;
  readonly seed?: number;
  readonly resume: boolean;
  readonly styleMap?: string;
  readonly config?: string;
  readonly name?: string;
  readonly json: boolean;
}

/** Presets for those who name none: a processor takes hours for the full one. */
const PRESET_OF_BACKEND: Readonly<Record<BackendName, PresetName>> = {
  cuda: 'workstation',
  webgpu: 'workstation',
  wasm: 'laptop',
  cpu: 'laptop',
};

const program = new Command('train')
  .description('Trains the generator on a corpus and exports it as a model that every other command loads.')
  .requiredOption('--corpus <dir>', 'corpus to learn from, as npm run corpus writes it')
  .requiredOption('--out <dir>', 'folder of the run: checkpoint, training.html and, at the end, model')
  .option('--preset <name>', `${PRESET_NAMES.join(' or ')} (default: by backend)`, oneOf(PRESET_NAMES))
  .option('--backend <name>', `auto, ${BACKEND_NAMES.join(', ')}`, oneOf(['auto', ...BACKEND_NAMES]), 'auto')
  .option('--loss <name>', `${LOSS_NAMES.join(', ')} (default: relativistic)`, oneOf(LOSS_NAMES))
  .option('--steps <n>', 'generator steps (default: by preset)', wholeNumber(1))
  .option('--seed <n>', 'seed of every draw (default: 1)', wholeNumber(0))
  .option('--resume', 'go on from the checkpoint in --out, with the same other options', false)
  .option(
    '--style-map <file>',
    'JSON object: style of the corpus → style of the model, or null to leave it out',
  )
  .option('--config <file>', "JSON object with training settings in place of the preset's")
  .option('--name <name>', 'name on the card of the model (default: the name of --out)', oneWordOrMore)
  .option('--json', 'print one JSON document on standard output and nothing else there', false)
  .action(run);

async function run(flags: TrainFlags): Promise<void> {
  const settings = flags.config ? await readJson(flags.config, z.record(z.string(), z.unknown())) : {};
  const styleMap = flags.styleMap ? await readJson(flags.styleMap, styleMapSchema) : undefined;
  const backend = await openBackend(flags.backend);
  const say = (sentence: string): void => {
    // With --json nothing but the document may stand on standard output.
    (flags.json ? process.stderr : process.stdout).write(`${sentence}\n`);
  };
  say(`Backend ${backend.name}: ${backend.reason}.`);
  const { loss, steps, seed } = flags;
  const config = configFor(flags.preset ?? PRESET_OF_BACKEND[backend.name], {
    ...settings,
    ...(loss === undefined ? {} : { loss }),
    ...(steps === undefined ? {} : { steps }),
    ...(seed === undefined ? {} : { seed }),
  });
  const started = Date.now();
  const report = createReport(config.steps, say);
  const interruption = watchInterrupts('Stopping after this step');
  let outcome: RunOutcome;
  try {
    outcome = await train({
      corpusFolder: flags.corpus,
      runFolder: flags.out,
      config,
      backend,
      styleMap,
      resume: flags.resume,
      name: flags.name ?? basename(resolve(flags.out)),
      isInterrupted: () => interruption.signal.aborted,
      report,
    });
  } finally {
    report.stop();
    interruption.stop();
  }
  if (outcome.status === 'interrupted') {
    say(`Stopped after step ${outcome.step}; the same command with --resume goes on from there.`);
    process.exitCode = EXIT.interrupted;
    return;
  }
  const { folder, card } = outcome;
  if (flags.json) {
    const { steps: total, preset, loss: lossName, seed: seedUsed } = config;
    const seconds = (Date.now() - started) / 1000;
    const facts = { preset, loss: lossName, seed: seedUsed, steps: total, backend: backend.name, seconds };
    const { weightsSha256, metrics } = card;
    process.stdout.write(`${JSON.stringify({ model: folder, ...facts, weightsSha256, metrics })}\n`);
  } else {
    say(`Model in ${folder}, weights ${card.weightsSha256}.`);
  }
}

function createReport(
  steps: number,
  say: (sentence: string) => void,
): RunReport & { readonly stop: () => void } {
  let progress: Progress | undefined;
  let firstAt = 0;
  return {
    note: say,
    step: (row, firstStep) => {
      if (!progress) {
        progress = createProgress('Training', { total: steps - firstStep, unit: 'steps' });
        firstAt = Date.now();
        progress.update(0);
      }
      progress.update(
        row.step - firstStep,
        wordsOf(row, { firstStep, steps, seconds: (Date.now() - firstAt) / 1000 }),
      );
    },
    stop: () => progress?.stop(),
  };
}

function wordsOf(
  row: LossRow,
  {
    firstStep,
    steps,
    seconds,
  }: { readonly firstStep: number; readonly steps: number; readonly seconds: number },
): string {
  const rate = seconds > 0 ? `, ${((row.step - firstStep) / seconds).toFixed(1)} steps/s` : '';
  const losses = `discriminator ${row.discriminatorLoss.toFixed(3)}, generator ${row.generatorLoss.toFixed(3)}`;
  return `(step ${row.step}/${steps}${rate}; ${losses}, penalty ${row.penalty.toFixed(2)})`;
}

void runCommand(program);
