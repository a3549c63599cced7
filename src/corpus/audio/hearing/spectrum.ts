// Short-time spectra of a sound in bands, from which onsets, drums and segments are found. Called by
// analyse.ts and measure/audio-bench. The drum network was fitted to these bands: others need new weights.

import FFT from 'fft.js';
import { ANALYSIS_RATE } from './resample';

/** Samples from one frame to the next: 5.8 ms. */
export const HOP_SAMPLES = 256;
export const FRAMES_PER_SECOND = ANALYSIS_RATE / HOP_SAMPLES;

/** Edges of the bands in Hz, about half an octave each: drums differ by where their energy lies, not by notes. */
const BAND_EDGES = [
  30, 60, 90, 130, 180, 250, 350, 500, 700, 1000, 1400, 2000, 2800, 4000, 5600, 8000, 11_000, 16_000,
] as const;
export const BAND_COUNT = BAND_EDGES.length - 1;
/** Below, a long window tells pitches apart; above, a short one tells when. */
const LONG_WINDOW_HERTZ = 500;
const LONG_WINDOW = 2048;
const SHORT_WINDOW = 512;

/** Eight bands of equal width up to 5.5 kHz, the last open above, as rhythmstrings have them. */
export const RHYTHM_BAND_COUNT = 8;
const RHYTHM_BAND_HERTZ = 11_025 / 2 / RHYTHM_BAND_COUNT;

const CHROMA_HERTZ = [110, 1760] as const;

/** Levels in dB are against the loudest of their own array, at least {@link FLOOR_DB}. */
export interface Spectrum {
  readonly frames: number;
  /** Frame-major, {@link BAND_COUNT} a frame. */
  readonly bandsDb: Float32Array;
  /** Frame-major, {@link RHYTHM_BAND_COUNT} a frame. */
  readonly rhythmDb: Float32Array;
  /** Energy by pitch class from C, 12 a frame. */
  readonly chroma: Float32Array;
  /** Full-scale level of the loudest band of the loudest frame. */
  readonly peakDb: number;
}

export const FLOOR_DB = -70;

/** Uses two window lengths; frame `n` is centred on sample `n · HOP_SAMPLES`. */
export function spectrumOf(samples: Float32Array): Spectrum {
  const frames = Math.max(1, Math.ceil(samples.length / HOP_SAMPLES));
  const bands = new Float32Array(frames * BAND_COUNT);
  const rhythm = new Float32Array(frames * RHYTHM_BAND_COUNT);
  const chroma = new Float32Array(frames * 12);
  const long = new PowerSpectrum(LONG_WINDOW);
  const short = new PowerSpectrum(SHORT_WINDOW);
  const isLow = (hertz: number): boolean => hertz < LONG_WINDOW_HERTZ;
  const longBands = binsToBands(LONG_WINDOW, (hertz) => (isLow(hertz) ? bandOf(hertz) : -1));
  const shortBands = binsToBands(SHORT_WINDOW, (hertz) => (isLow(hertz) ? -1 : bandOf(hertz)));
  const rhythmBands = binsToBands(SHORT_WINDOW, (hertz) =>
    hertz < 30 ? -1 : Math.min(RHYTHM_BAND_COUNT - 1, Math.floor(hertz / RHYTHM_BAND_HERTZ)),
  );
  const pitches = binsToBands(LONG_WINDOW, pitchClassOf);
  for (let frame = 0; frame < frames; frame++) {
    const centre = frame * HOP_SAMPLES;
    const longPower = long.at(samples, centre);
    gather(longPower, longBands, bands, frame * BAND_COUNT);
    gather(longPower, pitches, chroma, frame * 12);
    const shortPower = short.at(samples, centre);
    gather(shortPower, shortBands, bands, frame * BAND_COUNT);
    gather(shortPower, rhythmBands, rhythm, frame * RHYTHM_BAND_COUNT);
  }
  const peakDb = toDecibels(bands);
  toDecibels(rhythm);
  return { frames, bandsDb: bands, rhythmDb: rhythm, chroma, peakDb };
}

/** Hann-windowed power spectra of one length, scaled so that a full-scale sine has a power of one. */
class PowerSpectrum {
  private readonly fft: FFT;
  private readonly window: Float64Array;
  private readonly input: Float64Array;
  private readonly output: number[];
  private readonly power: Float64Array;

  constructor(private readonly length: number) {
    this.fft = new FFT(length);
    this.window = Float64Array.from(
      { length },
      (_, at) => ((0.5 - 0.5 * Math.cos((2 * Math.PI * at) / length)) * 4) / length,
    );
    this.input = new Float64Array(length);
    this.output = this.fft.createComplexArray() as number[];
    this.power = new Float64Array(length / 2);
  }

  at(samples: Float32Array, centre: number): Float64Array {
    const from = centre - this.length / 2;
    for (let at = 0; at < this.length; at++) {
      const place = from + at;
      this.input[at] = place < 0 || place >= samples.length ? 0 : samples[place]! * this.window[at]!;
    }
    this.fft.realTransform(this.output, this.input);
    for (let bin = 0; bin < this.power.length; bin++) {
      this.power[bin] = this.output[2 * bin]! ** 2 + this.output[2 * bin + 1]! ** 2;
    }
    return this.power;
  }
}

function binsToBands(length: number, bandAt: (hertz: number) => number): Int8Array {
  return Int8Array.from({ length: length / 2 }, (_, bin) => bandAt((bin * ANALYSIS_RATE) / length));
}

function bandOf(hertz: number): number {
  if (hertz < BAND_EDGES[0]) return -1;
  const above = BAND_EDGES.findIndex((edge) => hertz < edge);
  return above < 0 ? -1 : above - 1;
}

function pitchClassOf(hertz: number): number {
  if (hertz < CHROMA_HERTZ[0] || hertz > CHROMA_HERTZ[1]) return -1;
  return (((Math.round(12 * Math.log2(hertz / 440)) + 9) % 12) + 12) % 12;
}

function gather(power: Float64Array, bands: Int8Array, target: Float32Array, from: number): void {
  for (let bin = 1; bin < power.length; bin++) {
    const band = bands[bin]!;
    if (band >= 0) target[from + band]! += power[bin]!;
  }
}

/** Turns energies into dB below the loudest of them, which is returned in full-scale dB. */
function toDecibels(energies: Float32Array): number {
  let peak = 0;
  for (const energy of energies) if (energy > peak) peak = energy;
  const least = 10 ** (FLOOR_DB / 10);
  for (let at = 0; at < energies.length; at++) {
    energies[at] = peak === 0 ? FLOOR_DB : 10 * Math.log10(Math.max(least, energies[at]! / peak));
  }
  return peak === 0 ? -Infinity : 10 * Math.log10(peak);
}
