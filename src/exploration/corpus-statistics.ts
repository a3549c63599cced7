// Adds a corpus up, record by record: voices, styles, density, swing and tempo. Fed by explore-corpus.ts; the
// sections of the page read the summary.

import { patternOfRecord, type CorpusRecord } from '../corpus/record';
import { conditionValuesOf } from '../rhythm/condition-values';
import { hitsOf } from '../rhythm/pattern';
import { VOICES, type VoiceId } from '../rhythm/voices';
import { Histogram, type HistogramSummary } from './histogram';
import { StyleStatistics, type StyleSummary } from './style-statistics';

export interface VoiceSummary {
  readonly voice: VoiceId;
  readonly hits: number;
  /** Share of the patterns that it sounds in, 0–1. */
  readonly presence: number;
  /** MIDI velocities, 1–127. */
  readonly velocity: HistogramSummary;
  /** Distance from the grid in 16th steps; negative is early. */
  readonly offset: HistogramSummary;
}

/** What a corpus is like: a few thousand numbers however many patterns there are. */
export interface CorpusSummary {
  readonly patterns: number;
  readonly hits: number;
  readonly patternsBySource: Readonly<Record<string, number>>;
  /** The style of the most patterns first. */
  readonly styles: readonly StyleSummary[];
  /** In the order of the grid, voices without a hit included. */
  readonly voices: readonly VoiceSummary[];
  /** Hits per bar, a pattern a value. */
  readonly density: HistogramSummary;
  /** 0 straight, 1 a full triplet. */
  readonly swing: HistogramSummary;
  readonly tempoBpm: HistogramSummary;
}

/** Memory grows with the number of styles and sources alone. */
export class CorpusStatistics {
  private patterns = 0;
  private readonly bySource = new Map<string, number>();
  private readonly styles = new Map<string, StyleStatistics>();
  private readonly voices = VOICES.map(() => new VoiceStatistics());
  private readonly density = new Histogram({ low: 0, high: 48, bins: 24 });
  private readonly swing = new Histogram({ low: -1, high: 1, bins: 25 });
  private readonly tempo = new Histogram({ low: 60, high: 210, bins: 30 });

  add(record: CorpusRecord): void {
    const pattern = patternOfRecord(record);
    const hits = hitsOf(pattern);
    this.patterns++;
    this.bySource.set(record.source, (this.bySource.get(record.source) ?? 0) + 1);
    this.density.add(hits.length / pattern.bars);
    this.swing.add(conditionValuesOf(pattern).swing);
    this.tempo.add(record.tempoBpm);
    for (const { voice, velocity, offset } of hits) this.voices[voice]!.addHit(velocity, offset);
    for (const voice of new Set(hits.map((hit) => hit.voice))) this.voices[voice]!.presentIn++;

    const style = this.styles.get(record.style) ?? new StyleStatistics(record.style);
    this.styles.set(record.style, style);
    style.add(record, pattern);
  }

  summary(): CorpusSummary {
    const voices = this.voices.map((voice, at) => voice.summary(VOICES[at]!.id, this.patterns));
    return {
      patterns: this.patterns,
      hits: voices.reduce((sum, { hits }) => sum + hits, 0),
      patternsBySource: Object.fromEntries([...this.bySource].sort(([a], [b]) => (a < b ? -1 : 1))),
      styles: [...this.styles.values()].map((style) => style.summary()).sort(byPatternsThenName),
      voices,
      density: this.density.summary(),
      swing: this.swing.summary(),
      tempoBpm: this.tempo.summary(),
    };
  }
}

class VoiceStatistics {
  presentIn = 0;
  private hits = 0;
  private readonly velocity = new Histogram({ low: 0, high: 128, bins: 16 });
  // Bins of 1/24 step, the middle one round the grid: five ticks each at the usual 480 a quarter note, so that no bin
  // holds a tick more than its neighbour.
  private readonly offset = new Histogram({ low: -25 / 48, high: 25 / 48, bins: 25 });

  addHit(velocity: number, offset: number): void {
    this.hits++;
    this.velocity.add(velocity * 127);
    this.offset.add(offset);
  }

  summary(voice: VoiceId, patterns: number): VoiceSummary {
    return {
      voice,
      hits: this.hits,
      presence: patterns === 0 ? 0 : this.presentIn / patterns,
      velocity: this.velocity.summary(),
      offset: this.offset.summary(),
    };
  }
}

function byPatternsThenName(a: StyleSummary, b: StyleSummary): number {
  return b.patterns - a.patterns || (a.style < b.style ? -1 : 1);
}
