// Picks the most typical and the rarest patterns of every style. explore-corpus.ts feeds it in a second
// reading, when the step profiles are known; style-section.ts shows the picks.

import type { CorpusRecord } from '../corpus/record';
import { patternOfRecord } from '../corpus/record';
import { hitKey } from '../rhythm/distance';
import { STEPS_PER_BAR } from '../rhythm/grid';
import { hitsOf, type Pattern } from '../rhythm/pattern';
import { Shortlist } from './shortlist';
import type { StepProfile, StyleSummary } from './style-statistics';

export interface PickedPattern {
  readonly record: CorpusRecord;
  /** Its typicality, 0–1. */
  readonly score: number;
}

export interface StylePicks {
  readonly style: string;
  /** The most typical first. */
  readonly typical: readonly PickedPattern[];
  /** The rarest first. */
  readonly rarest: readonly PickedPattern[];
}

/**
 * How typical a pattern is for a step profile: the cosine between its hits and the profile, 0–1.
 *
 * Neither likelihood nor Hamming distance does here: both are best for the sparsest patterns wherever no cell is hit
 * more often than not, so that in most styles near-silence would come out as typical. The cosine is free of the
 * number of hits.
 */
export function typicality(pattern: Pattern, profile: StepProfile): number {
  const hits = hitsOf(pattern);
  const norm = Math.hypot(...profile.flat()) * Math.sqrt(pattern.bars);
  if (hits.length === 0 || norm === 0) return 0;
  const shared = hits.reduce((sum, { step, voice }) => sum + profile[voice]![step % STEPS_PER_BAR]!, 0);
  return shared / (Math.sqrt(hits.length) * norm);
}

/** Holds no more than its picks, however many records it is given. */
export class TypicalityPicker {
  private readonly styles: ReadonlyMap<string, StylePicker>;

  /** @param size how many to pick of each kind and style */
  constructor(styles: readonly StyleSummary[], size: number) {
    this.styles = new Map(styles.map((style) => [style.style, stylePicker(style.profile, size)]));
  }

  /** Considers a record; one of an unknown style is ignored. */
  add(record: CorpusRecord): void {
    const style = this.styles.get(record.style);
    if (!style) return;
    const pattern = patternOfRecord(record);
    const score = typicality(pattern, style.profile);
    // Windows of one take, and equal rhythms of different takes, would otherwise fill the list.
    const marks = [`group ${record.source} ${record.group}`, `hits ${hitKey(pattern)}`];
    const pick = { record, score };
    style.typical.add(pick, { score, tieBreak: record.id, marks });
    style.rarest.add(pick, { score: -score, tieBreak: record.id, marks });
  }

  picks(): StylePicks[] {
    return [...this.styles].map(([style, { typical, rarest }]) => ({
      style,
      typical: typical.items(),
      rarest: rarest.items(),
    }));
  }
}

interface StylePicker {
  readonly profile: StepProfile;
  readonly typical: Shortlist<PickedPattern>;
  readonly rarest: Shortlist<PickedPattern>;
}

function stylePicker(profile: StepProfile, size: number): StylePicker {
  return { profile, typical: new Shortlist(size), rarest: new Shortlist(size) };
}
