import type { SourceDescription } from './manifest';
import type { CorpusRecord } from './record';

/** What a source counts while it reads. */
export class Tally {
  filesRead = 0;
  /** How many files there are, where that is known before they are read. */
  expectedFiles: number | undefined;
  /** How many windows there will be at most, where that is known. */
  expectedWindows: number | undefined;
  bars = 0;
  readonly filesSkipped: { file: string; reason: string }[] = [];
  readonly dropped = new Map<string, number>();

  skip(file: string, reason: string): void {
    this.filesSkipped.push({ file, reason });
  }

  drop(reason: string, count = 1): void {
    if (count > 0) this.dropped.set(reason, (this.dropped.get(reason) ?? 0) + count);
  }
}

/** Something that patterns are made of: it counts into the tally what it reads and leaves out. */
export interface CorpusSource {
  readonly descriptions: readonly SourceDescription[];
  records(tally: Tally): AsyncIterable<CorpusRecord> | Iterable<CorpusRecord>;
}

/** A word for a style: lower-case letters, digits and hyphens, a letter first. */
export function slug(text: string): string {
  const word = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return word === '' ? 'unnamed' : word;
}
