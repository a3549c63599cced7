import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MANIFEST_FILE, SHARD_FOLDER } from '../manifest';

/** A folder in the making, under a name of its own beside the one it will have. */
export interface PendingFolder {
  readonly path: string;
  /** Puts it where it belongs, in place of the corpus that may stand there. */
  commit(): void;
  /** Removes it. */
  discard(): void;
}

/**
 * Begins a folder that appears under its name only when it is whole.
 * @throws Error when something else than a corpus stands there, or as the file system says
 */
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
      `${target} holds other things than a corpus, ${foreign} for one; choose an empty or a new folder.`,
    );
  }
}
