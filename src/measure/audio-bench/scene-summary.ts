// The scores of many scenes as one set of figures. Called by hear-scenes.ts; audio-table.ts shows them.
// It knows nothing of sound.

import { VOICES, type VoiceId } from '../../rhythm/voices';
import { quantile } from '../quantile';
import { fMeasure, sumMatches, type Matches, type Score } from './scene-score';

/** All scenes of a kind together. */
export interface SceneSummary {
  readonly scenes: number;
  readonly voices: Readonly<Record<VoiceId, { readonly f: number; readonly wanted: number }>>;
  /** Closed and open hats as one voice; snare and clap as one. */
  readonly hats: number;
  readonly backbeat: number;
  readonly accuracy1: number;
  readonly accuracy2: number;
  readonly beats: number;
  readonly downbeats: number;
  /** Found less true time of matched drums, percentiles in ms. */
  readonly errorMs: { readonly low: number; readonly median: number; readonly high: number };
  /** Seconds of audio in a second of processor time. */
  readonly speed: number;
}

/** Sums the scores up; `speed` is in seconds of audio in a second of processor time. */
export function summaryOf(scores: readonly Score[], speed: number): SceneSummary {
  const voiceMatches = (id: VoiceId): Matches => sumMatches(scores.map(({ voices }) => voices[id]));
  const share = (isTrue: (score: Score) => boolean): number => scores.filter(isTrue).length / scores.length;
  const errors = scores.flatMap(({ errorsSeconds }) => errorsSeconds);
  const errorMs = (part: number): number => 1000 * quantile(errors, part);
  return {
    scenes: scores.length,
    voices: Object.fromEntries(
      VOICES.map(({ id }) => [id, { f: fMeasure(voiceMatches(id)), wanted: voiceMatches(id).wanted }]),
    ) as SceneSummary['voices'],
    hats: fMeasure(sumMatches([voiceMatches('closed-hat'), voiceMatches('open-hat')])),
    backbeat: fMeasure(sumMatches([voiceMatches('snare'), voiceMatches('clap')])),
    accuracy1: share(({ accuracy1 }) => accuracy1),
    accuracy2: share(({ accuracy2 }) => accuracy2),
    beats: fMeasure(sumMatches(scores.map(({ beats }) => beats))),
    downbeats: share(({ downbeat }) => downbeat),
    errorMs: { low: errorMs(0.05), median: errorMs(0.5), high: errorMs(0.95) },
    speed,
  };
}
