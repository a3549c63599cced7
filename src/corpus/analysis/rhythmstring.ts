// Packs and unpacks the rhythmstring of an analysis: onsets per frequency band as Spotify writes them.
// Used by heard.ts and the onset map of exploration, and by audio/analyse.ts, which writes one too.

import { deflateSync, inflateSync } from 'node:zlib';
import { AnalysisError } from './document';

/** Onsets per frequency band, low to high, counted in hops of `hopSamples` at `sampleRate`. */
export interface BandOnsets {
  readonly sampleRate: number;
  readonly hopSamples: number;
  readonly bands: readonly (readonly number[])[];
}

/** What analysers write: 2.9 ms a hop. */
export const RHYTHM_SAMPLE_RATE = 11_025;
export const RHYTHM_HOP_SAMPLES = 32;

/** A rhythmstring of an hour inflates to under a megabyte; a bomb stops here. */
const MAX_INFLATED_BYTES = 16_000_000;
const MAX_BANDS = 64;

/**
 * The form is base64url → zlib → integers `fs hop channels`, then per channel the number of onsets and the
 * hops from each to the next, the first from the start of the file.
 * @throws AnalysisError when it is damaged or inflates to too much
 */
export function decodeRhythmstring(text: string): BandOnsets {
  const integers = integersOf(inflate(text));
  const [sampleRate = 0, hopSamples = 0, channels = 0] = integers;
  if (sampleRate < 1 || hopSamples < 1 || channels < 1 || channels > MAX_BANDS) throw damaged();
  const bands: number[][] = [];
  let at = 3;
  for (let channel = 0; channel < channels; channel++) {
    const count = integers[at++] ?? -1;
    if (count < 0 || at + count > integers.length) throw damaged();
    let hop = 0;
    bands.push(integers.slice(at, at + count).map((delta) => (hop += delta)));
    at += count;
  }
  if (at !== integers.length) throw damaged();
  return { sampleRate, hopSamples, bands };
}

/** Packs onsets as {@link decodeRhythmstring} unpacks them. */
export function encodeRhythmstring({ sampleRate, hopSamples, bands }: BandOnsets): string {
  const integers = [sampleRate, hopSamples, bands.length];
  for (const band of bands) {
    integers.push(band.length, ...band.map((hop, at) => hop - (band[at - 1] ?? 0)));
  }
  return deflateSync(integers.join(' ')).toString('base64url');
}

export function onsetSeconds({ sampleRate, hopSamples, bands }: BandOnsets): number[][] {
  return bands.map((band) => band.map((hop) => (hop * hopSamples) / sampleRate));
}

/** Onsets in seconds as hops of the usual length, each hop once. */
export function bandOnsets(seconds: readonly (readonly number[])[]): BandOnsets {
  const hops = (time: number): number => Math.round((time * RHYTHM_SAMPLE_RATE) / RHYTHM_HOP_SAMPLES);
  return {
    sampleRate: RHYTHM_SAMPLE_RATE,
    hopSamples: RHYTHM_HOP_SAMPLES,
    bands: seconds.map((band) => [...new Set(band.map(hops))].sort((a, b) => a - b)),
  };
}

function inflate(text: string): string {
  try {
    return inflateSync(Buffer.from(text, 'base64url'), { maxOutputLength: MAX_INFLATED_BYTES }).toString(
      'latin1',
    );
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new AnalysisError(`Its rhythmstring inflates to more than ${MAX_INFLATED_BYTES} bytes.`, {
        cause,
      });
    }
    throw damaged(cause);
  }
}

function integersOf(text: string): number[] {
  const words = text.trim().split(/\s+/);
  return words.map((word) => {
    if (!/^\d{1,10}$/.test(word)) throw damaged();
    return Number(word);
  });
}

function damaged(cause?: unknown): AnalysisError {
  return new AnalysisError('Its rhythmstring is damaged.', { cause });
}
