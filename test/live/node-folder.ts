import { transformSync } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FLAG_ON_DISK, type FrozenDevice } from './container';

/** Where the child process finds what Max's own loader would give it. */
export interface Loader {
  readonly launcher: string;
  /** The folder that NODE_PATH names: it holds `max-api` and nothing else. */
  readonly modules: string;
}

let loader: Loader | undefined;

/** Writes the launcher and the stand-in `max-api` once per test run. */
export function nodeLoader(): Loader {
  return (loader ??= writeLoader());
}

function writeLoader(): Loader {
  const folder = temporaryFolder('max-loader-');
  const source = readFileSync(path.join(__dirname, 'node-child.ts'), 'utf8');
  const launcher = path.join(folder, 'launcher.js');
  writeFileSync(launcher, transformSync(source, { loader: 'ts', format: 'cjs', target: 'node20' }).code);
  const modules = path.join(folder, 'modules');
  mkdirSync(path.join(modules, 'max-api'), { recursive: true });
  writeFileSync(
    path.join(modules, 'max-api', 'index.js'),
    "module.exports = globalThis[Symbol.for('max-api')];\n",
  );
  return { launcher, modules };
}

/** An empty folder with the files that Max writes to disk for this device, those of flag 0x08, and no others. */
export function extractedFolder(device: FrozenDevice): string {
  const folder = temporaryFolder('frozen-device-');
  for (const { name, flag, bytes } of device.files) {
    if (flag === FLAG_ON_DISK) writeFileSync(path.join(folder, name), bytes);
  }
  return folder;
}

const folders = new Set<string>();

function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
