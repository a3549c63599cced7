import { VOICES, VOICE_COUNT, voiceIndex, type VoiceId } from '../../rhythm/voices';
import type { DrumHit } from '../analysis/document';
import weights from './drum-weights.json';
import type { Onset } from './onsets';
import { BAND_COUNT, FLOOR_DB, type Spectrum } from './spectrum';

/** Frames around an onset whose spectra tell the drums apart: before, attack, body, decay, ring (5.8 ms each). */
const FEATURE_FRAMES = [-5, 0, 2, 5, 9, 16, 28] as const;
export const FEATURE_COUNT = FEATURE_FRAMES.length * BAND_COUNT;

/** A perceptron with one hidden layer, fitted on rendered drums by `npm run audio-bench -- --fit`. */
export interface DrumNetwork {
  readonly hidden: number;
  /** Row-major, a hidden unit a row: its weights over the features, then its bias. */
  readonly hiddenWeights: readonly number[];
  /** Row-major, a voice a row: its weights over the hidden units, then its bias. */
  readonly outputWeights: readonly number[];
  /** From which probability on each voice counts as hit. */
  readonly thresholds: readonly number[];
}

/** What an onset looks like: the spectra around it, 0 at the floor and 1 at the loudest of the file. */
export function onsetFeatures({ bandsDb, frames }: Spectrum, { frame }: Onset): Float32Array {
  const features = new Float32Array(FEATURE_COUNT);
  FEATURE_FRAMES.forEach((offset, row) => {
    const at = frame + offset;
    if (at < 0) return;
    const from = Math.min(frames - 1, at) * BAND_COUNT;
    for (let band = 0; band < BAND_COUNT; band++) {
      features[row * BAND_COUNT + band] = 1 - bandsDb[from + band]! / FLOOR_DB;
    }
  });
  return features;
}

/** The drums that sound at the onsets of a file. */
export function findDrums(spectrum: Spectrum, onsets: readonly Onset[]): DrumHit[] {
  const network: DrumNetwork = weights;
  const hits = onsets.flatMap((onset) => {
    const probability = voiceProbabilities(network, onsetFeatures(spectrum, onset));
    return VOICES.flatMap(({ id }, voice) => {
      const threshold = network.thresholds[voice]!;
      if (probability[voice]! < threshold) return [];
      // At the threshold a hit is as likely as not, and so is its confidence.
      const confidence = 0.5 + (0.5 * (probability[voice]! - threshold)) / (1 - threshold);
      return [{ start: onset.seconds, voice: id, levelDb: levelOf(spectrum, onset, id), confidence }];
    });
  });
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

/** How likely each voice sounds, 0–1 each: several can sound at once. */
export function voiceProbabilities(network: DrumNetwork, features: Float32Array): Float64Array {
  const { hidden, hiddenWeights, outputWeights } = network;
  const activations = new Float64Array(hidden);
  for (let unit = 0; unit < hidden; unit++) {
    const row = unit * (FEATURE_COUNT + 1);
    let sum = hiddenWeights[row + FEATURE_COUNT]!;
    for (let feature = 0; feature < FEATURE_COUNT; feature++) {
      sum += hiddenWeights[row + feature]! * features[feature]!;
    }
    activations[unit] = Math.max(0, sum);
  }
  return Float64Array.from({ length: VOICE_COUNT }, (_, voice) => {
    const row = voice * (hidden + 1);
    let sum = outputWeights[row + hidden]!;
    for (let unit = 0; unit < hidden; unit++) sum += outputWeights[row + unit]! * activations[unit]!;
    return 1 / (1 + Math.exp(-sum));
  });
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
