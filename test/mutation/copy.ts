import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../architecture/sources';

/** What the tests need of the repository; the built device is not among it: a changed source would not be what it is of. */
const COPIED = ['src', 'scripts', 'test', 'models', 'package.json', 'tsconfig.json', '.mocharc.json'];

const copies = new Set<string>();
process.once('exit', () => {
  copies.forEach(removeCopy);
});

export const MOCHA = path.join(ROOT, 'node_modules/mocha/bin/mocha.js');

/** Makes a copy of the repository to run tests in with something changed; see {@link removeCopy}. */
export function makeCopy(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourfloor-mutation-'));
  copies.add(folder);
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'dir');
  return folder;
}

export function removeCopy(folder: string): void {
  copies.delete(folder);
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}
