// A file of JSON Lines that only grows and survives a program that is killed: what it holds has happened.
// Used by the pulls of spotify/, which go on from it.

import { open, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { linesOf, parseLine } from './lines';
import { isOfFileSystem, reasonOf } from './reason';
import { makeFolder } from './whole';

export interface Journal<Entry> {
  /** Adds a line and waits until the disk has it. @throws Error in one sentence */
  append(entry: Entry): Promise<void>;
  close(): Promise<void>;
}

/** A page of fifty answers is far shorter. */
const MAX_LINE_LETTERS = 4_000_000;

/**
 * Opens a journal to go on with it, or begins one. A last line that a killed program left unfinished is removed.
 * @param onEntry is given what stands in it already, in order
 * @throws Error that names file and line of an entry that does not fit
 */
export async function openJournal<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  onEntry: (entry: z.output<Schema>) => void,
): Promise<Journal<z.input<Schema>>> {
  await makeFolder(dirname(file));
  await dropTornLine(file);
  for await (const entry of journalEntries(file, schema)) onEntry(entry);
  const handle = await opened(file);
  return {
    append: async (entry) => {
      try {
        await handle.appendFile(`${JSON.stringify(entry)}\n`);
        await handle.sync();
      } catch (cause) {
        throw new Error(`Could not write ${file}: ${reasonOf(cause)}.`, { cause });
      }
    },
    close: () => handle.close(),
  };
}

/** The entries of a journal in order, one in memory at a time; none where there is no such file. */
export async function* journalEntries<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): AsyncGenerator<z.output<Schema>> {
  if ((await sizeOf(file)) === 0) return;
  let number = 0;
  for await (const line of linesOf(file, MAX_LINE_LETTERS)) {
    number++;
    if (line !== '') yield parseLine(line, schema, `${file}, line ${number},`);
  }
}

async function opened(file: string): ReturnType<typeof open> {
  try {
    return await open(file, 'a');
  } catch (cause) {
    throw new Error(`Could not write ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

const LINE_BREAK = 10;
const TAIL_BYTES = 65_536;

/** Cuts a file behind its last line break: a line is written in one go, so that what follows is half of one. */
async function dropTornLine(file: string): Promise<void> {
  const size = await sizeOf(file);
  if (size === 0) return;
  const handle = await open(file, 'r');
  let end = size;
  try {
    const tail = Buffer.alloc(TAIL_BYTES);
    while (end > 0) {
      const from = Math.max(0, end - TAIL_BYTES);
      const { bytesRead } = await handle.read(tail, 0, end - from, from);
      const at = tail.subarray(0, bytesRead).lastIndexOf(LINE_BREAK);
      end = at === -1 ? from : from + at + 1;
      if (at !== -1) break;
    }
  } finally {
    await handle.close();
  }
  if (end < size) await truncate(file, end);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isOfFileSystem(error) && error.code === 'ENOENT') return 0;
    throw new Error(`Could not read ${file}: ${reasonOf(error)}.`, { cause: error });
  }
}
