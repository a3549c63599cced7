// The numbers by which tracks are compared, with the label and the bins of each. Used by track-statistics.ts
// and tracks-page.ts.

import type { Analysis } from '../../corpus/analysis/document';
import type { HistogramShape } from '../histogram';

export interface TrackFeatures {
  readonly tempoBpm: number;
  readonly loudnessDb: number;
  readonly durationMinutes: number;
  readonly tempoConfidence: number;
  readonly beatConfidence: number;
  /** How often the sound changes. */
  readonly segmentsPerSecond: number;
  readonly sections: number;
}
export type FeatureName = keyof TrackFeatures;

export const FEATURES: Readonly<
  Record<FeatureName, { readonly label: string; readonly shape: HistogramShape }>
> = {
  tempoBpm: { label: 'tempo, BPM', shape: { low: 60, high: 210, bins: 30 } },
  loudnessDb: { label: 'loudness, dB', shape: { low: -30, high: 0, bins: 30 } },
  durationMinutes: { label: 'duration, minutes', shape: { low: 0, high: 12, bins: 24 } },
  tempoConfidence: { label: 'tempo confidence', shape: { low: 0, high: 1, bins: 20 } },
  beatConfidence: { label: 'mean beat confidence', shape: { low: 0, high: 1, bins: 20 } },
  segmentsPerSecond: { label: 'segments per second', shape: { low: 0, high: 10, bins: 20 } },
  sections: { label: 'sections', shape: { low: 0, high: 30, bins: 30 } },
};
export const FEATURE_NAMES = Object.keys(FEATURES) as readonly FeatureName[];

/** The features of an analysed track. What Spotify leaves out counts as 0, which is what it writes where it is not sure. */
export function featuresOf({ track, beats, segments, sections }: Analysis): TrackFeatures {
  const confidence = beats.reduce((sum, beat) => sum + beat.confidence, 0);
  return {
    tempoBpm: track.tempo,
    loudnessDb: track.loudness ?? 0,
    durationMinutes: track.duration / 60,
    tempoConfidence: track.tempo_confidence ?? 0,
    beatConfidence: beats.length === 0 ? 0 : confidence / beats.length,
    segmentsPerSecond: segments.length / track.duration,
    sections: sections.length,
  };
}
