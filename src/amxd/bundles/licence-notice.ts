// The notice at the top of the Node program: the licences of the bundled packages ask for it, and bundling
// drops the comments that would carry them. Used by bundle.ts.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The text that the licence asks to be kept; empty where the package has no licence file. */
  readonly text: string;
}

/**
 * Names the bundled packages and gives each licence text once.
 * @param inputs files of a bundle as esbuild's metafile names them, relative to `root`
 */
export function noticeFor(inputs: readonly string[], root: string): string {
  const folders = [...new Set(inputs.flatMap((input) => packageFolder(input) ?? []))].sort();
  const packages = folders.map((folder) => readPackage(path.join(root, folder)));
  const byText = new Map<string, Bundled[]>();
  for (const bundled of packages) byText.set(bundled.text, [...(byText.get(bundled.text) ?? []), bundled]);
  const sections = [...byText].map(([text, users]) => {
    const heading = users.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(', ');
    return text === '' ? heading : `${heading}\n\n${text}`;
  });
  return [OWN_NOTICE, ...sections].join(`\n\n${'-'.repeat(80)}\n\n`);
}

const OWN_NOTICE =
  'Fourfloor (MIT). This file contains code from the packages named below, under their own licences.';

/** `node_modules/@scope/name` of a file inside it; the innermost one where packages are nested. */
function packageFolder(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function readPackage(folder: string): Bundled {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  return {
    name: manifest.name,
    version: manifest.version,
    licence: manifest.license ?? 'see its own notice',
    text: licenceText(folder),
  };
}

function licenceText(folder: string): string {
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
  if (file === undefined || !existsSync(path.join(folder, file))) return '';
  return readFileSync(path.join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim();
}
