import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = join(__dirname, '../..');

function argumentsOf(name: string, words: readonly string[]): string[] {
  return [require.resolve('ts-node/dist/bin'), join(ROOT, 'scripts', `${name}.ts`), ...words];
}

/** Starts one of the commands in scripts/, for tests that interrupt it. */
export function startScript(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, argumentsOf(name, words), { cwd: ROOT, env: { ...process.env, ...env } });
}

/** Runs one of the commands in scripts/ as a user would and waits for its end. */
export function runScript(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      argumentsOf(name, words),
      { cwd: ROOT, maxBuffer: 2 ** 28, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
  });
}
