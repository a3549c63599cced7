// The grid of a track: where its 16ths lie in seconds, how sure each beat is, and where a time lies on it.
// Used by heard.ts, metre.ts, rhythm.ts and the onset map of exploration.

import { STEPS_PER_BEAT } from '../../rhythm/grid';
import { MAX_TEMPO_BPM, MIN_TEMPO_BPM } from '../record';
import { AnalysisError, type Analysis } from './document';
import { median } from '../../rhythm/statistics';

/** 16ths lie straight between each beat and the next. */
export interface BeatGrid {
  /** Seconds, ascending; the last is where the last beat ends. */
  readonly beatSeconds: readonly number[];
  /** Of each beat, 0–1; one fewer than `beatSeconds`. A beat that comes early or late has none. */
  readonly confidence: readonly number[];
  readonly tempoBpm: number;
}

/** Two bars: with fewer there is nothing to learn. */
const MIN_BEATS = 8;
/** A beat this much shorter or longer than the median one is a slip of the analyser, in shares of it. */
const MAX_SLIP = 0.12;
/** How far the tempo named may be from that of the beats, or from half or double of it, in shares. */
const MAX_TEMPO_DISAGREEMENT = 0.1;

/**
 * @throws AnalysisError when there are too few beats, they have no plausible tempo or contradict the one
 * named
 */
export function beatGridOf({ beats, track }: Analysis): BeatGrid {
  const last = beats.at(-1);
  if (!last || beats.length < MIN_BEATS) {
    throw new AnalysisError(`It has ${beats.length} beats, of which at least ${MIN_BEATS} are needed.`);
  }
  const starts = beats.map(({ start }) => start);
  const period = median(starts.slice(1).map((start, at) => start - starts[at]!));
  const beatSeconds = [...starts, last.start + period];
  const tempoBpm = 60 / period;
  if (tempoBpm < MIN_TEMPO_BPM || tempoBpm > MAX_TEMPO_BPM) {
    throw new AnalysisError(`Its beats come at ${Math.round(tempoBpm)} bpm, which is no tempo of music.`);
  }
  if (track.tempo > 0 && !isSameTempo(track.tempo, tempoBpm)) {
    throw new AnalysisError(
      `Its keys contradict each other: the tempo is ${Math.round(track.tempo)} bpm, that of the beats ${Math.round(tempoBpm)}.`,
    );
  }
  const isSteady = (beat: number): boolean =>
    Math.abs(beatSeconds[beat + 1]! - beatSeconds[beat]! - period) <= MAX_SLIP * period;
  return { beatSeconds, confidence: beats.map((beat, at) => (isSteady(at) ? beat.confidence : 0)), tempoBpm };
}

/** Where a time lies, in 16ths from the first beat; before it and after the last the tempo is carried on. */
export function positionSteps({ beatSeconds }: BeatGrid, seconds: number): number {
  let low = 0;
  let high = beatSeconds.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (beatSeconds[middle]! <= seconds) low = middle;
    else high = middle;
  }
  const start = beatSeconds[low]!;
  return STEPS_PER_BEAT * (low + (seconds - start) / (beatSeconds[low + 1]! - start));
}

function isSameTempo(named: number, beaten: number): boolean {
  return [0.5, 1, 2].some((octave) => Math.abs(named * octave - beaten) <= MAX_TEMPO_DISAGREEMENT * beaten);
}
