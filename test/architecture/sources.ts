import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const ROOT = path.resolve(__dirname, '../..');

/** Files below a folder of the repository, as paths from its root with `/` between names. */
export function filesUnder(folder: string): string[] {
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

/** The packages and modules of Node that a source imports, types included. */
export function packagesOf(file: string): string[] {
  return ts
    .preProcessFile(textOf(file))
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.'));
}

/** The files of the repository that a source imports, exports from or requires, types included. */
export function importsOf(file: string, known: ReadonlySet<string>): string[] {
  return ts.preProcessFile(textOf(file)).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const base = path.posix.join(path.posix.dirname(file), fileName);
    return [base, `${base}.ts`, `${base}.d.ts`, `${base}/index.ts`].find((each) => known.has(each)) ?? [];
  });
}
