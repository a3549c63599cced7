// Finds the moments at which something sets in: in groups of bands for drums and beats, band by band for the
// rhythmstring. Called by analyse.ts; drums.ts and segments.ts work from these moments.

import { BAND_COUNT, FLOOR_DB, FRAMES_PER_SECOND, RHYTHM_BAND_COUNT, type Spectrum } from './spectrum';

/** Frames over which a rise counts: the length of the short window. */
const LAG_FRAMES = 2;
/** Within a band, what lies this far below its loudest moment is noise. */
const BAND_RANGE_DB = 45;

/** Bands that set in together, from the kick's to the hats'. */
const GROUPS = [
  [0, 3],
  [3, 7],
  [7, 12],
  [12, BAND_COUNT],
] as const;
/** How much each group counts for the beat: hats off the beat must not outweigh the kick on it. */
const BEAT_WEIGHTS = [2, 1, 1, 0.4] as const;

/** How strongly sound sets in, frame by frame. */
export interface OnsetStrength {
  /** Mean rise of the bands of each group over {@link LAG_FRAMES}, in dB. */
  readonly groups: readonly Float32Array[];
  /** Sum of the groups, weighted for finding the beat. */
  readonly forBeat: Float32Array;
}

/**
 * Spectral flux of spectra in logarithmic bands, after SuperFlux (Böck & Widmer, DAFx 2013) but without its
 * maximum filter over neighbouring bands.
 */
export function onsetStrength({ frames, bandsDb }: Spectrum): OnsetStrength {
  const rises = superFlux(bandsDb, frames, BAND_COUNT);
  const groups = GROUPS.map(([from, to]) => {
    const strength = new Float32Array(frames);
    for (let frame = 0; frame < frames; frame++) {
      let sum = 0;
      for (let band = from; band < to; band++) sum += rises[frame * BAND_COUNT + band]!;
      strength[frame] = sum / (to - from);
    }
    return strength;
  });
  const forBeat = new Float32Array(frames).map((_, frame) =>
    groups.reduce((sum, group, at) => sum + group[frame]! * BEAT_WEIGHTS[at]!, 0),
  );
  return { groups, forBeat };
}

/** Onsets in seconds for each of the eight bands of a rhythmstring. */
export function rhythmOnsets({ frames, rhythmDb }: Spectrum): number[][] {
  const rises = superFlux(rhythmDb, frames, RHYTHM_BAND_COUNT);
  return Array.from({ length: RHYTHM_BAND_COUNT }, (_, band) => {
    const strength = new Float32Array(frames).map((__, frame) => rises[frame * RHYTHM_BAND_COUNT + band]!);
    return pickPeaks(strength, BAND_ONSET_DB).map((frame) => Math.max(0, frame / FRAMES_PER_SECOND));
  });
}

/** A band sets in when it rises by this much above the mean of its surroundings. */
const BAND_ONSET_DB = 6;
/** Lower than for single bands: what is not a drum is sorted out by its spectrum. */
const CANDIDATE_DB = 1.5;
/** Peaks of different groups this close are one sound. */
const SAME_SOUND_SECONDS = 0.023;

export interface Onset {
  /** The frame with the nearest centre. */
  readonly frame: number;
  readonly seconds: number;
}

export function findOnsets({ groups }: OnsetStrength): Onset[] {
  const peaks = groups
    .flatMap((strength, group) =>
      pickPeaks(strength, CANDIDATE_DB).map((frame) => ({
        seconds: Math.max(0, frame / FRAMES_PER_SECOND - DELAY_SECONDS[group]!),
        height: strength[Math.round(frame)]!,
      })),
    )
    .sort((a, b) => a.seconds - b.seconds);
  const sounds: { seconds: number; height: number }[] = [];
  for (const peak of peaks) {
    const last = sounds.at(-1);
    if (!last || peak.seconds - last.seconds > SAME_SOUND_SECONDS) sounds.push(peak);
    else if (peak.height > last.height) sounds[sounds.length - 1] = peak;
  }
  return sounds.map(({ seconds }) => ({ seconds, frame: Math.round(seconds * FRAMES_PER_SECOND) }));
}

/**
 * How long after a sound sets in each group's rise is steepest, measured on rendered drums: a long window sees a kick
 * before its centre reaches it.
 */
const DELAY_SECONDS = [-0.009, -0.0085, 0.002, 0.0035] as const;

/** Rises of each band over {@link LAG_FRAMES}, in dB; falls are 0. */
function superFlux(levels: Float32Array, frames: number, bands: number): Float32Array {
  const floors = bandFloors(levels, frames, bands);
  const rises = new Float32Array(levels.length);
  const level = (frame: number, band: number): number =>
    frame < 0 ? floors[band]! : Math.max(floors[band]!, levels[frame * bands + band]!);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < bands; band++) {
      const before = frame - LAG_FRAMES;
      rises[frame * bands + band] = Math.max(0, level(frame, band) - level(before, band));
    }
  }
  return rises;
}

function bandFloors(levels: Float32Array, frames: number, bands: number): Float32Array {
  const floors = new Float32Array(bands).fill(FLOOR_DB);
  for (let frame = 0; frame < frames; frame++) {
    for (let band = 0; band < bands; band++) {
      floors[band] = Math.max(floors[band]!, levels[frame * bands + band]! - BAND_RANGE_DB);
    }
  }
  return floors;
}

/** Peak picking (Böck, Krebs & Schedl, ISMIR 2012): a local maximum that stands out from the mean around it. */
const MAXIMUM_FRAMES = 4;
const MEAN_FRAMES = 17;

/** Frames of the peaks, to a fraction by the parabola through each and its neighbours. */
function pickPeaks(strength: Float32Array, threshold: number): number[] {
  const sums = new Float64Array(strength.length + 1);
  for (let at = 0; at < strength.length; at++) sums[at + 1] = sums[at]! + strength[at]!;
  const peaks: number[] = [];
  for (let at = 0; at < strength.length; at++) {
    const height = strength[at]!;
    const from = Math.max(0, at - MEAN_FRAMES);
    const to = Math.min(strength.length, at + MEAN_FRAMES);
    if (height < threshold + (sums[to]! - sums[from]!) / (to - from)) continue;
    if (!isMaximum(strength, at)) continue;
    const before = strength[at - 1] ?? 0;
    const after = strength[at + 1] ?? 0;
    const bend = before - 2 * height + after;
    peaks.push(at + (bend < 0 ? (0.5 * (before - after)) / bend : 0));
  }
  return peaks;
}

function isMaximum(strength: Float32Array, at: number): boolean {
  for (let near = Math.max(0, at - MAXIMUM_FRAMES); near <= at + MAXIMUM_FRAMES; near++) {
    const value = strength[near] ?? 0;
    if (value > strength[at]! || (value === strength[at]! && near < at)) return false;
  }
  return true;
}
