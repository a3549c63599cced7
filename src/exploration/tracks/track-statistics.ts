// Adds up analysed tracks: genres, artists, features, keys, sections and onsets. Fed by explore-tracks.ts;
// tracks-page.ts shows the summary.

import type { Analysis } from '../../corpus/analysis/document';
import type { TrackRow } from '../../spotify/pull/pull-folder';
import { Histogram, type HistogramSummary } from '../histogram';
import { Correlations } from './correlations';
import { Counts, type NamedCount } from './counts';
import { DensityMap, type DensitySummary } from './density-map';
import { FEATURE_NAMES, FEATURES, featuresOf, type FeatureName } from './features';
import { MeanOnsets, onsetSharesOf, type OnsetShares } from './onset-map';
import { Reservoir } from './reservoir';
import { mean } from '../../rhythm/statistics';

/** Pairs of features that are drawn against each other. */
export const PAIRS: readonly (readonly [FeatureName, FeatureName])[] = [
  ['tempoBpm', 'loudnessDb'],
  ['tempoBpm', 'tempoConfidence'],
  ['tempoBpm', 'durationMinutes'],
  ['loudnessDb', 'segmentsPerSecond'],
  ['durationMinutes', 'sections'],
  ['beatConfidence', 'segmentsPerSecond'],
];

/** A section's loudness against that of its track, dB, by where it lies in the track, 0–1. */
const SECTION_TIME = { low: 0, high: 1, bins: 20 } as const;
const SECTION_LOUDNESS = { low: -15, high: 10, bins: 25 } as const;
const TRACKS_DRAWN = 6;
const NAMES_SHOWN = 24;
const REASONS_KEPT = 1000;

export interface DrawnTrack {
  readonly name: string;
  /** Seconds and dB. */
  readonly points: readonly (readonly [number, number])[];
}

/** What analysed tracks are like: a few thousand numbers however many there are. */
export interface TrackSummary {
  /** Tracks known, with or without a document. */
  readonly tracks: number;
  readonly documents: number;
  readonly left: readonly NamedCount[];
  readonly genres: readonly NamedCount[];
  readonly genreCount: number;
  readonly artists: readonly NamedCount[];
  readonly artistCount: number;
  readonly features: Readonly<Record<FeatureName, HistogramSummary>>;
  /** Tracks by pitch class from C, of major and of minor; those without a key are in neither. */
  readonly keys: { readonly major: readonly number[]; readonly minor: readonly number[] };
  readonly keyConfidence: HistogramSummary;
  readonly timeSignatures: readonly NamedCount[];
  readonly pairs: readonly DensitySummary[];
  readonly correlations: readonly (readonly number[])[];
  readonly sections: DensitySummary;
  readonly drawn: readonly DrawnTrack[];
  /** The mean onset map of all tracks and of each genre, the largest first. */
  readonly onsets: readonly {
    readonly name: string;
    readonly tracks: number;
    readonly shares: OnsetShares;
  }[];
}

/** Memory grows with the number of genres and artists alone. */
export class TrackStatistics {
  private tracks = 0;
  private documents = 0;
  private readonly left = new Counts(REASONS_KEPT);
  private readonly genres = new Counts();
  private readonly artists = new Counts();
  private readonly features = FEATURE_NAMES.map((name) => new Histogram(FEATURES[name].shape));
  private readonly keys = { major: new Array<number>(12).fill(0), minor: new Array<number>(12).fill(0) };
  private readonly keyConfidence = new Histogram({ low: 0, high: 1, bins: 20 });
  private readonly timeSignatures = new Counts();
  private readonly pairs = PAIRS.map(([x, y]) => new DensityMap(FEATURES[x].shape, FEATURES[y].shape));
  private readonly correlations = new Correlations(FEATURE_NAMES.length);
  private readonly sections = new DensityMap(SECTION_TIME, SECTION_LOUDNESS);
  private readonly drawn: Reservoir<DrawnTrack>;
  private readonly onsets = new MeanOnsets();
  private readonly onsetsByGenre = new Map<string, MeanOnsets>();

  constructor(seed: number) {
    this.drawn = new Reservoir(TRACKS_DRAWN, seed);
  }

  /** Counts a track, whether or not there is a document of it. */
  addTrack(track: TrackRow | undefined): void {
    this.tracks++;
    if (!track) return;
    this.genres.add(track.genre);
    this.artists.add(track.artist);
  }

  /** Counts why a track has no document. */
  leaveOut(reason: string): void {
    this.left.add(reason);
  }

  addAnalysis(analysis: Analysis, name: string, genre: string | undefined): void {
    this.documents++;
    const features = featuresOf(analysis);
    FEATURE_NAMES.forEach((feature, at) => {
      this.features[at]!.add(features[feature]);
    });
    PAIRS.forEach(([x, y], at) => {
      this.pairs[at]!.add(features[x], features[y]);
    });
    this.correlations.add(FEATURE_NAMES.map((feature) => features[feature]));
    this.addKey(analysis);
    this.addSections(analysis, name);
    const shares = onsetSharesOf(analysis);
    if (!shares) return;
    this.onsets.add(shares);
    if (genre === undefined) return;
    const ofGenre = this.onsetsByGenre.get(genre) ?? new MeanOnsets();
    this.onsetsByGenre.set(genre, ofGenre);
    ofGenre.add(shares);
  }

  summary(): TrackSummary {
    const byGenre = [...this.onsetsByGenre].sort(
      (a, b) => b[1].tracks - a[1].tracks || (a[0] < b[0] ? -1 : 1),
    );
    const maps = [['all tracks', this.onsets] as const, ...byGenre].filter(([, { tracks }]) => tracks > 0);
    return {
      tracks: this.tracks,
      documents: this.documents,
      left: this.left.top(NAMES_SHOWN),
      genres: this.genres.top(NAMES_SHOWN),
      genreCount: this.genres.names,
      artists: this.artists.top(NAMES_SHOWN),
      artistCount: this.artists.names,
      features: Object.fromEntries(
        FEATURE_NAMES.map((name, at) => [name, this.features[at]!.summary()]),
      ) as Record<FeatureName, HistogramSummary>,
      keys: { major: [...this.keys.major], minor: [...this.keys.minor] },
      keyConfidence: this.keyConfidence.summary(),
      timeSignatures: this.timeSignatures.top(NAMES_SHOWN),
      pairs: this.pairs.map((pair) => pair.summary()),
      correlations: this.correlations.matrix(),
      sections: this.sections.summary(),
      drawn: this.drawn.items(),
      onsets: maps
        .slice(0, NAMES_SHOWN)
        .map(([name, mean]) => ({ name, tracks: mean.tracks, shares: mean.mean() })),
    };
  }

  private addKey({ track }: Analysis): void {
    const { key = -1, mode = -1, key_confidence: confidence, time_signature: beats } = track;
    const row = mode === 1 ? this.keys.major : this.keys.minor;
    if (key >= 0 && mode >= 0) row[key]! += 1;
    if (confidence !== undefined) this.keyConfidence.add(confidence);
    if (beats !== undefined) this.timeSignatures.add(`${beats}/4`);
  }

  private addSections({ track, sections }: Analysis, name: string): void {
    if (sections.length === 0) return;
    const usual = mean(sections.map(({ loudness }) => loudness));
    for (const { start, duration, loudness } of sections) {
      const middle = (start + duration / 2) / track.duration;
      this.sections.add(middle, loudness - usual);
    }
    this.drawn.add(() => ({
      name,
      points: sections.map(({ start, loudness }) => [Math.round(start), loudness] as const),
    }));
  }
}
