/**
 * Leaves out each key of each control in turn, and each entry of what is said of controls elsewhere, and reports whether
 * the type check or a test of the device notices. Too slow for `npm test`:
 *
 *     npx ts-node test/mutation/control-keys.ts [part of a file's name …]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sourcesUnder, textOf } from '../architecture/sources';
import { makeCopy, MOCHA, removeCopy } from './copy';
import { deletionsOf, type Deletion } from './deletions';
import { TypeCheck } from './type-check';

/** Where a control is described: whole files, or the declarations that are named. */
const DESCRIPTIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  ...Object.fromEntries(sourcesUnder('src/device/controls/list').map((file) => [file, undefined])),
  'src/engine/request/request-values.ts': ['RequestValue', 'REQUEST_VALUES', 'LISTED_NAMES'],
  'src/engine/request/request.ts': ['valueSchemas'],
  'src/rhythm/feel-measures.ts': ['FEEL_MEASURES'],
  'src/device/controls/controls.ts': undefined,
  'src/device/controls/settings.ts': undefined,
  'src/device/protocol/payloads.ts': ['GenerateCommand'],
  'src/device/live/gestures.ts': ['TURNED'],
  'src/amxd/circuits/layout.ts': ['CONTROL_RECTS'],
  'src/measure/controls/measured-controls.ts': ['MEASUREMENTS', 'CONTROLS'],
  'scripts/generate/requests.ts': ['request'],
};

/** The tests that hold what the compiler cannot, the quick ones first. */
const TESTS: readonly (readonly string[])[] = [
  [
    'test/device/protocol/protocol.test.ts',
    'test/device/state/share-text.test.ts',
    'test/amxd/patch.test.ts',
    'test/amxd/lint.test.ts',
  ],
  ['test/compatibility/parameters.test.ts', 'test/device/in-live/controls.test.ts'],
  ['test/scripts/generate.test.ts', 'test/compatibility/command-line.test.ts'],
];

/** A copy of the repository to run tests in with a piece left out. */
function withCopy<T>(use: (folder: string) => T): T {
  const folder = makeCopy();
  try {
    return use(folder);
  } finally {
    removeCopy(folder);
  }
}

/** The first test that fails in a folder, by its title; undefined where all pass. */
function failingTest(folder: string): string | undefined {
  const report = path.join(folder, 'report.json');
  for (const files of TESTS) {
    // Exits by itself: a device that never gets ready leaves its process behind.
    const words = [
      '--bail',
      '--exit',
      '--reporter',
      'json',
      '--reporter-option',
      `output=${report}`,
      ...files,
    ];
    const { status, stderr } = spawnSync(process.execPath, [MOCHA, ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (status === 0) continue;
    if (!existsSync(report)) return stderr.trim().split('\n').at(-1) ?? 'mocha ended without a report';
    const { failures } = JSON.parse(readFileSync(report, 'utf8')) as {
      readonly failures: readonly { readonly fullTitle: string }[];
    };
    rmSync(report);
    return failures[0]?.fullTitle;
  }
  return undefined;
}

function main(wanted: readonly string[]): void {
  const files = Object.entries(DESCRIPTIONS).filter(
    ([file]) => wanted.length === 0 || wanted.some((part) => file.includes(part)),
  );
  const deletions = files.flatMap(([file, within]) => {
    const found = deletionsOf(file, textOf(file), within);
    if (within && found.length === 0)
      throw new Error(`Nothing is called ${within.join(' or ')} in ${file} any more.`);
    return found;
  });
  const check = new TypeCheck();
  const [first] = deletions;
  const wrong = first && check.errorWith(first.file, textOf(first.file));
  if (wrong) throw new Error(`The type check fails with nothing left out: ${wrong}`);
  const passing = deletions.filter(({ file, line, what, text }, at) => {
    const error = check.errorWith(file, text);
    console.log(
      `${at + 1}/${deletions.length} ${file}:${line} ${what}\n    ${error ?? 'passes the type check'}`,
    );
    return error === undefined;
  });
  const unnoticed = passing.length === 0 ? [] : withCopy((folder) => unnoticedIn(folder, passing));
  console.log(
    `${deletions.length} left out in turn: the type check noticed ${deletions.length - passing.length}, ` +
      `tests ${passing.length - unnoticed.length}, nothing ${unnoticed.length}.`,
  );
  process.exitCode = unnoticed.length === 0 ? 0 : 1;
}

function unnoticedIn(folder: string, deletions: readonly Deletion[]): Deletion[] {
  const before = failingTest(folder);
  if (before !== undefined) throw new Error(`With nothing left out this fails: ${before}`);
  return deletions.filter(({ file, line, what, text }) => {
    writeFileSync(path.join(folder, file), text);
    const failing = failingTest(folder);
    writeFileSync(path.join(folder, file), textOf(file));
    console.log(`${file}:${line} ${what}\n    ${failing === undefined ? 'UNNOTICED' : `fails “${failing}”`}`);
    return failing === undefined;
  });
}

main(process.argv.slice(2));
