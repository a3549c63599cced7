// Finds the tempo of a sound where it is not given. Called by analyse.ts.

import { FRAMES_PER_SECOND } from './spectrum';
import { mean } from '../../../rhythm/statistics';

/** `confidence` is how much the tempo stands out, 0–1. */
export interface Tempo {
  readonly bpm: number;
  readonly confidence: number;
}

const MIN_BPM = 70;
const MAX_BPM = 180;
/** Candidates lie this far apart, in shares: a beat drifts by less than a frame over sixteen. */
const STEP_SHARE = 0.001;
/** House and techno lie around here; half or double of a tempo lies two of these deviations off. */
const CENTRE_BPM = 122;
const SPREAD_OCTAVES = 0.5;
/** How many beats apart onsets are compared, and how much each distance counts. */
const BEATS_APART = [0.5, 1, 2, 3, 4, 8, 12, 16] as const;
const BEATS_WEIGHT = [0.3, 1, 1.2, 0.6, 1.6, 1.6, 0.8, 1.2] as const;
/** Beyond this share of the file too little is left to compare. */
const MAX_LAG_SHARE = 0.7;

/**
 * Autocorrelation of the onset strength at the beat and its multiples, with a log-normal preference for the
 * tempi of the style (Ellis, J. New Music Research 36, 2007).
 */
export function findTempo(strength: Float32Array): Tempo {
  const maxLag = Math.min(
    Math.floor(strength.length * MAX_LAG_SHARE),
    Math.ceil((60 / MIN_BPM) * 16 * FRAMES_PER_SECOND),
  );
  const correlation = autocorrelation(strength, maxLag);
  let best = { bpm: CENTRE_BPM, score: -Infinity };
  let total = 0;
  let count = 0;
  for (let bpm = MIN_BPM; bpm <= MAX_BPM; bpm *= 1 + STEP_SHARE) {
    const score = scoreOf(correlation, bpm);
    total += Math.max(0, score);
    count++;
    if (score > best.score) best = { bpm, score };
  }
  const usual = total / count;
  return { bpm: best.bpm, confidence: best.score > 0 ? Math.min(1, Math.max(0, 1 - usual / best.score)) : 0 };
}

function scoreOf(correlation: Float64Array, bpm: number): number {
  const beatFrames = (60 / bpm) * FRAMES_PER_SECOND;
  let sum = 0;
  let weights = 0;
  BEATS_APART.forEach((beats, at) => {
    const lag = beats * beatFrames;
    if (lag >= correlation.length - 1) return;
    sum += BEATS_WEIGHT[at]! * interpolated(correlation, lag);
    weights += BEATS_WEIGHT[at]!;
  });
  const octaves = Math.log2(bpm / CENTRE_BPM) / SPREAD_OCTAVES;
  return weights === 0 ? 0 : (sum / weights) * Math.exp(-0.5 * octaves * octaves);
}

function interpolated(values: Float64Array, at: number): number {
  const whole = Math.floor(at);
  const rest = at - whole;
  return values[whole]! * (1 - rest) + values[whole + 1]! * rest;
}

/** Mean product of the strength, less its mean, with itself so many frames later. */
function autocorrelation(strength: Float32Array, maxLag: number): Float64Array {
  const centre = mean(strength);
  const centred = Float64Array.from(strength, (value) => value - centre);
  return Float64Array.from({ length: maxLag + 1 }, (_, lag) => {
    let sum = 0;
    for (let at = lag; at < centred.length; at++) sum += centred[at]! * centred[at - lag]!;
    return sum / (centred.length - lag);
  });
}
