import { Command } from 'commander';
import { MAX_TEMPERATURE, type VoiceName } from '../../src/engine/request/request';
import { BAR_CHOICES } from '../../src/rhythm/grid';
import { VOICE_IDS } from '../../src/rhythm/voices';
import { numberWithin, oneOf, wholeNumber } from '../support/arguments';
import { SHIPPED_MODEL } from '../support/read-model';

/** What the command was told. */
export interface Options {
  readonly style?: string;
  readonly listStyles?: boolean;
  readonly seed?: number;
  readonly bars: string;
  readonly count: number;
  readonly tempo?: number;
  readonly density?: number;
  readonly syncopation?: number;
  readonly hatOpenness?: number;
  readonly energy?: number;
  readonly variation?: number;
  readonly swing?: number;
  readonly humanise?: number;
  readonly temperature?: number;
  readonly styleStrength?: number;
  readonly fill?: number;
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
  return new Command('generate')
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
    .option('--tempo <bpm>', "tempo of the file (default: the style's)", numberWithin(20, 400))
    .option(
      '--density <0..1>',
      'sparse … busy for the style (default: drawn from its range)',
      numberWithin(0, 1),
    )
    .option(
      '--syncopation <0..1>',
      "on the beat … as syncopated as the style gets (default: the style's)",
      numberWithin(0, 1),
    )
    .option(
      '--hat-openness <0..1>',
      "closed hats … as open as the style gets (default: the style's)",
      numberWithin(0, 1),
    )
    .option(
      '--energy <0..1>',
      "how hard the beats are hit: light … driving (default: the style's)",
      numberWithin(0, 1),
    )
    .option(
      '--variation <0..1>',
      'how far later phrases depart from the first, and the rhythm from --like (default: 0.4)',
      numberWithin(0, 1),
    )
    .option(
      '--swing <0..1>',
      'straight … a full triplet (default: as the model plays it)',
      numberWithin(0, 1),
    )
    .option(
      '--humanise <0..1>',
      'machine … loose; 0.5 is as the model plays it (default: 0.5)',
      numberWithin(0, 1),
    )
    .option(
      `--temperature <0..${MAX_TEMPERATURE}>`,
      'the safest rhythm … the wildest (default: 1)',
      numberWithin(0, MAX_TEMPERATURE),
    )
    .option('--style-strength <0..1>', 'any style … the style (default: 1)', numberWithin(0, 1))
    .option(
      '--fill <0..1>',
      'how full the last of 4 or 8 bars is: no fill … a whole bar of it (default: 0.4)',
      numberWithin(0, 1),
    )
    .option(
      '--lock <voices>',
      `keep these voices of the --from clip, comma-separated: ${VOICE_IDS.join(', ')}`,
      voiceList,
    )
    .option('--from <file.mid>', 'the clip whose voices --lock keeps')
    .option('--like <file.mid>', 'write rhythms similar to this clip; --variation sets how far they stray')
    .option('--variations <n>', 'how many related rhythms per seed: A, B, C, …', wholeNumber(1, 26), 1)
    .option('--allow-copies', 'allow rhythms with exactly the same hits as a training rhythm')
    .option('--may-omit-parts', 'allow rhythms without kick, backbeat or hats, as often as in the style')
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
