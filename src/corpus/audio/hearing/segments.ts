// Describes the stretches between onsets by loudness, pitches and timbre, as Spotify's segments do.
// Called by analyse.ts.

import type { Segment } from '../../analysis/document';
import type { Onset } from './onsets';
import { BAND_COUNT, FRAMES_PER_SECOND, type Spectrum } from './spectrum';

const COEFFICIENTS = 12;
/** The mean spectrum of a segment is taken over at most these frames from its start: what a drum is known by. */
const TIMBRE_FRAMES = 17;

export function segmentsOf(spectrum: Spectrum, onsets: readonly Onset[], duration: number): Segment[] {
  const starts = [0, ...onsets.map(({ seconds }) => seconds).filter((seconds) => seconds > 0.01)];
  return starts.map((start, at) =>
    segment(spectrum, start, starts[at + 1] ?? Math.max(duration, start + 0.01)),
  );
}

function segment(spectrum: Spectrum, start: number, end: number): Segment {
  const first = Math.min(spectrum.frames - 1, Math.round(start * FRAMES_PER_SECOND));
  const last = Math.min(spectrum.frames, Math.max(first + 1, Math.round(end * FRAMES_PER_SECOND)));
  let loudest = first;
  for (let frame = first; frame < last; frame++) {
    if (loudnessAt(spectrum, frame) > loudnessAt(spectrum, loudest)) loudest = frame;
  }
  const maximum = loudnessAt(spectrum, loudest);
  const before = loudnessAt(spectrum, Math.max(0, first - 2));
  return {
    start,
    duration: end - start,
    confidence: Math.min(1, Math.max(0, (maximum - before) / 30)),
    loudness_start: before,
    loudness_max_time: (loudest - first) / FRAMES_PER_SECOND,
    loudness_max: maximum,
    loudness_end: loudnessAt(spectrum, last - 1),
    pitches: pitchesOf(spectrum, first, last),
    timbre: timbreOf(spectrum, first, Math.min(last, first + TIMBRE_FRAMES)),
  };
}

/** Energy of all bands, dB of full scale. */
function loudnessAt({ bandsDb, peakDb }: Spectrum, frame: number): number {
  let energy = 0;
  for (let band = 0; band < BAND_COUNT; band++) energy += 10 ** (bandsDb[frame * BAND_COUNT + band]! / 10);
  return peakDb + 10 * Math.log10(energy);
}

function pitchesOf({ chroma }: Spectrum, first: number, last: number): number[] {
  const sums = Array.from({ length: 12 }, (_, pitch) => {
    let sum = 0;
    for (let frame = first; frame < last; frame++) sum += chroma[frame * 12 + pitch]!;
    return sum;
  });
  const most = Math.max(...sums);
  return sums.map((sum) => (most > 0 ? sum / most : 0));
}

/** Loudness, brightness (positive for much treble), and the finer shape of the mean spectrum: its cosine transform. */
function timbreOf({ bandsDb }: Spectrum, first: number, last: number): number[] {
  const mean = Array.from({ length: BAND_COUNT }, (_, band) => {
    let sum = 0;
    for (let frame = first; frame < last; frame++) sum += bandsDb[frame * BAND_COUNT + band]!;
    return sum / (last - first);
  });
  return Array.from({ length: COEFFICIENTS }, (_, order) => {
    const sum = mean.reduce(
      (total, level, band) => total + level * Math.cos((Math.PI * order * (band + 0.5)) / BAND_COUNT),
      0,
    );
    return (order === 1 ? -sum : sum) / BAND_COUNT;
  });
}
