// Bundles the programs of the device with esbuild, each into one script that Max runs from a frozen device.
// Called by device.ts; the bench bundles slower variants of the Node program the same way.
// No path of the machine and no date may get into a script, so that equal sources give equal bytes.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { sha256 } from '../../files/sha256';
import { leaveOutUnused } from './bundle-exclusions';
import { embedFiles, type EmbeddedFiles } from './embedded-model';
import { noticeFor } from './licence-notice';

/** A script as it is frozen: its name holds a hash of its text, because Max caches files by name. */
export interface Bundle {
  readonly name: string;
  readonly text: string;
}

/** What Max may call in a script; it finds only functions at the top level of the file. */
const HANDLERS: Readonly<Record<string, string>> = {
  anything: 'function anything() { fourfloor.anything(messagename, arrayfromargs(arguments)); }',
  list: 'function list() { fourfloor.list(arrayfromargs(arguments)); }',
  bang: 'function bang() { fourfloor.bang(); }',
  msg_int: 'function msg_int(value) { fourfloor.msg_int(value); }',
  msg_float: 'function msg_float(value) { fourfloor.msg_float(value); }',
  dictionary: 'function dictionary(name) { fourfloor.dictionary(name); }',
  notifydeleted: 'function notifydeleted() { fourfloor.notifydeleted(); }',
  paint: 'function paint() { fourfloor.paint(); }',
  onresize: 'function onresize(width, height) { fourfloor.onresize(width, height); }',
  onclick: 'function onclick(x, y) { fourfloor.onclick(x, y); }',
  ondrag: 'function ondrag(x, y, button, command, shift) { fourfloor.ondrag(x, y, button, command, shift); }',
};

/** Replaced in the Node bundle by that bundle's hash, which is known only once the text is finished. */
const BUILD_PLACEHOLDER = '@@fourfloor-build@@';

/** The repository: the paths that esbuild writes into a script are relative to it. */
const ROOT = path.resolve(__dirname, '../../..');

const COMMON = {
  absWorkingDir: ROOT,
  bundle: true,
  write: false,
  metafile: true,
  logLevel: 'silent',
  // With the packages' CommonJS mains, esbuild drops the registration of the cpu backend as a bare import.
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

/**
 * The program that Node for Max runs, with the model and its WebAssembly inside.
 * @throws Error with esbuild's first complaint.
 */
export async function bundleNode(entry: string, embedded: EmbeddedFiles): Promise<Bundle> {
  const { text, inputs } = await run({
    ...COMMON,
    entryPoints: [entry],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['max-api'],
    minify: true,
    legalComments: 'none',
    define: { FOURFLOOR_BUILD: JSON.stringify(BUILD_PLACEHOLDER) },
    plugins: [embedFiles(embedded), leaveOutUnused()],
  });
  const notice = `/*!\n${noticeFor(inputs, ROOT).replaceAll('*/', '* /')}\n*/\n`;
  const stamped = text.replaceAll(BUILD_PLACEHOLDER, hash(text));
  return named('node', notice + stamped);
}

/**
 * A program for v8 or v8ui: a closed engine and, at the top level where Max looks for them, the functions that it
 * exports.
 * @throws Error with esbuild's first complaint.
 */
export async function bundleForMax(kind: 'live' | 'grid' | 'pad', entry: string): Promise<Bundle> {
  const options: BuildOptions = {
    ...COMMON,
    entryPoints: [entry],
    platform: 'neutral',
    target: 'es2020',
    define: { FOURFLOOR_VERSION: JSON.stringify(deviceVersion()) },
  };
  const { exports } = await run({ ...options, format: 'esm' });
  const { text } = await run({ ...options, format: 'iife', globalName: 'fourfloor' });
  // Strict mode at the top level would forbid the assignments below where Max has not made the variables itself.
  const engine = text.replace(/^"use strict";\n/, '');
  const ports = ['inlets', 'outlets'].filter((name) => exports.includes(name));
  const lines = [
    '// Fourfloor: built from TypeScript by npm run build.',
    engine.trimEnd(),
    ...ports.map((name) => `${name} = fourfloor.${name};`),
    ...Object.entries(HANDLERS).flatMap(([name, handler]) => (exports.includes(name) ? [handler] : [])),
  ];
  return named(kind, `${lines.join('\n')}\n`);
}

function deviceVersion(): string {
  const manifest = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

async function run(options: BuildOptions): Promise<{
  readonly text: string;
  readonly inputs: readonly string[];
  readonly exports: readonly string[];
}> {
  const result = await build({ ...options, write: false, metafile: true }).catch((error: unknown) => {
    throw new Error(`A program of the device could not be bundled: ${firstComplaint(error)}`);
  });
  const [output] = Object.values(result.metafile.outputs);
  return {
    text: result.outputFiles[0]?.text ?? '',
    inputs: Object.keys(result.metafile.inputs),
    exports: output?.exports ?? [],
  };
}

function firstComplaint(error: unknown): string {
  const { errors } = error as {
    errors?: readonly { text: string; location?: { file: string; line: number } }[];
  };
  const [first] = errors ?? [];
  if (!first) return error instanceof Error ? error.message : String(error);
  return first.location ? `${first.text} (${first.location.file}:${first.location.line})` : first.text;
}

function named(kind: string, text: string): Bundle {
  return { name: `fourfloor-${kind}-${hash(text)}.js`, text };
}

function hash(text: string): string {
  return sha256(text).slice(0, 8);
}
