import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { LOSS_NAMES, type LossName } from '../src/gan/losses';
import {
  BACKEND_NAMES,
  openBackend,
  type BackendChoice,
  type BackendName,
} from '../src/training/backends/open-backend';
import { PRESET_NAMES, configFor, type PresetName } from '../src/training/config';
import { styleMapSchema } from '../src/training/data/dataset';
import type { LossRow } from '../src/training/run-history';
import type { RunReport, RunStatus } from '../src/training/run-loop';
import { train, type RunOutcome } from '../src/training/run';
import { verdictOf } from '../src/training/watch/signs';
import { oneOf, oneWordOrMore, wholeNumber } from './support/arguments';
import { EXIT, UsageError, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { readJson } from './support/json-file';
import { createProgress, type Progress } from './support/progress';

interface TrainFlags {
  readonly corpus: string;
  readonly out: string;
  readonly preset?: PresetName;
  readonly backend: BackendChoice;
  readonly softwareGpu: boolean;
  readonly loss?: LossName;
  readonly steps?: number;
  readonly seed?: number;
  readonly from?: string;
  readonly resume: boolean;
  readonly stopOnCollapse: boolean;
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
  .requiredOption('--corpus <dir>', 'corpus to train on, written by npm run corpus')
  .requiredOption('--out <dir>', 'run folder: checkpoint, training.html and, at the end, the model')
  .option('--preset <name>', `${PRESET_NAMES.join(' or ')} (default: by backend)`, oneOf(PRESET_NAMES))
  .option('--backend <name>', `auto, ${BACKEND_NAMES.join(', ')}`, oneOf(['auto', ...BACKEND_NAMES]), 'auto')
  .option(
    '--software-gpu',
    'let --backend webgpu run on the CPU if there is no graphics card: slow, for tests',
    false,
  )
  .option('--loss <name>', `${LOSS_NAMES.join(', ')} (default: relativistic)`, oneOf(LOSS_NAMES))
  .option('--steps <n>', 'generator steps (default: by preset)', wholeNumber(1))
  .option('--seed <n>', 'seed of every draw (default: 1)', wholeNumber(0))
  .option(
    '--from <dir>',
    'start from the networks of another run with the same sizes, styles and beta1, to continue with other settings or music',
  )
  .option('--resume', 'continue from the checkpoint in --out; all other options must be the same', false)
  .option('--stop-on-collapse', 'end the run at a collapse and export the best model from before it', false)
  .option('--style-map <file>', 'JSON object: corpus style → model style, or null to leave it out')
  .option('--config <file>', "JSON object of training settings that override the preset's")
  .option('--name <name>', 'name on the model card (default: the name of the --out folder)', oneWordOrMore)
  .option('--json', 'print one JSON document on standard output, and nothing else', false)
  .action(run);

async function run(flags: TrainFlags): Promise<void> {
  const settings = flags.config ? await readJson(flags.config, z.record(z.string(), z.unknown())) : {};
  const styleMap = flags.styleMap ? await readJson(flags.styleMap, styleMapSchema) : undefined;
  if (flags.softwareGpu && flags.backend !== 'webgpu')
    throw new UsageError('--software-gpu only works with --backend webgpu.');
  const backend = await openBackend(flags.backend, flags);
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
      from: flags.from,
      resume: flags.resume,
      stopOnCollapse: flags.stopOnCollapse,
      name: flags.name ?? basename(resolve(flags.out)),
      isInterrupted: () => interruption.signal.aborted,
      report,
    });
  } finally {
    report.stop();
    interruption.stop();
  }
  if (outcome.status === 'interrupted') {
    say(`Stopped after step ${outcome.step}; run the same command with --resume to continue.`);
    process.exitCode = EXIT.interrupted;
    return;
  }
  const model = outcome.status === 'finished' ? outcome : outcome.model;
  if (flags.json) {
    const { preset, loss: lossName, seed: seedUsed } = config;
    const stepsDone = outcome.status === 'finished' ? config.steps : outcome.step;
    const seconds = (Date.now() - started) / 1000;
    const facts = {
      preset,
      loss: lossName,
      seed: seedUsed,
      steps: stepsDone,
      backend: backend.name,
      seconds,
    };
    const { status, signs } = outcome;
    const { weightsSha256, metrics } = model?.card ?? {};
    const document = { model: model?.folder ?? null, status, ...facts, signs, weightsSha256, metrics };
    process.stdout.write(`${JSON.stringify(document)}\n`);
  }
  if (outcome.status === 'collapsed') throw new Error(collapseWords(outcome, flags.out));
  if (!flags.json) say(`Model in ${outcome.folder}, weights ${outcome.card.weightsSha256}.`);
}

/** How a run that ended at a collapse ended, in a sentence or two, and what is left of it. */
function collapseWords(
  { step, signs, model }: Extract<RunOutcome, { readonly status: 'collapsed' }>,
  runFolder: string,
): string {
  const sentence = signs[0]?.sentence ?? '';
  const left = model
    ? `The model in ${model.folder} is from step ${String(model.card.training.bestStep)}, the best one before the collapse.`
    : `No evaluation in ${runFolder} was sound, so there is no model.`;
  return `The run ended at step ${step}. ${sentence} ${left}`;
}

function createReport(
  steps: number,
  say: (sentence: string) => void,
): RunReport & { readonly stop: () => void } {
  let progress: Progress | undefined;
  let choice: Progress | undefined;
  let firstAt = 0;
  return {
    note: say,
    step: (row, firstStep, status) => {
      if (!progress) {
        progress = createProgress('Training', { total: steps - firstStep, unit: 'steps' });
        firstAt = Date.now();
        progress.update(0);
      }
      progress.update(
        row.step - firstStep,
        wordsOf(row, { firstStep, steps, seconds: (Date.now() - firstAt) / 1000, status }),
      );
    },
    decoding: (share) => {
      if (!choice) {
        progress?.stop();
        choice = createProgress('Choosing the decoding', { total: 100, unit: '%' });
      }
      choice.update(Math.round(100 * share));
    },
    stop: () => {
      (choice ?? progress)?.stop();
    },
  };
}

function wordsOf(
  row: LossRow,
  {
    firstStep,
    steps,
    seconds,
    status,
  }: {
    readonly firstStep: number;
    readonly steps: number;
    readonly seconds: number;
    readonly status: RunStatus;
  },
): string {
  const rate = seconds > 0 ? `, ${((row.step - firstStep) / seconds).toFixed(1)} steps/s` : '';
  const losses = `discriminator ${row.discriminatorLoss.toFixed(3)}, generator ${row.generatorLoss.toFixed(3)}`;
  return `(step ${row.step}/${steps}${rate}; ${losses}, penalty ${row.penalty.toFixed(2)}; ${watchWords(status)})`;
}

/** The latest measures and what the watch makes of the run, in a few words. */
function watchWords({ evaluation, signs }: RunStatus): string {
  const { coverage, distinct } = evaluation?.metrics ?? {};
  const measures =
    coverage === undefined || distinct === undefined
      ? ''
      : `coverage ${coverage.toFixed(2)}, distinct ${Math.round(100 * distinct)} %, `;
  const codes = signs.map(({ code }) => code).join(', ');
  return `${measures}watch: ${verdictOf(signs)}${codes ? ` (${codes})` : ''}`;
}

void runCommand(program);
