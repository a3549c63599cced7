// Turns an analysis document into corpus records: drums on the grid, bars from the downbeat, two-bar windows.
// Used by the audio and Spotify sources and measure/audio-bench. Knows nothing of who wrote the document.

import { BEATS_PER_BAR, STEPS_PER_BEAT, UNIT_BARS } from '../../rhythm/grid';
import { patternFromHits, type PlacedHit } from '../../rhythm/pattern';
import { recordHits, type CorpusRecord } from '../record';
import { SourceStats } from '../source';
import { barsOf, windowsOf, type RhythmWindow } from '../windows/windows';
import { beatGridOf } from './beat-grid';
import { chooseWindows, MOST_REPEATED, MOST_VARIED } from './choose';
import { AnalysisError, type Analysis } from './document';
import { heardEvents } from './heard';
import { findDownbeat, findPhrase } from './metre';
import { mean } from '../../rhythm/statistics';

export interface AnalysisRhythm {
  readonly tempoBpm: number;
  /** Hits by bar from the first downbeat on; steps count from there. */
  readonly bars: readonly (readonly PlacedHit[])[];
  /** Whether each bar was heard well enough to learn from. */
  readonly reliable: readonly boolean[];
  /** First bar of the first whole phrase of four. */
  readonly phraseStart: number;
}

/** A bar is left out when the mean confidence of its beats is below this, or one of them has none. */
const MIN_BAR_CONFIDENCE = 0.1;
/** A time signature counts against a track only where it is this sure: techno is often read as 1/4. */
const MIN_SIGNATURE_CONFIDENCE = 0.5;

export const ANALYSIS_RULES = [
  '16ths lie straight between each beat and the next; onsets stand on the nearest with their distance kept, less the track’s median.',
  'Bars are counted from the downbeat that bars, backbeat, kick and the changes of the drums speak for, phrases of four bars from where the drums change most.',
  `Bars with unsteady beats or a mean confidence under ${MIN_BAR_CONFIDENCE} are left out; windows of two bars start on the first and third bar of a phrase.`,
  `Of each track at most ${MOST_REPEATED} most repeated and ${MOST_VARIED} most varied windows are kept.`,
] as const;

/** @throws AnalysisError with a sentence when the track is not in 4/4 or has no drums to find */
export function rhythmOfAnalysis(analysis: Analysis, stats: SourceStats = new SourceStats()): AnalysisRhythm {
  checkSignature(analysis);
  const grid = beatGridOf(analysis);
  const events = heardEvents(analysis, grid);
  if (events.length === 0) throw new AnalysisError('It has no drums that could be heard.');
  const { firstBeat } = findDownbeat(events, grid, analysis.bars);
  const counted = events.map((event) => ({
    ...event,
    positionSteps: event.positionSteps - firstBeat * STEPS_PER_BEAT,
  }));
  // What sounds where a loop ends is the beginning of its next round.
  const endSteps = (grid.confidence.length - firstBeat) * STEPS_PER_BEAT;
  const inside = counted.filter((event) => Math.floor(event.positionSteps + 0.5) < endSteps);
  stats.drop('notes after the last beat', counted.length - inside.length);
  const bars = barsOf({ events: inside, foreignNotes: 0 }, stats);
  const reliable = bars.map((_, bar) => {
    const from = firstBeat + bar * BEATS_PER_BAR;
    const beats = grid.confidence.slice(from, from + BEATS_PER_BAR);
    return (
      beats.length === BEATS_PER_BAR && beats.every((value) => value > 0) && mean(beats) >= MIN_BAR_CONFIDENCE
    );
  });
  stats.drop('bars that were not heard surely enough', reliable.filter((isSure) => !isSure).length);
  return { tempoBpm: grid.tempoBpm, bars, reliable, phraseStart: findPhrase(inside, bars.length) };
}

export type RecordOrigin = Pick<CorpusRecord, 'source' | 'group' | 'style' | 'split'>;

/**
 * The records of a track: two-bar windows that respect its phrases, the most repeated and the most varied of them.
 * What is left out is counted into the statistics.
 * @throws AnalysisError as {@link rhythmOfAnalysis}
 */
export function recordsOfAnalysis(
  analysis: Analysis,
  origin: RecordOrigin,
  stats: SourceStats,
): CorpusRecord[] {
  const rhythm = rhythmOfAnalysis(analysis, stats);
  const windows = phraseWindows(rhythm, stats);
  const kept = chooseWindows(windows);
  stats.drop('windows of a track beyond its most repeated and most varied', windows.length - kept.length);
  return kept.map(({ bar, hits }) => ({
    id: `${origin.source}/${origin.group}#${bar}`,
    ...origin,
    provenance: 'transcribed',
    tempoBpm: Math.round(rhythm.tempoBpm * 100) / 100,
    hits: recordHits(patternFromHits(UNIT_BARS, hits)),
  }));
}

function phraseWindows({ bars, reliable, phraseStart }: AnalysisRhythm, stats: SourceStats): RhythmWindow[] {
  return windowsOf(bars, stats).filter(
    ({ bar }) => (bar - phraseStart) % UNIT_BARS === 0 && reliable[bar] && reliable[bar + 1],
  );
}

function checkSignature({ track }: Analysis): void {
  const { time_signature: beats = 4, time_signature_confidence: confidence = 0 } = track;
  if (beats !== BEATS_PER_BAR && beats > 2 && confidence >= MIN_SIGNATURE_CONFIDENCE) {
    throw new AnalysisError(`Its time signature is ${beats}/4, not 4/4.`);
  }
}
