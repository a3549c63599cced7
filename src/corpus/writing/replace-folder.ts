// Makes a corpus folder under another name and puts it in its place when it is whole. Called by build.ts.
// Never replaces a folder with anything but a corpus in it.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MANIFEST_FILE, SHARD_FOLDER } from '../manifest';

export interface PendingFolder {
  readonly path: string;
  /** Replaces the corpus that may be there. */
  commit(): void;
  discard(): void;
}

/** @throws Error when something other than a corpus is there, or as the file system says */
export function beginFolder(target: string): PendingFolder {
  const out = resolve(target);
  refuseForeign(out, target);
  const parent = dirname(out);
  mkdirSync(parent, { recursive: true });
  const path = join(parent, `.${basename(out)}.${process.pid}.tmp`);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  return {
    path,
    commit: () => {
      const old = `${path}.old`;
      const hadOne = existsSync(out);
      if (hadOne) renameSync(out, old);
      try {
        renameSync(path, out);
      } catch (error) {
        if (hadOne) renameSync(old, out);
        throw error;
      }
      rmSync(old, { recursive: true, force: true });
    },
    discard: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** What a corpus folder holds, and what a look into it leaves behind: the page of explore, notes of file managers. */
const OWN_NAMES: ReadonlySet<string> = new Set([MANIFEST_FILE, SHARD_FOLDER, 'explore.html']);
const NOTES: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** Many a project has a manifest.json: only a folder with nothing but a corpus in it may be replaced. */
function refuseForeign(out: string, target: string): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) throw new Error(`${target} is a file; --out takes a folder.`);
  const names = readdirSync(out).filter((name) => !NOTES.has(name));
  const isCorpus = names.includes(MANIFEST_FILE) && names.includes(SHARD_FOLDER);
  const foreign = names.find((name) => !isCorpus || !OWN_NAMES.has(name));
  if (foreign !== undefined) {
    throw new Error(
      `${target} contains files that are not a corpus (such as ${foreign}); choose an empty or new folder.`,
    );
  }
}
