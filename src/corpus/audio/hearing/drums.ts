// Tells which drums sound at each onset, with a small network whose weights are in drum-weights.json.
// Called by analyse.ts; measure/audio-bench fits the network. Other features need newly fitted weights.

import { VOICES, voiceIndex, type VoiceId } from '../../../rhythm/voices';
import type { DrumHit } from '../../analysis/document';
import weights from './drum-weights.json';
import type { Onset } from './onsets';
import { BAND_COUNT, FLOOR_DB, type Spectrum } from './spectrum';

/** Frames around an onset whose spectra tell the drums apart: before, attack, body, decay, ring (5.8 ms each). */
const FEATURE_FRAMES = [-8, -4, -2, -1, 0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36] as const;
export const FEATURE_COUNT = FEATURE_FRAMES.length * BAND_COUNT;

/** A perceptron of rectified layers, fitted on rendered drums by `npm run audio-bench -- --fit`. */
export interface DrumNetwork {
  /** From the features to the voices; the last layer is logistic. */
  readonly layers: readonly {
    readonly outputs: number;
    /** Row-major, an output a row: its weights over the inputs, then its bias. */
    readonly weights: readonly number[];
  }[];
  /** From which probability on each voice counts as hit. */
  readonly thresholds: readonly number[];
}

/** What an onset looks like: the spectra around it, −1 at the floor and 1 at the loudest of the file. */
export function onsetFeatures({ bandsDb, frames }: Spectrum, { frame }: Onset): Float32Array {
  const features = new Float32Array(FEATURE_COUNT);
  FEATURE_FRAMES.forEach((offset, row) => {
    const at = Math.min(frames - 1, frame + offset);
    for (let band = 0; band < BAND_COUNT; band++) {
      // Before a file begins it is silent.
      const level = at < 0 ? FLOOR_DB : bandsDb[at * BAND_COUNT + band]!;
      features[row * BAND_COUNT + band] = featureOf(level);
    }
  });
  return features;
}

/** Centred, since a network learns slowly from inputs that are all positive (LeCun et al., Efficient BackProp). */
function featureOf(levelDb: number): number {
  return 1 - (2 * levelDb) / FLOOR_DB;
}

/** A voice that rises twice within this time is hit once, in seconds. */
const REPEAT_SECONDS = 0.045;

/**
 * How likely each voice sounds at each onset, 0–1 each: several can sound at once. Of onsets within
 * {@link REPEAT_SECONDS} a voice has the likeliest alone.
 */
export function drumProbabilities(
  network: DrumNetwork,
  spectrum: Spectrum,
  onsets: readonly Onset[],
): Float64Array[] {
  const all = onsets.map((onset) => voiceProbabilities(network, onsetFeatures(spectrum, onset)));
  return all.map((probabilities, at) =>
    probabilities.map((probability, voice) => {
      const isBeaten = (step: number): boolean => {
        for (let other = at + step; onsets[other]; other += step) {
          if (Math.abs(onsets[other]!.seconds - onsets[at]!.seconds) > REPEAT_SECONDS) return false;
          const rival = all[other]![voice]!;
          if (rival > probability || (rival === probability && step < 0)) return true;
        }
        return false;
      };
      return isBeaten(-1) || isBeaten(1) ? 0 : probability;
    }),
  );
}

export function findDrums(
  spectrum: Spectrum,
  onsets: readonly Onset[],
  network: DrumNetwork = weights,
): DrumHit[] {
  const hits = drumProbabilities(network, spectrum, onsets).flatMap((probability, at) =>
    VOICES.flatMap(({ id }, voice) => {
      const threshold = network.thresholds[voice]!;
      if (probability[voice]! < threshold) return [];
      const onset = onsets[at]!;
      // At the threshold a hit is as likely as not, and so is its confidence.
      const confidence = 0.5 + (0.5 * (probability[voice]! - threshold)) / (1 - threshold);
      return [{ start: onset.seconds, voice: id, levelDb: levelOf(spectrum, onset, id), confidence }];
    }),
  );
  const loudest = VOICES.map(({ id }) =>
    Math.max(...hits.filter(({ voice }) => voice === id).map(({ levelDb }) => levelDb)),
  );
  return hits.map(({ start, voice, levelDb, confidence }) => ({
    start,
    voice,
    level: Math.min(0, levelDb - loudest[voiceIndex(voice)]!),
    confidence,
  }));
}

function voiceProbabilities({ layers }: DrumNetwork, features: Float32Array): Float64Array {
  let values = Float64Array.from(features);
  layers.forEach(({ outputs, weights: rows }, at) => {
    const inputs = values;
    const isLast = at === layers.length - 1;
    values = Float64Array.from({ length: outputs }, (_, output) => {
      const row = output * (inputs.length + 1);
      let sum = rows[row + inputs.length]!;
      for (let input = 0; input < inputs.length; input++) sum += rows[row + input]! * inputs[input]!;
      return isLast ? 1 / (1 + Math.exp(-sum)) : Math.max(0, sum);
    });
  });
  return values;
}

/** The bands that a voice is loudest in, by which its velocity is judged. */
const LEVEL_BANDS: Readonly<Record<VoiceId, readonly [number, number]>> = {
  kick: [0, 3],
  snare: [4, 12],
  rim: [7, 13],
  clap: [8, 13],
  'closed-hat': [13, BAND_COUNT],
  'open-hat': [13, BAND_COUNT],
  'low-tom': [1, 5],
  'mid-tom': [2, 6],
  'high-tom': [3, 7],
  crash: [12, BAND_COUNT],
  ride: [12, BAND_COUNT],
  percussion: [6, 14],
};
const LEVEL_FRAMES = 5;

/** The loudest level of a voice's bands just after an onset, dB. */
function levelOf({ bandsDb, frames }: Spectrum, { frame }: Onset, voice: VoiceId): number {
  const [from, to] = LEVEL_BANDS[voice];
  let loudest = 0;
  for (let at = frame; at < Math.min(frames, frame + LEVEL_FRAMES); at++) {
    let energy = 0;
    for (let band = from; band < to; band++) energy += 10 ** (bandsDb[at * BAND_COUNT + band]! / 10);
    loudest = Math.max(loudest, energy);
  }
  return 10 * Math.log10(Math.max(1e-9, loudest));
}
