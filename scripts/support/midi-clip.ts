import { readFile } from 'node:fs/promises';
import { reasonOf } from '../../src/files/reason';
import { MidiError, patternOfMidi, readMidi } from '../../src/midi';
import type { Pattern } from '../../src/rhythm/pattern';

/** The rhythm of a `.mid` file. @throws Error in one sentence that names the file */
export async function readClip(file: string): Promise<Pattern> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new Error(`Could not read ${file}: ${reasonOf(error)}.`, { cause: error });
  }
  try {
    return patternOfMidi(readMidi(bytes));
  } catch (error) {
    if (!(error instanceof MidiError)) throw error;
    throw new Error(`No rhythm could be read from ${file}: ${error.message}`, { cause: error });
  }
}
