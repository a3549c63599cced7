// Adds up the patterns of one style. corpus-statistics.ts keeps one for each; typicality.ts judges patterns
// by the step profile.

import type { CorpusRecord, Provenance, Split } from '../corpus/record';
import { conditionValuesOf } from '../rhythm/condition-values';
import { hasBackbeat, isFourOnTheFloor, offBeatHatRate, syncopation } from '../rhythm/description';
import { STEPS_PER_BAR } from '../rhythm/grid';
import { hitsOf, type Pattern } from '../rhythm/pattern';
import { VOICE_COUNT } from '../rhythm/voices';
import { Histogram, type HistogramSummary } from './histogram';

/** How often each voice is hit on each 16th of the bar, 0–1: `profile[voice][step]`. */
export type StepProfile = readonly (readonly number[])[];

export interface StyleCount {
  readonly split: Split;
  readonly provenance: Provenance;
  readonly patterns: number;
}

export interface StyleSummary {
  readonly style: string;
  readonly patterns: number;
  readonly counts: readonly StyleCount[];
  /** Shares of the patterns, 0–1. */
  readonly fourOnTheFloor: number;
  readonly backbeat: number;
  /** Mean share of the off-beat 8ths that a hat is on, 0–1. */
  readonly offBeatHats: number;
  /** Means over the patterns. */
  readonly syncopation: number;
  readonly hitsPerBar: number;
  readonly swing: number;
  readonly tempoBpm: { readonly mean: number; readonly least: number; readonly most: number };
  readonly profile: StepProfile;
}

/** Takes constant memory, however many patterns there are. */
export class StyleStatistics {
  private patterns = 0;
  private bars = 0;
  private fourOnTheFloor = 0;
  private backbeat = 0;
  private offBeatHats = 0;
  private syncopation = 0;
  private hits = 0;
  private swing = 0;
  private readonly tempo = new Histogram({ low: 0, high: 400, bins: 1 });
  private readonly counts = new Map<string, StyleCount>();
  private readonly hitCounts = Array.from({ length: VOICE_COUNT }, () =>
    new Array<number>(STEPS_PER_BAR).fill(0),
  );

  constructor(readonly style: string) {}

  add(record: CorpusRecord, pattern: Pattern): void {
    const hits = hitsOf(pattern);
    this.patterns++;
    this.bars += pattern.bars;
    this.hits += hits.length;
    this.fourOnTheFloor += isFourOnTheFloor(pattern) ? 1 : 0;
    this.backbeat += hasBackbeat(pattern) ? 1 : 0;
    this.offBeatHats += offBeatHatRate(pattern);
    this.syncopation += syncopation(pattern);
    this.swing += conditionValuesOf(pattern).swing;
    this.tempo.add(record.tempoBpm);
    this.countOrigin(record);
    for (const { step, voice } of hits) this.hitCounts[voice]![step % STEPS_PER_BAR]! += 1;
  }

  summary(): StyleSummary {
    const tempo: HistogramSummary = this.tempo.summary();
    return {
      style: this.style,
      patterns: this.patterns,
      counts: [...this.counts.values()],
      fourOnTheFloor: this.fourOnTheFloor / this.patterns,
      backbeat: this.backbeat / this.patterns,
      offBeatHats: this.offBeatHats / this.patterns,
      syncopation: this.syncopation / this.patterns,
      hitsPerBar: this.hits / this.bars,
      swing: this.swing / this.patterns,
      tempoBpm: { mean: tempo.mean, least: tempo.least, most: tempo.most },
      profile: this.hitCounts.map((steps) => steps.map((hits) => hits / this.bars)),
    };
  }

  private countOrigin({ split, provenance }: CorpusRecord): void {
    const key = `${split} ${provenance}`;
    const patterns = (this.counts.get(key)?.patterns ?? 0) + 1;
    this.counts.set(key, { split, provenance, patterns });
  }
}
