// Puts a text on the clipboard by the system's own program for that: Max's scripts cannot reach it. main.ts
// gives it to program.ts. No shell is in between, and whatever fails is a false: the text is shown as well.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** A program that takes from its input what is to be on the clipboard. */
export interface ClipboardProgram {
  readonly path: string;
  readonly encode: (text: string) => Uint8Array;
  /** Variables on top of this process's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Longest wait for the program. */
const PATIENCE_MS = 3000;

/** The program of a system; undefined for one that Live does not run on. */
export function clipboardProgram(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): ClipboardProgram | undefined {
  if (platform === 'darwin') {
    // Without a locale pbcopy takes the bytes for MacRoman.
    return {
      path: '/usr/bin/pbcopy',
      encode: (text) => Buffer.from(text),
      environment: { LC_CTYPE: 'UTF-8' },
    };
  }
  if (platform !== 'win32') return undefined;
  // Clip knows a text of more than the console's letters by the mark at its beginning.
  return {
    path: join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'clip.exe'),
    encode: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    environment: {},
  };
}

/** Whether the text is on the clipboard now. Never rejects. */
export function copyText(
  text: string,
  program = clipboardProgram(process.platform, process.env),
): Promise<boolean> {
  if (!program) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(program.path, [], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...process.env, ...program.environment },
      windowsHide: true,
      timeout: PATIENCE_MS,
    });
    child.once('error', () => {
      resolve(false);
    });
    child.once('close', (code) => {
      resolve(code === 0);
    });
    // A program that ends before it has read everything; its exit code tells.
    child.stdin.once('error', () => undefined);
    child.stdin.end(program.encode(text));
  });
}
