import { type Engine, loadEngine } from '../src/engine/engine';
import { makeFolder } from '../src/files/whole';
import { hitsToJson, printJson, requestToJson } from './generate/json-output';
import { type Options, commandFor } from './generate/options';
import { requestsOf } from './generate/requests';
import { writeRhythm } from './generate/rhythm-file';
import { printRhythm, sayInversion } from './generate/terminal';
import { EXIT, runCommand } from './support/cli';
import { watchInterrupts } from './support/interrupts';
import { readModelFolder } from './support/read-model';
import { createProgress } from './support/progress';

/** The letters of related rhythms, in the order of `--variations`. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

void runCommand(commandFor(generate));

async function generate(options: Options): Promise<void> {
  const engine = await loadEngine(await readModelFolder(options.model));
  try {
    if (options.listStyles) printStyles(engine, options);
    else await writeRhythms(engine, options);
  } finally {
    engine.dispose();
  }
}

function printStyles({ card }: Engine, { json }: Options): void {
  if (json) {
    printJson({
      model: card.name,
      styles: card.styles.map(({ name, tempoBpm }) => ({ name, tempo: tempoBpm })),
    });
    return;
  }
  for (const { name, tempoBpm } of card.styles) console.log(`${name.padEnd(16)}${tempoBpm} bpm`);
}

async function writeRhythms(engine: Engine, options: Options): Promise<void> {
  const requests = await requestsOf(engine.card, options);
  if (!engine.card.originality && !options.json) {
    process.stderr.write(
      `The model ${engine.card.name} has no index of its training rhythms: copies of them will go unnoticed.\n`,
    );
  }
  await makeFolder(options.out);
  // Grids on the terminal are progress enough, and a bar would run into them.
  const showsGrids = !options.json && process.stdout.isTTY;
  const progress = createProgress('Generating', {
    total: requests.length,
    unit: 'rhythms',
    silent: showsGrids || requests.length < 100,
  });
  const interruption = watchInterrupts('Stopping after this rhythm');
  const patterns: object[] = [];
  try {
    for (const [done, request] of requests.entries()) {
      if (interruption.signal.aborted) {
        process.stderr.write(`Stopped; ${done} of ${requests.length} rhythms were written.\n`);
        process.exitCode = EXIT.interrupted;
        break;
      }
      const rhythms = engine.variations(request, options.variations);
      if (done === 0 && rhythms[0]?.inversion) sayInversion(rhythms[0].inversion, options);
      for (const [at, rhythm] of rhythms.entries()) {
        const letter = options.variations > 1 ? LETTERS[at]! : '';
        const written = await writeRhythm(rhythm, letter, options);
        if (options.json) patterns.push({ ...written, hits: hitsToJson(rhythm.pattern) });
        else printRhythm(rhythm, written);
      }
      progress.update(done + 1);
    }
  } finally {
    progress.stop();
    interruption.stop();
  }
  if (options.json) printJson({ model: engine.card.name, requests: requests.map(requestToJson), patterns });
}
