import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT, sourcesUnder } from '../../architecture/sources';

/** The rooms whose faults are planted. */
export const ROOMS = ['src/device', 'src/amxd'] as const;

/** Tests of the stand-in start files that nothing imports. */
const ALWAYS_READ = ['test/live', 'test/support'];

/** A test file, and what stands behind a result of it: everything that it could read. */
export interface TestFile {
  readonly file: string;
  readonly hash: string;
}

/** The sources that faults are planted in: no types and no declarations. */
export function plantableSources(): string[] {
  return ROOMS.flatMap(sourcesUnder).filter((file) => !file.endsWith('.d.ts'));
}

/** The test files that import anything of the rooms, directly or by way of others. */
export function testFiles(): TestFile[] {
  const shared = hashOf([
    ...sourcesUnder('src'),
    ...sourcesUnder('scripts'),
    ...ALWAYS_READ.flatMap(sourcesUnder),
    ...['package.json', 'package-lock.json', '.mocharc.json', 'tsconfig.json'],
    ...filesIn('models/house'),
  ]);
  return sourcesUnder('test').flatMap((file) => {
    if (!file.endsWith('.test.ts') || file.startsWith('test/sabotage/')) return [];
    const closure = closureOf(file);
    if (!closure.some((each) => ROOMS.some((room) => each.startsWith(`${room}/`)))) return [];
    const own = hashOf(closure.filter((each) => each.startsWith('test/')));
    return [{ file, hash: hashOfText(shared + own) }];
  });
}

export function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const place = path.join(ROOT, file);
    if (existsSync(place)) hash.update(file).update('\0').update(readFileSync(place)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder: string): string[] {
  const place = path.join(ROOT, folder);
  return existsSync(place) ? readdirSync(place).map((name) => `${folder}/${name}`) : [];
}

const importsOf = new Map<string, readonly string[]>();

/** A file and all that it imports, from the root of the repository. */
export function closureOf(file: string): string[] {
  const found = new Set([file]);
  for (const each of found) {
    let imports = importsOf.get(each);
    if (!imports) importsOf.set(each, (imports = directImports(each)));
    for (const next of imports) found.add(next);
  }
  return [...found];
}

function directImports(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith('.')) return [];
    const base = path.posix.join(path.posix.dirname(file), fileName);
    const place = [`${base}.ts`, `${base}/index.ts`].find((each) => existsSync(path.join(ROOT, each)));
    return place === undefined ? [] : [place];
  });
}
