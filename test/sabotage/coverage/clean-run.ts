import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { textOf } from '../../architecture/sources';
import { makeCopy, removeCopy } from '../../mutation/copy';
import { inTurn } from '../run/in-turn';
import { runTests } from '../run/mocha';
import { probed } from './functions';
import { plantableSources, type TestFile } from './test-files';

/** What a test file did in a run without a fault. */
export interface Measured extends TestFile {
  readonly seconds: number;
  /** The functions that it reached, see `placesOf`. */
  readonly reached: ReadonlySet<string>;
}

export interface CleanRunOptions {
  /** Where measurements are kept, by what was measured. */
  readonly cache: string;
  readonly jobs: number;
  readonly isStopped: () => boolean;
  /** Told how many have to be run, where there are any. */
  readonly onStart: (count: number) => void;
  readonly onDone: (file: string) => void;
}

const LIMIT_MS = 15 * 60_000;

/**
 * Runs each test file by itself and notes which functions of the rooms it reaches. What did not change since the last
 * time is taken from the cache.
 * @throws Error when a test fails without a fault
 */
export async function cleanRun(
  files: readonly TestFile[],
  { cache, jobs, isStopped, onStart, onDone }: CleanRunOptions,
): Promise<Measured[]> {
  mkdirSync(cache, { recursive: true });
  const known = new Map(files.flatMap((test) => knownIn(cache, test)));
  const unknown = files.filter(({ file }) => !known.has(file));
  if (unknown.length > 0) {
    onStart(unknown.length);
    const copies = Array.from({ length: Math.min(jobs, unknown.length) }, probedCopy);
    try {
      await inTurn(unknown, copies, isStopped, async (test, copy) => {
        const measured = await measure(test, copy);
        keepIn(cache, measured);
        known.set(test.file, measured);
        onDone(test.file);
      });
    } finally {
      copies.forEach(removeCopy);
    }
  }
  return files.flatMap(({ file }) => known.get(file) ?? []);
}

function probedCopy(): string {
  const folder = makeCopy();
  for (const file of plantableSources()) writeFileSync(path.join(folder, file), probed(file, textOf(file)));
  const { outputText } = ts.transpileModule(textOf('test/sabotage/coverage/record.ts'), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
  });
  writeFileSync(recordIn(folder), outputText);
  return folder;
}

const recordIn = (folder: string): string => path.join(folder, 'record.cjs');

async function measure(test: TestFile, folder: string): Promise<Measured> {
  const reachedFile = path.join(folder, 'reached.txt');
  rmSync(reachedFile, { force: true });
  const env = { FOURFLOOR_REACHED: reachedFile, NODE_OPTIONS: `--require ${recordIn(folder)}` };
  const run = () => runTests(folder, [test.file], { limitMs: LIMIT_MS, env });
  let result = await run();
  // Once more: on a busy machine a test may have run out of time.
  if (result.failure || result.isHung) result = await run();
  const { failure, isHung, seconds } = result;
  if (failure || isHung) {
    const what = failure ? `“${failure.title}” fails: ${failure.message}` : 'it does not end';
    throw new Error(
      `Without any fault planted, ${test.file} does not pass (${what}). Mend that first: a test that fails anyway notices nothing.`,
    );
  }
  const lines = existsSync(reachedFile) ? readFileSync(reachedFile, 'utf8').split('\n') : [];
  return { ...test, seconds, reached: new Set(lines.filter((line) => line !== '')) };
}

interface Kept {
  readonly seconds: number;
  readonly reached: readonly string[];
}

const cacheFile = (cache: string, { file, hash }: TestFile): string =>
  path.join(cache, `${file.replaceAll('/', '-')}.${hash}.json`);

function knownIn(cache: string, test: TestFile): [string, Measured][] {
  const place = cacheFile(cache, test);
  if (!existsSync(place)) return [];
  const { seconds, reached } = JSON.parse(readFileSync(place, 'utf8')) as Kept;
  return [[test.file, { ...test, seconds, reached: new Set(reached) }]];
}

function keepIn(cache: string, measured: Measured): void {
  const kept: Kept = { seconds: measured.seconds, reached: [...measured.reached] };
  writeFileSync(cacheFile(cache, measured), JSON.stringify(kept));
}
