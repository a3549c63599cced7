import { dirname } from 'node:path';
import { Command } from 'commander';
import { readCorpus, readManifest } from '../src/corpus/read-corpus';
import type { CorpusRecord } from '../src/corpus/record';
import { loadEngine, type Engine } from '../src/engine/engine';
import { makeFolder, writeFileWhole } from '../src/files/whole';
import { countRules } from '../src/measure/keepers/count-rules';
import {
  HELD_OUT_CHOICES,
  readCorpusRhythms,
  type HeldOutChoice,
} from '../src/measure/keepers/corpus-rhythms';
import { judgementOf, measureKeepers } from '../src/measure/keepers/keepers-figures';
import { keepersJson } from '../src/measure/keepers/keepers-json';
import { keepersPage } from '../src/measure/keepers/keepers-page';
import { keepersText } from '../src/measure/keepers/keepers-text';
import { BAR_CHOICES } from '../src/rhythm/grid';
import { HOUSE_RULES, TECHNO_RULES } from '../src/rhythm/rules/club-styles';
import { LEAST_TAKES } from '../src/rhythm/rules/recorded-styles';
import { STYLE_RULES } from '../src/rhythm/rules/style-rules';
import { oneOf, wholeNumber } from './support/arguments';
import { UsageError, runCommand } from './support/cli';
import { refuseUnknownStyle } from './support/known-style';
import { createProgress, showProgress } from './support/progress';
import { SHIPPED_MODEL, readModelFolder } from './support/read-model';

interface Options {
  readonly model: string;
  readonly against?: string;
  readonly corpus?: string;
  readonly split: HeldOutChoice;
  readonly styles?: readonly string[];
  readonly count: number;
  readonly bars: string;
  readonly seed: number;
  readonly diversity: number;
  readonly median: number;
  readonly countRules?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** Styles whose rules were published: house-shaped windows of rock, for instance, say nothing about house. */
const PUBLISHED: ReadonlySet<string> = new Set([HOUSE_RULES.style, TECHNO_RULES.style]);

const program = new Command('keepers')
  .description(
    'Measures how many rhythms a producer would keep: those that keep every rule of their style (src/rhythm/rules).',
  )
  .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
  .option('--against <folder>', 'folder of another model to compare with')
  .option('--corpus <folder>', 'folder written by `npm run corpus`, to measure its rhythms as well')
  .option(
    '--split <name>',
    `held-out rhythms of the corpus to measure: ${HELD_OUT_CHOICES.join(', ')}`,
    oneOf(HELD_OUT_CHOICES),
    'both',
  )
  .option(
    '--styles <names>',
    'styles, separated by commas (default: all that have rules and the model knows)',
    (text) => text.split(',').map((name) => name.trim()),
  )
  .option('--count <n>', 'rhythms of each style and setting', wholeNumber(1, 100_000), 600)
  .option('--bars <n>', `length in bars: ${BAR_CHOICES.join(', ')}`, oneOf(BAR_CHOICES.map(String)), '4')
  .option('--seed <n>', 'seed of the first rhythm of each style', wholeNumber(0), 1)
  .option(
    '--diversity <n>',
    'also measure how far apart this many keepers of each style are; 0 for none',
    wholeNumber(0, 100_000),
    0,
  )
  .option(
    '--median <n>',
    'also find the median keeper among this many two-bar rhythms of each style; 0 for none',
    wholeNumber(0, 100_000),
    0,
  )
  .option('--out <file>', 'also write an HTML page with the worst twenty rhythms of each style drawn')
  .option(
    '--count-rules',
    'only count the rules of recorded styles (--styles) from the corpus and print them as JSON (needs --corpus)',
  )
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(options: Options): Promise<void> {
  if (options.countRules) await printCountedRules(options);
  else await printKeepers(options);
}

async function printCountedRules({ corpus, model, styles, json = false }: Options): Promise<void> {
  if (corpus === undefined) throw new UsageError('--count-rules counts a corpus: add --corpus.');
  const engine = await loadEngine(await readModelFolder(model));
  const known = engine.card.styles.map(({ name }) => name);
  engine.dispose();
  const wanted = new Set((styles ?? known).filter((style) => !PUBLISHED.has(style)));
  const counted = await readWithProgress(corpus, json, (records) => countRules(records, wanted));
  if (counted.length === 0)
    throw new Error(
      `${corpus} has no style with rules to count: each needs human training patterns of at least ${LEAST_TAKES} files.`,
    );
  console.log(JSON.stringify(counted, undefined, 2));
}

async function printKeepers(options: Options): Promise<void> {
  const { json = false, corpus, against, out } = options;
  const engine = await loadEngine(await readModelFolder(options.model));
  const other = against === undefined ? undefined : await loadEngine(await readModelFolder(against));
  try {
    const styles = stylesOf(engine, options);
    if (other) for (const style of styles) refuseUnknownStyle(style, other.card);
    const judgements = new Map(styles.map((style) => [style, judgementOf(style)]));
    const rhythms =
      corpus === undefined
        ? undefined
        : await readWithProgress(corpus, json, (records) =>
            readCorpusRhythms(records, { judgements, split: options.split }),
          );
    if (rhythms && [...rhythms.values()].every((one) => one.parts().length === 0))
      throw new Error(
        `${corpus} has no patterns in these styles: ${styles.join(', ')}. Choose with --styles.`,
      );
    const figures = styles.map((style) =>
      measureKeepers(engine, {
        ...options,
        style,
        bars: Number(options.bars),
        corpus: rhythms?.get(style),
        against: other,
        showing: showProgress('rhythms', json),
      }),
    );
    if (out !== undefined) {
      const lead = `${engine.card.name}: ${options.count} rhythms of each style from seed ${options.seed} on, ${options.bars} bars each, as learned two bars${corpus === undefined ? '' : `; beside the corpus ${corpus}`}.`;
      await makeFolder(dirname(out));
      await writeFileWhole(out, keepersPage(lead, figures));
    }
    console.log(json ? keepersJson(engine.card, options, figures) : keepersText(figures));
  } finally {
    engine.dispose();
    other?.dispose();
  }
}

/** @throws UsageError for a style without rules or that the model does not know */
function stylesOf({ card }: Engine, { styles }: Options): readonly string[] {
  const ruled = STYLE_RULES.map(({ style }) => style);
  const known = ruled.filter((style) => card.styles.some(({ name }) => name === style));
  if (!styles) {
    if (known.length > 0) return known;
    throw new Error(`${card.name} knows no style that has rules; these have: ${ruled.join(', ')}.`);
  }
  for (const style of styles) {
    refuseUnknownStyle(style, card);
    if (!ruled.includes(style))
      throw new UsageError(`There are no rules for “${style}”; choose from ${known.join(', ')}.`);
  }
  return styles;
}

/** Shows how far the work on all records of a corpus is. */
async function readWithProgress<Result>(
  corpus: string,
  silent: boolean,
  work: (records: AsyncIterable<CorpusRecord>) => Promise<Result>,
): Promise<Result> {
  const { windows } = await readManifest(corpus);
  const progress = createProgress('Reading the corpus', { total: windows, unit: 'patterns', silent });
  async function* counted(): AsyncGenerator<CorpusRecord> {
    let read = 0;
    for await (const record of readCorpus(corpus)) {
      yield record;
      progress.update(++read);
    }
  }
  try {
    return await work(counted());
  } finally {
    progress.stop();
  }
}
