import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = join(__dirname, '../..');

/** Runs one of the commands in scripts/ as a user would and waits for its end. */
export function runScript(name: string, words: readonly string[]): Promise<CommandResult> {
  const argv = [require.resolve('ts-node/dist/bin'), join(ROOT, 'scripts', `${name}.ts`), ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: ROOT, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
  });
}
