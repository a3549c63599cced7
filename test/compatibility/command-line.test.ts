import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../corpus/support/fixtures';
import { runProgram, runScript } from '../support/command';
import { assertHolds } from './support/assert-holds';
import { fixture, fixturePath } from './support/fixtures';
import type { Listed, ListedOption } from './support/list-options';

type Listing = Readonly<Record<string, Listed>>;

/** The commands of 0.1.0 by the words that name them. */
const COMMANDS = fixture<Listing>('command-line', 'options.json');
const NAMES = Object.keys(COMMANDS).filter((words) => !words.includes(' '));

/** What `npm run` starts by a name: the rest of the line behind `ts-node`. */
function scriptOf(name: string): string {
  const file = join(__dirname, '../../package.json');
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> };
  const [, script] = /^ts-node (\S+\.ts)$/.exec(scripts[name] ?? '') ?? [];
  assert.ok(script, `npm run ${name} starts no command any more`);
  return script;
}

describe('the command line, for scripts that were written for 0.1.0,', function () {
  this.timeout(60_000);
  let now: Listing;
  before(async () => {
    const program = join(__dirname, 'support/list-options.ts');
    const { stdout, stderr } = await runProgram(program, NAMES.map(scriptOf));
    assert.ok(stdout.startsWith('{'), stderr);
    now = JSON.parse(stdout) as Listing;
  });

  for (const [words, { options, commands = [], arguments: given }] of Object.entries(COMMANDS)) {
    const known = (): Listed => {
      const listed = now[words];
      assert.ok(listed, `there is no command ${words} any more`);
      return listed;
    };
    const optionNow = ({ name }: ListedOption): ListedOption | undefined =>
      known().options.find((option) => option.name === name);

    it(`takes every option of ${words} as before, and needs no other`, () => {
      for (const option of options) {
        const found = optionNow(option);
        assert.ok(found, `${words} takes no ${option.name} any more`);
        assert.equal(found.takes, option.takes, option.name);
      }
      const wanted = options.filter(({ isNeeded }) => isNeeded).map(({ name }) => name);
      for (const { name, isNeeded } of known().options)
        assert.ok(!isNeeded || wanted.includes(name), `${words} now needs ${name}`);
      assert.deepEqual(known().arguments, given);
      for (const command of commands) assert.ok(known().commands?.includes(command), command);
    });
  }
});

describe('the document of generate --json', function () {
  this.timeout(60_000);
  const SHAPES = fixture<Readonly<Record<string, unknown>>>('command-line', 'json.json');
  const clip = fixturePath('rhythm.mid');
  const share = (...names: readonly string[]): string[] => names.flatMap((name) => [`--${name}`, '0.5']);
  /** The words behind each of the commands that 0.1.0 was given. */
  const WORDS: Readonly<Record<string, readonly string[]>> = {
    'generate --list-styles': ['--list-styles'],
    'generate --lock kick --from CLIP --variations 2': [
      ...['--lock', 'kick', '--from', clip, '--variations', '2', '--seed', '7', '--bars', '2'],
      ...share('density', 'syncopation', 'hat-openness', 'energy', 'variation', 'swing', 'humanise'),
      ...share('temperature', 'style-strength', 'fill'),
      ...['--allow-copies', '--may-omit-parts'],
    ],
    'generate --like CLIP': ['--like', clip, '--seed', '7'],
  };

  const shapes = new Map<string, unknown>();
  before(async () => {
    await withFolder(async (folder) => {
      const runs = Object.entries(WORDS).map(async ([name, words]) => {
        const common = ['--json', '--model', fixturePath('model'), '--out', folder];
        const { code, stdout, stderr } = await runScript('generate', [...words, ...common]);
        assert.equal(code, 0, stderr);
        shapes.set(name, shapeOf(JSON.parse(stdout)));
      });
      await Promise.all(runs);
    });
  });

  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`has every key that other programs read in it, each of the same kind as before: ${name}`, () => {
      assertHolds(shapes.get(name), shape, name);
    });
  }
});

/** Objects by key, lists by what all of their elements have, anything else by its type. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [value.map(shapeOf).reduce(shared)];
  if (!isRecord(value)) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shapeOf(item)]));
}

/** What two shapes have in common. */
function shared(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === 0 || b.length === 0 ? [] : [shared(a[0], b[0])];
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a).filter((key) => key in b);
    return Object.fromEntries(keys.map((key) => [key, shared(a[key], b[key])]));
  }
  return a === b ? a : 'different types';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
