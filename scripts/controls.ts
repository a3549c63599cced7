import { Command } from 'commander';
import { readCorpus } from '../src/corpus/read-corpus';
import { loadEngine } from '../src/engine/engine';
import { loadGenerator } from '../src/engine/network/generator';
import type { StyledPattern } from '../src/evaluation/baselines';
import { heldOutPattern } from '../src/evaluation/held-out';
import { BAR_CHOICES } from '../src/rhythm/grid';
import { type Bench, CONTROLS } from './controls/control';
import { measureLikeness } from './controls/likeness';
import { measureLocks } from './controls/locks';
import { measureMemory } from './controls/memory';
import { measureMorph } from './controls/morph';
import { sweep } from './controls/sweep';
import { type Measured, measuredText } from './controls/table';
import { oneOf, wholeNumber } from './support/arguments';
import { UsageError, runCommand } from './support/cli';
import { refuseUnknownStyle } from './support/known-style';
import { SHIPPED_MODEL, readModelFolder } from './support/model-folder';
import { createProgress } from './support/progress';

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
  .description('Measures whether every control does what it says: what was asked for and what came of it.')
  .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
  .option('--style <name>', 'style to ask for', 'house')
  .option('--requests <n>', 'requests per control, 0 for none', count, 500)
  .option(
    '--bars <n>',
    `length in bars: ${BAR_CHOICES.filter((bars) => bars >= 4).join(' or ')}`,
    oneOf(['4', '8']),
    '4',
  )
  .option('--locks <n>', 'also lock voices of so many real rhythms (needs --corpus)', count, 0)
  .option('--like <n>', 'also read so many real rhythms (needs --corpus)', count, 0)
  .option('--morph <n>', 'also cross so many morph pads', count, 0)
  .option('--memory <n>', 'also make so many requests of every kind and see what they leave', count, 0)
  .option('--corpus <folder>', 'folder that `npm run corpus` has written, for held-out real rhythms')
  .option('--seed <n>', 'seed of the first request and of the draws', wholeNumber(0), 1)
  .option('--json', 'print the figures as one JSON document')
  .action(run);

void runCommand(program);

async function run(options: Options): Promise<void> {
  const { style, seed, requests, json } = options;
  if ((options.locks > 0 || options.like > 0) && options.corpus === undefined)
    throw new UsageError('--locks and --like take real rhythms: say where with --corpus.');
  const files = await readModelFolder(options.model);
  const engine = await loadEngine(files);
  const generator = await loadGenerator(files);
  try {
    refuseUnknownStyle(style, engine.card);
    const measured = await measure({ engine, generator, style }, options);
    if (json)
      console.log(
        JSON.stringify({ model: engine.card.name, style, seed, requests, ...measured }, undefined, 2),
      );
    else console.log(measuredText(measured));
  } finally {
    engine.dispose();
    generator.dispose();
  }
}

async function measure(bench: Bench, options: Options): Promise<Measured> {
  const { seed, requests, locks, like, morph, memory, corpus, json } = options;
  const material = corpus !== undefined && locks + like > 0 ? await readMaterial(corpus, bench) : NO_MATERIAL;
  const showing = <Figures>(label: string, total: number, work: (tick: () => void) => Figures): Figures => {
    const progress = createProgress(label, { total, unit: 'requests', silent: json ?? false });
    let done = 0;
    try {
      return work(() => {
        progress.update(++done);
      });
    } finally {
      progress.stop();
    }
  };
  const controls =
    requests === 0
      ? []
      : CONTROLS.map((control) =>
          showing(control.name, requests, (onRequest) =>
            sweep(control, { bench, requests, bars: Number(options.bars), seed, onRequest }),
          ),
        );
  return {
    controls,
    ...(locks > 0 && {
      locks: showing('locks', locks, (onRequest) =>
        measureLocks({ bench, ...material, requests: locks, seed, onRequest }),
      ),
    }),
    ...(like > 0 && {
      likeness: showing('like', like, (onPattern) =>
        measureLikeness({ bench, sources: material.judges, patterns: like, seed, onPattern }),
      ),
    }),
    ...(morph > 0 && {
      morph: showing('morph', morph, (onPad) => measureMorph({ bench, pads: morph, seed, onPad })),
    }),
    ...(memory > 0 && {
      memory: showing('memory', memory, (onRequest) =>
        measureMemory({ bench, requests: memory, seed, onRequest }),
      ),
    }),
  };
}

interface Material {
  readonly training: readonly StyledPattern['pattern'][];
  /** Validation patterns, to take voices of. */
  readonly sources: readonly StyledPattern[];
  /** Test patterns, to judge by. */
  readonly judges: readonly StyledPattern[];
}

const NO_MATERIAL: Material = { training: [], sources: [], judges: [] };

/** The real rhythms of a corpus, of the styles that the model knows. */
async function readMaterial(corpus: string, { engine }: Bench): Promise<Material> {
  const known = new Set(engine.card.styles.map(({ name }) => name));
  const splits: Record<'train' | 'validation' | 'test', StyledPattern[]> = {
    train: [],
    validation: [],
    test: [],
  };
  for await (const record of readCorpus(corpus))
    if (known.has(record.style)) splits[record.split].push(heldOutPattern(record));
  if (splits.validation.length === 0 || splits.test.length === 0)
    throw new Error(`${corpus} has no validation or no test patterns of the styles that the model knows.`);
  return {
    training: splits.train.map(({ pattern }) => pattern),
    sources: splits.validation,
    judges: splits.test,
  };
}
