// What every corpus source offers: descriptions, and records that it yields while it counts.
// Implemented in sources/ and clips/, read by writing/build-corpus.ts.

import type { SharedPattern, SourceDescription } from './manifest';
import type { CorpusRecord } from './record';

/** Counts for the manifest and the progress line. */
export class SourceStats {
  filesRead = 0;
  /** Set where it is known before the files are read. */
  expectedFiles: number | undefined;
  /** The most there can be, set where that is known. */
  expectedWindows: number | undefined;
  bars = 0;
  readonly filesSkipped: { file: string; reason: string }[] = [];
  readonly dropped = new Map<string, number>();
  /** What finished corpora, merged into this one, know to be shared. */
  readonly sharedPatterns: SharedPattern[] = [];

  skip(file: string, reason: string): void {
    this.filesSkipped.push({ file, reason });
  }

  drop(reason: string, count = 1): void {
    if (count > 0) this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + count);
  }
}

/** Counts into the statistics what it reads and what it leaves out. */
export interface CorpusSource {
  readonly descriptions: readonly SourceDescription[];
  records(stats: SourceStats): AsyncIterable<CorpusRecord> | Iterable<CorpusRecord>;
}
