import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { MOCHA } from '../../mutation/copy';

/** The first test that failed. */
export interface Failure {
  readonly file: string;
  readonly title: string;
  readonly message: string;
}

export interface TestRun {
  readonly failure?: Failure;
  /** It did not end within its time and was ended. */
  readonly isHung: boolean;
  readonly seconds: number;
}

export interface TestRunOptions {
  readonly limitMs: number;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * It compares the device in the repository with a fresh build, byte by byte: it would notice every change, the harmless
 * ones too, and none of them by what it does.
 */
const LEFT_OUT = 'the committed device';

const running = new Set<ChildProcess>();

/** Ends the tests that run, and whatever they started. */
export function endRunningTests(): void {
  for (const child of running) endGroup(child);
}

// They are in groups of their own, so that nothing else ends them.
process.once('exit', endRunningTests);

/** Runs test files of a copy, in their order, up to the first test that fails. */
export function runTests(
  folder: string,
  files: readonly string[],
  { limitMs, env = {} }: TestRunOptions,
): Promise<TestRun> {
  const report = path.join(folder, 'report.json');
  rmSync(report, { force: true });
  const words = [
    ...['--bail', '--exit', '--reporter', 'json', '--reporter-option', `output=${report}`],
    ...['--fgrep', LEFT_OUT, '--invert', ...files],
  ];
  const since = Date.now();
  return new Promise((resolve, reject) => {
    // A group of its own, so that processes of the tests end with it.
    const child = spawn(process.execPath, [MOCHA, ...words], {
      cwd: folder,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(child);
    let said = '';
    let isHung = false;
    child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-20_000)));
    const timer = setTimeout(() => {
      isHung = true;
      endGroup(child);
    }, limitMs);
    child.on('error', reject);
    // Not `close`: a process left behind may hold the pipe open.
    child.on('exit', (code) => {
      clearTimeout(timer);
      running.delete(child);
      endGroup(child);
      const seconds = (Date.now() - since) / 1000;
      const failure = isHung || code === 0 ? undefined : failureIn(report, folder, said);
      resolve({ isHung, seconds, ...(failure && { failure }) });
    });
  });
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

interface Report {
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly file?: string;
    readonly err?: { readonly message?: string };
  }[];
}

/** What failed by mocha's report; without one, by the last that it said. */
function failureIn(report: string, folder: string, said: string): Failure {
  if (existsSync(report)) {
    const [first] = (JSON.parse(readFileSync(report, 'utf8')) as Report).failures;
    if (first)
      return {
        file: first.file === undefined ? '' : path.relative(folder, first.file),
        title: first.fullTitle,
        message: oneLine(first.err?.message ?? ''),
      };
  }
  const error = said.split('\n').find((line) => /Error\b.*:/.test(line)) ?? said.trim().split('\n').at(-1);
  return { file: '', title: 'the tests could not be loaded', message: oneLine(error ?? '') };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 160);
}
