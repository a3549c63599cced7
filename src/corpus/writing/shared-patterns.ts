// Counts in how many independent sources each pattern stands, duplicates included: what several have is
// nobody's, and the copy guard lets it pass. Used by build-corpus.ts.

import { hitKey } from '../../rhythm/distance';
import { LEAST_SOURCES } from '../../rhythm/rules/commonplace';
import type { SharedPattern } from '../manifest';
import { patternOfRecord, type CorpusRecord } from '../record';

export class SharedPatterns {
  private readonly sources = new Map<string, Set<string>>();
  private readonly known = new Map<string, number>();

  add(record: CorpusRecord): void {
    const hits = hitKey(patternOfRecord(record));
    const among = this.sources.get(hits);
    if (among) among.add(independentSource(record));
    else this.sources.set(hits, new Set([independentSource(record)]));
  }

  /** What corpora that are merged have counted themselves, before duplicates went. */
  addCounted(patterns: readonly SharedPattern[]): void {
    for (const { hits, sources } of patterns)
      this.known.set(hits, Math.max(sources, this.known.get(hits) ?? 0));
  }

  /** Those of at least {@link LEAST_SOURCES}, in the order of their letters. */
  list(): SharedPattern[] {
    const counts = new Map(this.known);
    for (const [hits, { size }] of this.sources) counts.set(hits, Math.max(size, counts.get(hits) ?? 0));
    return [...counts]
      .filter(([, sources]) => sources >= LEAST_SOURCES)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([hits, sources]) => ({ hits, sources }));
  }
}

/**
 * Takes of one drummer, files of one folder and combinations of one catalogue are not independent of each other: the first
 * folder of a file counts, and a catalogue as one.
 */
function independentSource({ source, group, provenance }: CorpusRecord): string {
  return provenance === 'recombined' ? source : `${source}/${group.split('/')[0]!}`;
}
