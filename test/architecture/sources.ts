import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.resolve(__dirname, '../..');

/** Files below a folder of the repository, as paths from its root with `/` between names. */
function filesUnder(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** TypeScript files below a folder, declarations included. */
export function sourcesUnder(folder: string): string[] {
  return filesUnder(folder).filter((file) => file.endsWith('.ts'));
}

export function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** What a source imports, exports from or requires, types included, as it is written. */
function specifiersOf(file: string): string[] {
  return ts.preProcessFile(textOf(file), true, true).importedFiles.map(({ fileName }) => fileName);
}

/** The packages and modules of Node that a source imports. */
export function packagesOf(file: string): string[] {
  return specifiersOf(file).filter((name) => !name.startsWith('.'));
}

const FILES = new Set(filesUnder('src'));

/** The files of the repository that a source imports; one outside `src` is given as it is written, from the root. */
export function importsOf(file: string): string[] {
  return specifiersOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => {
      const base = path.posix.join(path.posix.dirname(file), name);
      return [base, `${base}.ts`, `${base}.d.ts`, `${base}/index.ts`].find((each) => FILES.has(each)) ?? base;
    });
}
