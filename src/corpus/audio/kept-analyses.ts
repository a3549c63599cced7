// Keeps the analysis of each audio file on disk, so that the next run does not hear the file again.
// Used by the audio source; scripts/corpus removes the analyses in the end, unless asked to keep them.

import { readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isOfFileSystem } from '../../files/reason';
import { makeFolder, writeFileWhole } from '../../files/whole';
import { AnalysisError, MAX_ANALYSIS_BYTES, parseAnalysis, type Analysis } from '../analysis/document';
import { ANALYZER_VERSION } from './analyse';

/** What an analysis was made of: it is used again as long as this is the same. */
export interface AnalysisOrigin {
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Null where the tempo was found by hearing. */
  readonly namedBpm: number | null;
}

const originSchema = z.object({
  analyzer_version: z.literal(ANALYZER_VERSION),
  origin: z.object({ bytes: z.number(), modifiedMs: z.number(), namedBpm: z.number().nullable() }),
});

export async function originOf(path: string, namedBpm: number | undefined): Promise<AnalysisOrigin> {
  const { size, mtimeMs } = await stat(path);
  return { bytes: size, modifiedMs: Math.round(mtimeMs), namedBpm: namedBpm ?? null };
}

/** Undefined when no earlier run wrote one or the file has changed since. */
export async function keptAnalysis(
  folder: string,
  name: string,
  origin: AnalysisOrigin,
): Promise<Analysis | undefined> {
  const file = documentFile(folder, name);
  try {
    if ((await stat(file)).size > MAX_ANALYSIS_BYTES) return undefined;
    const analysis = parseAnalysis(await readFile(file, 'utf8'));
    const meta = originSchema.safeParse(analysis.meta);
    const isSame = meta.success && JSON.stringify(meta.data.origin) === JSON.stringify(origin);
    return isSame ? analysis : undefined;
  } catch (error) {
    // A missing or broken document is made again; writing it will say what is wrong with the folder, if anything.
    if (error instanceof AnalysisError || isOfFileSystem(error)) return undefined;
    throw error;
  }
}

/** @throws Error in one sentence */
export async function keepAnalysis(
  folder: string,
  name: string,
  { analysis, origin }: { readonly analysis: Analysis; readonly origin: AnalysisOrigin },
): Promise<void> {
  const file = documentFile(folder, name);
  await makeFolder(dirname(file));
  const document = { ...analysis, meta: { ...analysis.meta, origin } };
  await writeFileWhole(file, `${JSON.stringify(document)}\n`);
}

export async function forgetAnalyses(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

function documentFile(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}
