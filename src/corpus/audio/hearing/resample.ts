// Brings a sound to the one sampling rate that hearing/ works at. Called by analyse.ts.

import type { Sound } from '../formats/sound';

export const ANALYSIS_RATE = 44_100;

/** Zero crossings of the windowed sinc on either side: aliases stay 60 dB below, which no drum is told apart by. */
const CROSSINGS = 12;
/** Fractions of a sample that the sinc is tabulated for. */
const PHASES = 256;

/** Resamples to {@link ANALYSIS_RATE} by a Hann-windowed sinc (Smith, Digital Audio Resampling, 2002). */
export function resampled({ sampleRate, samples }: Sound): Float32Array {
  if (sampleRate === ANALYSIS_RATE) return samples;
  const ratio = sampleRate / ANALYSIS_RATE;
  const cutoff = Math.min(1, 1 / ratio);
  const reach = Math.ceil(CROSSINGS / cutoff);
  const table = sincTable(cutoff, reach);
  const taps = 2 * reach;
  const length = Math.floor(samples.length / ratio);
  const result = new Float32Array(length);
  for (let at = 0; at < length; at++) {
    const position = at * ratio;
    const whole = Math.floor(position);
    const row = Math.min(PHASES - 1, Math.floor((position - whole) * PHASES)) * taps;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      const sample = samples[whole - reach + 1 + tap];
      if (sample !== undefined) sum += sample * table[row + tap]!;
    }
    result[at] = sum;
  }
  return result;
}

function sincTable(cutoff: number, reach: number): Float32Array {
  const taps = 2 * reach;
  return new Float32Array(PHASES * taps).map((_, at) => {
    const distance = (at % taps) - reach + 1 - Math.floor(at / taps) / PHASES;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
    const angle = Math.PI * distance * cutoff;
    return Math.abs(distance) >= reach ? 0 : cutoff * window * (angle === 0 ? 1 : Math.sin(angle) / angle);
  });
}
