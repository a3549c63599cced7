// Rendered sound as samples: the rate, noise, one-pole filters, mixing. Used wherever the audio bench renders
// drums and bass; it knows nothing of either.

import type { Random } from '../../rhythm/random';

export const SAMPLE_RATE = 44_100;

/** White noise of a second and a half, drawn once and read around: a draw a sample would take most of the time. */
export class Noise {
  private readonly table: Float32Array;
  private at = 0;

  constructor(random: Random) {
    this.table = new Float32Array(TABLE_LENGTH).map(() => 2 * random.uniform() - 1);
  }

  /** The next sample, −1…1. */
  next(): number {
    this.at = (this.at + 1) % TABLE_LENGTH;
    return this.table[this.at]!;
  }
}

const TABLE_LENGTH = 1 << 16;

export function render(seconds: number, sampleAt: (time: number) => number): Float32Array {
  const sound = new Float32Array(Math.ceil(seconds * SAMPLE_RATE));
  for (let at = 0; at < sound.length; at++) sound[at] = sampleAt(at / SAMPLE_RATE);
  return sound;
}

export function highPassed(sound: Float32Array, hertz: number): Float32Array {
  const low = lowPassed(sound, hertz);
  return sound.map((sample, at) => sample - low[at]!);
}

/** One pole. */
export function lowPassed(sound: Float32Array, hertz: number): Float32Array {
  const share = 1 - Math.exp((-2 * Math.PI * hertz) / SAMPLE_RATE);
  let state = 0;
  return sound.map((sample) => (state += share * (sample - state)));
}

export function mix(a: Float32Array, b: Float32Array): Float32Array {
  const sum = new Float32Array(Math.max(a.length, b.length));
  addTo(sum, a, 0, 1);
  addTo(sum, b, 0, 1);
  return sum;
}

export function scaled(sound: Float32Array, gain: number): Float32Array {
  return sound.map((sample) => sample * gain);
}

export function normalised(sound: Float32Array): Float32Array {
  const peak = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1e-9);
  return scaled(sound, 1 / peak);
}

/** Adds a sound into a longer one from a sample on; what does not fit is cut off. */
export function addTo(target: Float32Array, sound: Float32Array, at: number, gain: number): void {
  const end = Math.min(sound.length, target.length - at);
  for (let sample = Math.max(0, -at); sample < end; sample++) target[at + sample]! += gain * sound[sample]!;
}
