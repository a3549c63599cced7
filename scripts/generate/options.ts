import { Command } from 'commander';
import type { VoiceName } from '../../src/engine/request/request';
import {
  LISTED_NAMES,
  optionName,
  REQUEST_VALUES,
  type ValueName,
} from '../../src/engine/request/request-values';
import { BAR_CHOICES } from '../../src/rhythm/grid';
import { VOICE_IDS } from '../../src/rhythm/voices';
import { numberWithin, oneOf, wholeNumber } from '../support/arguments';
import { SHIPPED_MODEL } from '../support/read-model';

/** What the command was told, the values of a request among it. */
export interface Options extends Partial<Readonly<Record<ValueName, number>>> {
  readonly style?: string;
  readonly listStyles?: boolean;
  readonly seed?: number;
  readonly bars: string;
  readonly count: number;
  readonly tempo?: number;
  readonly lock?: readonly VoiceName[];
  readonly from?: string;
  readonly like?: string;
  readonly variations: number;
  readonly allowCopies?: true;
  readonly mayOmitParts?: true;
  readonly model: string;
  readonly out: string;
  readonly picture?: boolean;
  readonly json?: boolean;
}

/** What is played unless told; a model without it plays the first of its own. */
export const PREFERRED_STYLE = 'house';

/** The command line of `generate`, which hands on what it was told. */
export function commandFor(generate: (options: Options) => Promise<void>): Command {
  const command = new Command('generate')
    .description('Writes new drum rhythms as .mid files and shows them in the terminal.')
    .option('--style <name>', `style of the rhythm (default: ${PREFERRED_STYLE}, if the model has it)`)
    .option('--list-styles', 'list the styles of the model and exit')
    .option(
      '--seed <n>',
      'the same seed gives the same rhythm (default: random, and printed)',
      wholeNumber(0),
    )
    .option('--bars <n>', `length in bars: ${BAR_CHOICES.join(', ')}`, '4')
    .option('--count <n>', 'how many rhythms, from seeds N, N+1, …', wholeNumber(1, 100_000), 1)
    .option('--tempo <bpm>', "tempo of the file (default: the style's)", numberWithin(20, 400));
  for (const name of LISTED_NAMES) {
    const { most, help } = REQUEST_VALUES[name];
    command.option(`--${optionName(name)} <0..${most}>`, help, numberWithin(0, most));
  }
  return command
    .option(
      '--lock <voices>',
      `keep these voices of the --from clip, comma-separated: ${VOICE_IDS.join(', ')}`,
      voiceList,
    )
    .option('--from <file.mid>', 'the clip whose voices --lock keeps')
    .option('--like <file.mid>', 'write rhythms similar to this clip; --variation sets how far they stray')
    .option('--variations <n>', 'how many related rhythms per seed: A, B, C, …', wholeNumber(1, 26), 1)
    .option('--allow-copies', 'allow rhythms with exactly the same hits as a training rhythm')
    .option(
      '--may-omit-parts',
      'as learned: a rhythm may break the rules of its style, and lack kick, snare or clap, or hats, as often as those it learned from do',
    )
    .option('--model <folder>', 'folder of the model', SHIPPED_MODEL)
    .option('--out <folder>', 'folder for the .mid files', 'out')
    .option('--picture', 'also write each rhythm as an .svg picture')
    .option('--json', 'print one JSON document instead of grids')
    .action(generate);
}

/** The names of some voices, for commander. */
function voiceList(text: string): VoiceName[] {
  return text.split(',').map((word) => oneOf(VOICE_IDS)(word.trim()));
}
