import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Variables on top of this process's own. */
type Environment = Readonly<Record<string, string>>;

const ROOT = join(__dirname, '../..');

const TS_NODE = require.resolve('ts-node/dist/bin');

function scriptFile(name: string): string {
  return join(ROOT, 'scripts', `${name}.ts`);
}

/** Starts one of the commands in scripts/, for tests that interrupt it. */
export function startScript(
  name: string,
  words: readonly string[],
  env: Environment = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [TS_NODE, scriptFile(name), ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
}

/** Runs one of the commands in scripts/ as a user would and waits for its end. */
export function runScript(
  name: string,
  words: readonly string[],
  env: Environment = {},
): Promise<CommandResult> {
  return runProgram(scriptFile(name), words, env);
}

/** The same on another version of Node. @param engine its program */
export function runScriptOn(engine: string, name: string, words: readonly string[]): Promise<CommandResult> {
  return run(engine, [TS_NODE, scriptFile(name), ...words], {});
}

/** Runs a TypeScript file in a process of its own and waits for its end. */
export function runProgram(
  file: string,
  words: readonly string[],
  env: Environment = {},
): Promise<CommandResult> {
  return run(process.execPath, [TS_NODE, file, ...words], env);
}

function run(engine: string, words: readonly string[], env: Environment): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      engine,
      words,
      { cwd: ROOT, maxBuffer: 2 ** 28, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
  });
}
