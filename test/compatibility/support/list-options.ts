/**
 * Prints what the commands in the files of its arguments take, as JSON by the words that name each. A script is loaded as
 * `npm run` loads it, but none comes to parse a word: twelve commands in one process, where `--help` would start twelve.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Command, type Option } from 'commander';

/** What a command takes. */
export interface Listed {
  readonly arguments: readonly string[];
  readonly options: readonly ListedOption[];
  /** Its own commands, such as the sources of a corpus. */
  readonly commands?: readonly string[];
}

export interface ListedOption {
  readonly name: string;
  readonly takes: 'nothing' | 'value' | 'values';
  /** Whether the command refuses to run without it. */
  readonly isNeeded?: boolean;
}

const loaded: Command[] = [];
Command.prototype.parseAsync = function (this: Command) {
  loaded.push(this);
  return Promise.resolve(this);
};
// Each command listens on both.
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);

function listed(command: Command): Listed {
  return {
    arguments: command.registeredArguments.map((argument) => {
      return `<${argument.name()}${argument.variadic ? '...' : ''}>`;
    }),
    options: command.options.map(optionOf),
    ...(command.commands.length > 0 && { commands: command.commands.map((each) => each.name()) }),
  };
}

function optionOf({ long, short, required, variadic, mandatory }: Option): ListedOption {
  return {
    name: long ?? short ?? '',
    takes: required ? (variadic ? 'values' : 'value') : 'nothing',
    ...(mandatory && { isNeeded: true }),
  };
}

/** A command by its name, and its own ones by both. */
function entriesOf(program: Command): [string, Listed][] {
  const own = program.commands.map((each): [string, Listed] => [
    `${program.name()} ${each.name()}`,
    listed(each),
  ]);
  return [[program.name(), listed(program)], ...own];
}

const load = createRequire(__filename);
for (const file of process.argv.slice(2)) load(resolve(file));
process.stdout.write(JSON.stringify(Object.fromEntries(loaded.flatMap(entriesOf))));
