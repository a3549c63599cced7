// A corpus source that hears all audio files of a folder, several at a time, and keeps what it heard.
// Called by scripts/corpus. Hearing itself is in audio/, the way to records in analysis/rhythm.ts.

import { basename, resolve } from 'node:path';
import { AnalysisError, checkAnalysis, type Analysis } from '../analysis/document';
import { ANALYSIS_RULES, recordsOfAnalysis } from '../analysis/rhythm';
import { tempoOfName } from '../audio/analyse';
import { isAudioName } from '../audio/formats/decode';
import { keepAnalysis, keptAnalysis, originOf } from '../audio/kept-analyses';
import { openPool, type AnalysisPool } from '../audio/worker-pool';
import type { SourceDescription } from '../manifest';
import type { CorpusRecord } from '../record';
import { styleSlug } from '../../rhythm/style-name';
import type { CorpusSource, SourceStats } from '../source';
import { splitOf, styleFolder } from '../split';
import { filesUnder, type FoundFile } from '../archives/files-under';

export interface AudioFolderOptions {
  /** Style of all files; by default the first subfolder's name, or the folder's own. */
  readonly style?: string;
  /** Tempo of all files; by default what a file's name says, or what is heard. */
  readonly tempoBpm?: number;
  /** Whether a tempo in a file's name counts; true by default. */
  readonly trustNames?: boolean;
  /** Seeds the split. */
  readonly seed: number;
  /** Where analyses are kept, and where those of an earlier run are taken from. */
  readonly analysisFolder: string;
  readonly threads: number;
  /** What the makers of the files allow, whom they want named, and where the files are to be had. */
  readonly licence?: string;
  readonly credit?: string;
  readonly url?: string;
}

/** Files queued beyond those that threads are busy with, so that no thread waits for the next. */
const FILES_AHEAD = 2;

/** Reading its records throws an Error when the folder cannot be read. */
export function audioFolderSource(folder: string, options: AudioFolderOptions): CorpusSource {
  const folderName = basename(resolve(folder));
  const description: SourceDescription = {
    name: `audio-${styleSlug(folderName)}`,
    licence: options.licence ?? 'as given with the files',
    credit: options.credit ?? `Audio files of the folder “${folderName}”, transcribed.`,
    ...(options.url !== undefined && { url: options.url }),
    provenance: 'transcribed',
    rules: [
      'Tempo from the file name where it gives one, otherwise by autocorrelation of the onset strength; beats by dynamic programming (Ellis 2007).',
      'Onsets by SuperFlux (Böck & Widmer 2013) in four groups of bands; drums told apart by a network fitted on synthesised kits.',
      ...ANALYSIS_RULES,
      'Split 80/10/10 by file, by a seeded hash of its path.',
    ],
  };
  return {
    descriptions: [description],
    async *records(stats) {
      stats.expectedFiles = await countFiles(folder);
      const pool = openPool(options.threads);
      try {
        const files = filesUnder(folder, isAudioName);
        for await (const { file, found } of inOrder(
          files,
          (file) => analysed(file, pool, options),
          options.threads + FILES_AHEAD,
        )) {
          if ('reason' in found) {
            stats.skip(file.name, found.reason);
            continue;
          }
          const style = styleSlug(options.style ?? styleFolder(file.name) ?? folderName);
          const split = splitOf(file.name, options.seed);
          yield* recordsOf(
            found.analysis,
            { source: description.name, group: file.name, style, split },
            stats,
          );
        }
      } finally {
        await pool.close();
      }
    },
  };
}

function recordsOf(
  analysis: Analysis,
  origin: Parameters<typeof recordsOfAnalysis>[1],
  stats: SourceStats,
): CorpusRecord[] {
  try {
    const records = recordsOfAnalysis(analysis, origin, stats);
    stats.filesRead++;
    return records;
  } catch (error) {
    if (!(error instanceof AnalysisError)) throw error;
    stats.skip(origin.group, error.message);
    return [];
  }
}

type Found = { readonly analysis: Analysis } | { readonly reason: string };

async function analysed(file: FoundFile, pool: AnalysisPool, options: AudioFolderOptions): Promise<Found> {
  if (file.reason !== undefined) return { reason: file.reason };
  const { analysisFolder, trustNames = true } = options;
  const tempoBpm = options.tempoBpm ?? (trustNames ? tempoOfName(basename(file.name)) : undefined);
  const origin = await originOf(file.path, tempoBpm);
  const kept = await keptAnalysis(analysisFolder, file.name, origin);
  if (kept) return { analysis: kept };
  const answer = await pool.analyse({ path: file.path, ...(tempoBpm !== undefined && { tempoBpm }) });
  if ('reason' in answer) return answer;
  const analysis = checkAnalysis(JSON.parse(answer.document));
  await keepAnalysis(analysisFolder, file.name, { analysis, origin });
  return { analysis };
}

/** Works on `ahead` files at a time and gives them back in their own order. */
async function* inOrder(
  files: AsyncIterable<FoundFile>,
  work: (file: FoundFile) => Promise<Found>,
  ahead: number,
): AsyncGenerator<{ readonly file: FoundFile; readonly found: Found }> {
  const queue: { file: FoundFile; found: Promise<Found> }[] = [];
  const next = async (): Promise<{ file: FoundFile; found: Found }> => {
    const { file, found } = queue.shift()!;
    return { file, found: await found };
  };
  for await (const file of files) {
    const found = work(file);
    // It is awaited in its turn; until then a failure must not count as unhandled.
    found.catch(() => undefined);
    queue.push({ file, found });
    if (queue.length >= ahead) yield await next();
  }
  while (queue.length > 0) yield await next();
}

async function countFiles(folder: string): Promise<number> {
  let count = 0;
  for await (const file of filesUnder(folder, isAudioName)) if (file.path !== '') count++;
  return count;
}
