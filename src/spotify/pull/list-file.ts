// Writes the list of a step, artists.jsonl or tracks.jsonl, from the step's journal.
// Called by artists.ts and tracks.ts.

import type { z } from 'zod';
import { journalEntries } from '../../files/journal';
import { writeFileWhole } from '../../files/whole';
import { pageEntry, type Row } from './listing-journal';

/** `duplicates` counts the rows that were found again. */
export interface ListCounts {
  readonly rows: number;
  readonly duplicates: number;
}

/** Writes one row a line, each id once, in the order of arrival. */
export async function writeList<Found extends Row>(
  file: string,
  journalFile: string,
  row: z.ZodType<Found>,
): Promise<ListCounts> {
  const seen = new Set<string>();
  let duplicates = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const { rows } of journalEntries(journalFile, pageEntry(row))) {
      for (const found of rows) {
        if (seen.has(found.id)) duplicates++;
        else {
          seen.add(found.id);
          yield `${JSON.stringify(found)}\n`;
        }
      }
    }
  }
  await writeFileWhole(file, lines());
  return { rows: seen.size, duplicates };
}
