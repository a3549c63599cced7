// Leaves out rhythms that a corpus has already, and held-out ones that an earlier split has.
// Called by build.ts.

import { createHash } from 'node:crypto';
import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import type { CorpusRecord, Split } from '../record';

export type Verdict = 'new' | 'withinSplit' | 'acrossSplits';

/**
 * Compares hits alone: velocity and timing do not make a new rhythm.
 *
 * A pattern counts once for a style and split. One that an earlier split has is not held out, nor is one of
 * which an earlier split has both bars, or validation would reward memory. Short hashes are all that is kept.
 */
export class DuplicateFilter {
  private readonly seen = new Set<string>();

  /** Remembers what is new. Ask for all of train first, then validation, then test. */
  judge(record: CorpusRecord): Verdict {
    const bars = barHits(record);
    const whole = hash(bars.join('|'));
    if (this.seen.has(`${record.split} ${record.style} ${whole}`)) return 'withinSplit';
    if (EARLIER_SPLITS[record.split].some((split) => this.stoodIn(split, whole, bars))) return 'acrossSplits';
    this.seen.add(`${record.split} ${record.style} ${whole}`);
    this.seen.add(`${record.split} ${whole}`);
    for (const bar of bars) this.seen.add(`${record.split} bar ${hash(bar)}`);
    return 'new';
  }

  private stoodIn(split: Split, whole: string, bars: readonly string[]): boolean {
    return (
      this.seen.has(`${split} ${whole}`) || bars.every((bar) => this.seen.has(`${split} bar ${hash(bar)}`))
    );
  }
}

const EARLIER_SPLITS: Readonly<Record<Split, readonly Split[]>> = {
  train: [],
  validation: ['train'],
  test: ['train', 'validation'],
};

/** As text: steps of the bar and voices. */
function barHits(record: CorpusRecord): string[] {
  const bars = Array.from({ length: UNIT_BARS }, (): string[] => []);
  for (const [step, voice] of record.hits) {
    bars[Math.floor(step / STEPS_PER_BAR)]!.push(`${step % STEPS_PER_BAR}.${voice}`);
  }
  return bars.map((bar) => bar.join(' '));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64').slice(0, 16);
}
