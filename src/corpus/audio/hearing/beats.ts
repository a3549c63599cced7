// Tracks the beats of a sound by its onset strength, and makes an exact pulse of them where a machine played.
// Called by analyse.ts.

import { BEATS_PER_BAR } from '../../../rhythm/grid';
import { FRAMES_PER_SECOND } from './spectrum';
import { mean, standardDeviation } from '../../../rhythm/statistics';

/** How much a beat off the tempo costs against what it gains (Ellis's α, for strengths of unit deviation). */
const TIGHTNESS = 400;
/** Beats that deviate less from a steady pulse are played by a machine: standard deviation in seconds. */
const STEADY_SECONDS = 0.012;

/** Beats in seconds, ascending, from the start of the file to its end. */
export interface Beats {
  readonly seconds: readonly number[];
  readonly bpm: number;
  /** Evenly spaced, as a machine plays. */
  readonly isSteady: boolean;
}

/**
 * Dynamic programming finds the sequence that collects the most onset strength while it keeps to the tempo
 * (Ellis 2007). Where it comes out steady, the pulse that fits it best takes its place.
 * @param exactBpm the tempo of the pulse where it is known
 */
export function trackBeats(strength: Float32Array, bpm: number, exactBpm?: number): Beats {
  const period = (60 / bpm) * FRAMES_PER_SECOND;
  const tracked = bestPath(normalised(strength), period).map((frame) => frame / FRAMES_PER_SECOND);
  const duration = strength.length / FRAMES_PER_SECOND;
  const pulse = fitPulse(tracked, 60 / bpm);
  if (exactBpm !== undefined && (tracked.length < 2 || tracked.length < MAX_EXACT_BEATS)) {
    return steady(phaseOf(strength, exactBpm), exactBpm, duration);
  }
  if (pulse.deviation > STEADY_SECONDS) return { seconds: tracked, bpm, isSteady: false };
  const fittedBpm = 60 / pulse.period;
  return steady(phaseOf(strength, fittedBpm), fittedBpm, duration);
}

/** A tempo that is given in whole bpm drifts off a track within minutes, but not off a loop. */
const MAX_EXACT_BEATS = 128;

function steady(phase: number, bpm: number, duration: number): Beats {
  const period = 60 / bpm;
  // A beat at the very start may come out some frames before it; one at the very end begins nothing.
  const first = phase > period - START_TOLERANCE ? phase - period : phase;
  const count = Math.max(0, Math.floor((duration - first - period / 2) / period) + 1);
  return {
    seconds: Array.from({ length: count }, (_, beat) => Math.max(0, first) + beat * period),
    bpm,
    isSteady: true,
  };
}

const START_TOLERANCE = 0.03;

/**
 * In seconds: the most silence that encoders add to a loop, the most of it before the first beat, and how
 * much shorter a loop may be cut.
 */
const PADDING_SECONDS = 0.13;
const LEAD_SECONDS = 0.06;
const CUT_SECONDS = 0.03;
const LOOP_BARS = [1, 2, 4, 8, 16] as const;

/** How many bars of a tempo a loop has that is cut to length; undefined for other lengths. */
export function barsOfLoop(duration: number, bpm: number): number | undefined {
  return LOOP_BARS.find((bars) => {
    const rest = duration - (bars * BEATS_PER_BAR * 60) / bpm;
    return rest > -CUT_SECONDS && rest < PADDING_SECONDS;
  });
}

/**
 * Where a pulse of the tempo collects the most onset strength, in seconds after the start, below one period. A loop
 * that is cut to length begins with a beat, however loud its off-beats are.
 */
function phaseOf(strength: Float32Array, bpm: number): number {
  const period = (60 / bpm) * FRAMES_PER_SECOND;
  const isLoop = barsOfLoop(strength.length / FRAMES_PER_SECOND, bpm) !== undefined;
  const end = isLoop ? LEAD_SECONDS * FRAMES_PER_SECOND : period;
  let best = { phase: 0, score: -Infinity };
  for (let phase = 0; phase < end; phase += 0.25) {
    let score = 0;
    for (let at = phase; at < strength.length - 1; at += period) {
      const whole = Math.floor(at);
      score += strength[whole]! * (1 - at + whole) + strength[whole + 1]! * (at - whole);
    }
    if (score > best.score) best = { phase, score };
  }
  return best.phase / FRAMES_PER_SECOND;
}

function bestPath(strength: Float32Array, period: number): number[] {
  const score = new Float64Array(strength.length);
  const before = new Int32Array(strength.length).fill(-1);
  const nearest = Math.round(period / 2);
  const furthest = Math.round(period * 2);
  const penalty = Float64Array.from({ length: furthest + 1 }, (_, lag) =>
    lag === 0 ? 0 : TIGHTNESS * Math.log(lag / period) ** 2,
  );
  for (let frame = 0; frame < strength.length; frame++) {
    let best = 0;
    for (let lag = nearest; lag <= furthest && lag <= frame; lag++) {
      const value = score[frame - lag]! - penalty[lag]!;
      if (value > best) {
        best = value;
        before[frame] = frame - lag;
      }
    }
    score[frame] = strength[frame]! + best;
  }
  let at = strength.length - 1;
  for (let frame = Math.max(0, strength.length - furthest); frame < strength.length; frame++) {
    if (score[frame]! > score[at]!) at = frame;
  }
  const path: number[] = [];
  for (; at >= 0; at = before[at]!) path.push(at);
  return path.reverse();
}

function normalised(strength: Float32Array): Float32Array {
  const deviation = standardDeviation(strength) || 1;
  return strength.map((value) => value / deviation);
}

/** Least squares of beat times over their number, after each gap is counted in whole periods. */
function fitPulse(
  beats: readonly number[],
  period: number,
): { readonly period: number; readonly deviation: number } {
  if (beats.length < 3) return { period, deviation: Infinity };
  let number = 0;
  const numbers = beats.map((time, at) => {
    if (at > 0) number += Math.max(1, Math.round((time - beats[at - 1]!) / period));
    return number;
  });
  const meanNumber = mean(numbers);
  const meanTime = mean(beats);
  let covariance = 0;
  let variance = 0;
  numbers.forEach((value, at) => {
    covariance += (value - meanNumber) * (beats[at]! - meanTime);
    variance += (value - meanNumber) ** 2;
  });
  const slope = covariance / variance;
  const residuals = numbers.map((value, at) => beats[at]! - meanTime - slope * (value - meanNumber));
  return { period: slope, deviation: Math.sqrt(mean(residuals.map((value) => value * value))) };
}
