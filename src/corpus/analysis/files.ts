// Finds and reads the analysis documents of a folder: a pull of `npm run spotify` or any other.
// Used by the Spotify source and exploration. Bounds what it parses: documents come from anywhere.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isBulky, type BulkLimits } from '../../files/json-bulk';
import { documentName, PULL, tracksOf, type TrackRow } from '../../spotify/pull/pull-folder';
import { filesUnder, readSmallFile, type FoundFile } from '../archives/files-under';
import { AnalysisError, MAX_ANALYSIS_BYTES, parseAnalysis, type Analysis } from './document';

/** `track` is what a pull knows of it; undefined in other folders. */
export interface FoundDocument extends FoundFile {
  readonly track?: TrackRow;
}

/** In a pull the list of tracks says which documents there are. */
function isPull(folder: string): boolean {
  return existsSync(join(folder, PULL.tracks));
}

/**
 * The documents one by one: of a pull in the order of its tracks; of any other folder all `.json` files, in
 * subfolders too, by name.
 * @throws Error with a sentence when the folder cannot be read
 */
export async function* analysisFiles(folder: string): AsyncGenerator<FoundDocument> {
  if (!isPull(folder)) {
    yield* filesUnder(folder, (name) => /\.json$/i.test(name) && !/(^|\/)\._/.test(name));
    return;
  }
  for await (const track of tracksOf(folder)) {
    const name = `${PULL.analysisFolder}/${documentName(track.id)}`;
    const path = join(folder, name);
    const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    yield { name, path, track, ...(isThere ? {} : { reason: 'No document of it was pulled.' }) };
  }
}

/** Seven times what a document of the largest size needs; a tenth of what fills the memory. */
const BULK: BulkLimits = { depth: 16, containers: 500_000, commas: 5_000_000 };

/** @throws AnalysisError with the reason when the document is missing, too large or not an analysis */
export async function readAnalysisFile(file: FoundDocument): Promise<Analysis> {
  if (file.reason !== undefined) throw new AnalysisError(file.reason);
  const read = await readSmallFile(file.path, MAX_ANALYSIS_BYTES);
  if (!read.content) throw new AnalysisError(read.reason);
  if (isBulky(read.content, BULK)) throw new AnalysisError('It holds more values than any audio analysis.');
  return parseAnalysis(
    Buffer.from(read.content.buffer, read.content.byteOffset, read.content.byteLength).toString('utf8'),
  );
}
