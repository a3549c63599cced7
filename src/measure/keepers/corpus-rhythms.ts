// The rhythms of a corpus by style, split and provenance: what a model's are laid beside. Read once by
// scripts/keepers.ts; of all but the held-out keepers only counts stay in memory.

import { patternOfRecord, PROVENANCES, type CorpusRecord, type Provenance } from '../../corpus/record';
import type { Pattern } from '../../rhythm/pattern';
import { keepsRules } from '../../rhythm/rules/rule';
import { type Judgement, type RhythmFigures, RuleTally } from './rule-tally';

/** Which held-out rhythms are measured. */
export const HELD_OUT_CHOICES = ['both', 'validation', 'test'] as const;
export type HeldOutChoice = (typeof HELD_OUT_CHOICES)[number];

/** The rhythms of a style in one part of a corpus. */
export interface CorpusPart {
  readonly set: 'held out' | 'training';
  /** `all` where they came to be in more than one way. */
  readonly provenance: Provenance | 'all';
  readonly figures: RhythmFigures;
}

export class StyleCorpus {
  /** Held-out rhythms that keep every rule of the style. */
  readonly heldOutKeepers: Pattern[] = [];
  private readonly tallies = new Map<string, RuleTally>();

  constructor(private readonly judgement: Judgement) {}

  add(record: CorpusRecord): void {
    const pattern = patternOfRecord(record);
    const set = record.split === 'train' ? 'training' : 'held out';
    this.tally(set, record.provenance).add(pattern);
    this.tally(set, 'all').add(pattern);
    if (set === 'held out' && keepsRules(this.judgement.rules, pattern)) this.heldOutKeepers.push(pattern);
  }

  parts(): CorpusPart[] {
    return (['held out', 'training'] as const).flatMap((set) => {
      const parts = [...PROVENANCES, 'all' as const].flatMap((provenance): CorpusPart[] => {
        const figures = this.tally(set, provenance).figures();
        return figures ? [{ set, provenance, figures }] : [];
      });
      return parts.length > 2 ? parts : parts.slice(0, 1);
    });
  }

  private tally(set: CorpusPart['set'], provenance: CorpusPart['provenance']): RuleTally {
    const name = `${set}, ${provenance}`;
    const tally = this.tallies.get(name) ?? new RuleTally(this.judgement);
    this.tallies.set(name, tally);
    return tally;
  }
}

export interface ReadOptions {
  /** The rules of the styles wanted; others are left. */
  readonly judgements: ReadonlyMap<string, Judgement>;
  readonly split: HeldOutChoice;
}

/** The rhythms of the styles wanted; a style that the corpus lacks has none. */
export async function readCorpusRhythms(
  records: AsyncIterable<CorpusRecord>,
  { judgements, split }: ReadOptions,
): Promise<Map<string, StyleCorpus>> {
  const styles = new Map(Array.from(judgements, ([style, judgement]) => [style, new StyleCorpus(judgement)]));
  for await (const record of records) {
    if (record.split === 'train' || split === 'both' || record.split === split)
      styles.get(record.style)?.add(record);
  }
  return styles;
}
