import { Command } from 'commander';
import { measureControls } from '../src/measure/controls/controls-figures';
import { controlsText } from '../src/measure/controls/controls-table';
import { withModel } from '../src/measure/controls/measured-model';
import { BAR_CHOICES } from '../src/rhythm/grid';
import { oneOf, wholeNumber } from './support/arguments';
import { UsageError, runCommand } from './support/cli';
import { refuseUnknownStyle } from './support/known-style';
import { SHIPPED_MODEL, readModelFolder } from './support/read-model';
import { showProgress } from './support/progress';

interface Options {
  readonly model: string;
  readonly style: string;
  readonly requests: number;
  readonly bars: string;
  readonly seed: number;
  readonly locks: number;
  readonly like: number;
  readonly morph: number;
  readonly memory: number;
  readonly corpus?: string;
  readonly json?: boolean;
}

const count = wholeNumber(0, 1_000_000);

const program = new Command('controls')
  .description('Measures whether every control does what it says: what was asked for and what came out.')
  .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
  .option('--style <name>', 'style to ask for', 'house')
  .option('--requests <n>', 'requests per control, 0 for none', count, 500)
  .option(
    '--bars <n>',
    `length in bars: ${BAR_CHOICES.filter((bars) => bars >= 4).join(' or ')}`,
    oneOf(['4', '8']),
    '4',
  )
  .option('--locks <n>', 'also lock voices of this many real rhythms (needs --corpus)', count, 0)
  .option('--like <n>', 'also recover this many real rhythms (needs --corpus)', count, 0)
  .option('--morph <n>', 'also cross this many morph pads', count, 0)
  .option('--memory <n>', 'also make this many requests of every kind and check for memory leaks', count, 0)
  .option('--corpus <folder>', 'folder written by `npm run corpus`, for held-out real rhythms')
  .option('--seed <n>', 'seed of the first request and of the draws', wholeNumber(0), 1)
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(options: Options): Promise<void> {
  const { style, seed, requests, json = false } = options;
  if ((options.locks > 0 || options.like > 0) && options.corpus === undefined)
    throw new UsageError('--locks and --like need real rhythms: add --corpus.');
  const showing = showProgress('requests', json);
  await withModel(await readModelFolder(options.model), style, async (model) => {
    const { card } = model.engine;
    refuseUnknownStyle(style, card);
    const figures = await measureControls(model, { ...options, bars: Number(options.bars), showing });
    const document = { model: card.name, style, seed, requests, ...figures };
    console.log(json ? JSON.stringify(document, undefined, 2) : controlsText(figures));
  });
}
