// Writes files and folders so that they are there whole or not at all, also after a crash.
// Used by training, spotify, corpus and the scripts.

import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './reason';

/** Contents by file name. */
export type FolderContents = Readonly<Record<string, string | Uint8Array>>;

/**
 * Writes under a temporary name, flushes to the disk, then renames.
 * @throws Error in one sentence; nothing half-written stays
 */
export async function writeFileWhole(
  file: string,
  contents: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const temporary = temporaryFor(file);
  try {
    await writeFlushed(temporary, contents);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Error(`Could not write ${file}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Makes the folders above it too; one that is there already is as good. @throws Error in one sentence */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Error(`Could not make the folder ${folder}: ${reasonOf(error)}.`, { cause: error });
  }
}

/**
 * Puts a folder in the place of another so that one of the two is always there whole. A crash between the two
 * renames leaves the old one as `<folder>.previous`: see {@link completeFolder}.
 * @throws Error in one sentence; nothing half-written stays
 */
export async function writeFolderWhole(folder: string, contents: FolderContents): Promise<void> {
  const temporary = temporaryFor(folder);
  const previous = previousOf(folder);
  try {
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    for (const [name, content] of Object.entries(contents))
      await writeFlushed(join(temporary, name), content);
    await flushFolder(temporary);
    if (existsSync(folder)) {
      await rm(previous, { recursive: true, force: true });
      await rename(folder, previous);
    }
    await rename(temporary, folder);
    await flushFolder(dirname(folder));
    await rm(previous, { recursive: true, force: true });
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    if (!existsSync(folder) && existsSync(previous)) await rename(previous, folder).catch(() => undefined);
    throw new Error(`Could not write ${folder}: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Where the whole folder is now: in its place, or beside it after a crash in mid-exchange; undefined for neither. */
export function completeFolder(folder: string): string | undefined {
  return [folder, previousOf(folder)].find((place) => existsSync(place));
}

/** Removes what a program that was killed while writing left in a folder. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (TEMPORARY.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

const TEMPORARY = /^\.fourfloor-.*\.\d+\.tmp$/;

function temporaryFor(place: string): string {
  return join(dirname(place), `.fourfloor-${basename(place)}.${process.pid}.tmp`);
}

function previousOf(folder: string): string {
  return `${folder}.previous`;
}

async function writeFlushed(
  file: string,
  contents: string | Uint8Array | AsyncIterable<string>,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await writeFile(handle, contents);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Flushes a folder's list of names. Windows cannot open a folder, and needs no flush for a rename. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
