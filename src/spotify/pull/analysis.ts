// Third step of a pull: the analysis document of every track of the second, a file each.
// Called by scripts/spotify. Goes on where it was stopped; what Spotify writes is kept as it is.

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openJournal } from '../../files/journal';
import { isOfFileSystem } from '../../files/reason';
import { makeFolder, removeUnfinished, writeFileWhole } from '../../files/whole';
import type { SpotifyClient } from '../api/client';
import { jsonOf } from '../api/json';
import { analysisEntry, documentName, PULL, tracksOf, type TrackRow } from './pull-folder';
import { workSkipping } from './skipping';
import { SpotifyError } from '../api/spotify-error';
import { countOf, firstOf } from './streams';
import { preparePull, type StepCounts, type StepOptions } from './pull-step';

/**
 * A track that Spotify does not give is skipped and recorded.
 * @param wanted most tracks to ask for, from the first on
 * @throws SpotifyError `endpoint-restricted` when the app is given no analysis; Error in one sentence
 * otherwise
 */
export async function pullAnalysis(
  wanted: number,
  { client, folder, retrySkipped = false, onProgress }: StepOptions,
): Promise<StepCounts> {
  await preparePull(folder);
  const documents = join(folder, PULL.analysisFolder);
  const total = Math.min(wanted, await countOf(tracksOf(folder)));
  if (total === 0) {
    throw new Error(`${folder} holds no tracks yet: run the \`tracks\` step with the same --out first.`);
  }
  await makeFolder(documents);
  await removeUnfinished(documents);
  const there = new Set<string>();
  const skipped = new Set<string>();
  const journal = await openJournal(join(folder, PULL.journals.analysis), analysisEntry, (entry) => {
    if ('skipped' in entry) skipped.add(entry.id);
    else {
      there.add(entry.id);
      skipped.delete(entry.id);
    }
  });
  let done = 0;
  let fetched = 0;
  const record = async (id: string, bytes: number): Promise<void> => {
    await journal.append({ id, bytes });
    there.add(id);
    skipped.delete(id);
  };
  const next = ({ artist, name }: TrackRow): void => onProgress?.(++done, total, `${artist}: ${name}`);
  try {
    await workSkipping(firstOf(tracksOf(folder), wanted), {
      work: async (track) => {
        const { id } = track;
        const file = join(documents, documentName(id));
        if (!there.has(id) && (retrySkipped || !skipped.has(id))) {
          // A file is put in its place whole: one that is there was fetched before a kill came between it and its line.
          const bytes = await sizeOf(file);
          if (bytes !== undefined) await record(id, bytes);
          else {
            const text = await fetchDocument(client, id);
            fetched++;
            await writeFileWhole(file, text);
            await record(id, Buffer.byteLength(text));
          }
        }
        next(track);
      },
      skip: async (track, reason) => {
        await journal.append({ id: track.id, skipped: reason });
        skipped.add(track.id);
        next(track);
      },
    });
  } finally {
    await journal.close();
  }
  return { total: there.size, fetched, duplicates: 0, skipped: skipped.size };
}

/** What makes a document worth keeping; its reader checks the rest. */
const documentForm = z.looseObject({
  track: z.looseObject({}),
  beats: z.array(z.unknown()),
  segments: z.array(z.unknown()),
});

/** A document as Spotify wrote it. @throws SpotifyError */
async function fetchDocument(client: SpotifyClient, id: string): Promise<string> {
  try {
    return await client.get(`audio-analysis/${id}`, {}, (text) => {
      jsonOf(text, documentForm);
      return text;
    });
  } catch (error) {
    if (error instanceof SpotifyError && error.code === 'forbidden') {
      throw new SpotifyError(
        'endpoint-restricted',
        'Spotify does not give this app audio analysis (403): it is restricted to apps that had extended access before ' +
          '27 November 2024. `npm run corpus -- audio FOLDER` makes the same analysis of your own audio files.',
      );
    }
    throw error;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isOfFileSystem(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
