// A corpus source of the analysis documents that `npm run spotify` has pulled, or of a folder of them.
// Called by scripts/corpus. Asks Spotify for nothing; its licence line says what Spotify forbids.

import { basename, resolve } from 'node:path';
import { AnalysisError } from '../analysis/document';
import { analysisFiles, readAnalysisFile, type FoundDocument } from '../analysis/files';
import { ANALYSIS_RULES, recordsOfAnalysis, type RecordOrigin } from '../analysis/rhythm';
import type { SourceDescription } from '../manifest';
import type { CorpusRecord } from '../record';
import { styleSlug } from '../../rhythm/style-name';
import type { CorpusSource, SourceStats } from '../source';
import { splitOf } from '../split';

export interface SpotifyFolderOptions {
  /** Style of all tracks; by default the genre that the pull found a track by, or the folder's name. */
  readonly style?: string;
  /** Seeds the split. */
  readonly seed: number;
}

/** Reading its records throws an Error when the folder cannot be read. */
export function spotifyFolderSource(folder: string, { style, seed }: SpotifyFolderOptions): CorpusSource {
  const folderName = basename(resolve(folder));
  const description: SourceDescription = {
    name: `spotify-${styleSlug(folderName)}`,
    licence:
      'Spotify Developer Terms, which forbid training on it (IV.2.a.i) unless Spotify grants the right',
    credit: `Audio analysis by Spotify, folder “${folderName}”.`,
    provenance: 'transcribed',
    rules: [
      'Split 80/10/10 by artist where the pull knows it, else by file, by a seeded hash.',
      ...ANALYSIS_RULES,
    ],
  };
  return {
    descriptions: [description],
    async *records(stats) {
      for await (const file of analysisFiles(folder)) {
        const group = file.track?.artistId ?? file.name;
        const origin = {
          source: description.name,
          group: file.name,
          style: styleSlug(style ?? file.track?.genre ?? folderName),
          split: splitOf(group, seed),
        };
        for (const record of await recordsOfFile(file, origin, stats)) yield { ...record, group };
      }
    },
  };
}

/** Empty when the document is skipped, with its reason in the statistics. */
async function recordsOfFile(
  file: FoundDocument,
  origin: RecordOrigin,
  stats: SourceStats,
): Promise<CorpusRecord[]> {
  try {
    const records = recordsOfAnalysis(await readAnalysisFile(file), origin, stats);
    stats.filesRead++;
    return records;
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error;
    stats.skip(file.name, error.message);
    return [];
  }
}
