// Runs a corpus through the statistics and the picker of typical patterns. Called by scripts/explore.

import type { CorpusRecord } from '../corpus/record';
import { CorpusStatistics, type CorpusSummary } from './corpus-statistics';
import { TypicalityPicker, type StylePicks } from './typicality';

export interface Exploration {
  readonly summary: CorpusSummary;
  readonly picks: readonly StylePicks[];
}

export interface ExploreOptions {
  /** Typical patterns to pick of each style, and as many rare ones; 4 unless told. */
  readonly picksPerStyle?: number;
  /** Told how many records have been read; every record is read twice. */
  readonly onProgress?: (done: number, words: string) => void;
}

/**
 * Describes a corpus in two readings, because only the first tells what is typical. Memory holds the aggregates and
 * the picks, never the corpus.
 * @param readRecords opens the stream of all records; called twice
 */
export async function explore(
  readRecords: () => AsyncIterable<CorpusRecord>,
  options: ExploreOptions = {},
): Promise<Exploration> {
  let done = 0;
  const statistics = new CorpusStatistics();
  for await (const record of readRecords()) {
    statistics.add(record);
    options.onProgress?.(++done, 'counting');
  }
  const summary = statistics.summary();
  const picker = new TypicalityPicker(summary.styles, options.picksPerStyle ?? 4);
  for await (const record of readRecords()) {
    picker.add(record);
    options.onProgress?.(++done, 'picking');
  }
  return { summary, picks: picker.picks() };
}
