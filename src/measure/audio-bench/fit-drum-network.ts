// Fits the network that tells drums apart to rendered scenes. Called by `npm run audio-bench -- --fit`, whose
// result is src/corpus/audio/hearing/drum-weights.json. It reads no recorded audio and no files.

import {
  FEATURE_COUNT,
  drumProbabilities,
  onsetFeatures,
  type DrumNetwork,
} from '../../corpus/audio/hearing/drums';
import { findOnsets, onsetStrength, type Onset } from '../../corpus/audio/hearing/onsets';
import { BAND_COUNT, FLOOR_DB, spectrumOf, type Spectrum } from '../../corpus/audio/hearing/spectrum';
import { STEPS_PER_BEAT } from '../../rhythm/grid';
import { hitsOf } from '../../rhythm/pattern';
import { Random } from '../../rhythm/random';
import { VOICE_COUNT } from '../../rhythm/voices';
import { makeScene, type Scene, type SceneOptions } from './drum-scene';
import type { OnProgress } from './on-progress';
import { Perceptron, type Example } from './perceptron';

/** The kits that the shipped network is fitted to; every other seed gives kits that it has not heard. */
export const SHIPPED_FIT = { scenes: 1000, seed: 909 } as const;

export interface FitOptions {
  readonly scenes: number;
  readonly seed: number;
  readonly onProgress: OnProgress;
}

/** Real loops have drums that the benchmark's kits lack. */
const SCENE: SceneOptions = { bars: 2, isLoop: true, wideKitChance: 0.6 };
/** A hit is what sounds at the onset nearest to it, at most this far away, in seconds. */
const SAME_SOUND_SECONDS = 0.025;
const HIDDEN = [96, 48];
/** Few: from then on the fit gains on rendered drums and loses on recorded ones. */
const EPOCHS = 4;
const BATCH = 32;
const LEARNING_RATE = 1e-3;
const WEIGHT_DECAY = 1e-3;
/** Every so manieth scene is kept out of the fit and sets the thresholds. */
const HELD_OUT_EVERY = 8;

/** A scene as the network sees it: its onsets, and the voices that really sound at each, 0 or 1. */
interface LabelledOnsets {
  readonly spectrum: Spectrum;
  readonly onsets: readonly Onset[];
  readonly voices: readonly Uint8Array[];
}

function labelledOnsets(scene: Scene): LabelledOnsets {
  const spectrum = spectrumOf(scene.samples);
  const onsets = findOnsets(onsetStrength(spectrum));
  const stepSeconds = 60 / scene.tempoBpm / STEPS_PER_BEAT;
  const voices = onsets.map(() => new Uint8Array(VOICE_COUNT));
  for (const { step, offset, voice } of hitsOf(scene.pattern)) {
    const seconds = scene.startSeconds + (step + offset) * stepSeconds;
    const distances = onsets.map((onset) => Math.abs(onset.seconds - seconds));
    const nearest = Math.min(...distances);
    if (nearest <= SAME_SOUND_SECONDS) voices[distances.indexOf(nearest)]![voice] = 1;
  }
  return { spectrum, onsets, voices };
}

/** Fits the network that tells drums apart to rendered scenes; the same options give the same weights. */
export function fitDrumNetwork({ scenes, seed, onProgress }: FitOptions): DrumNetwork {
  const random = Random.fromSeed(seed);
  const seen: Example[] = [];
  const heldOut: LabelledOnsets[] = [];
  for (let scene = 0; scene < scenes; scene++) {
    const labelled = labelledOnsets(makeScene(SCENE, random.fork()));
    if (scene % HELD_OUT_EVERY === 0) heldOut.push(labelled);
    else seen.push(...examplesOf(labelled));
    onProgress(scene + 1, scenes + EPOCHS, 'scenes rendered');
  }
  return fitExamples(
    seen,
    heldOut,
    (epoch, words) => {
      onProgress(scenes + epoch, scenes + EPOCHS, words);
    },
    random,
  );
}

function examplesOf({ spectrum, onsets, voices }: LabelledOnsets): Example[] {
  return onsets.map((onset, at) => ({ features: onsetFeatures(spectrum, onset), wanted: voices[at]! }));
}

/** Fits to the examples, and sets the thresholds by scenes that are not among them. */
function fitExamples(
  seen: readonly Example[],
  heldOut: readonly LabelledOnsets[],
  onEpoch: (epoch: number, words: string) => void,
  random: Random,
): DrumNetwork {
  const network = new Perceptron([FEATURE_COUNT, ...HIDDEN, VOICE_COUNT], random);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const shuffled = random.shuffled(seen);
    let loss = 0;
    for (let from = 0; from < shuffled.length; from += BATCH) {
      const batch = shuffled
        .slice(from, from + BATCH)
        .map(({ features, wanted }) => ({ features: equalised(features, random), wanted }));
      const falling = 0.5 * (1 + Math.cos((Math.PI * (epoch + from / shuffled.length)) / EPOCHS));
      loss += network.learn(batch, LEARNING_RATE * falling, WEIGHT_DECAY) * batch.length;
    }
    onEpoch(epoch + 1, `loss ${(loss / shuffled.length).toFixed(4)}`);
  }
  const fitted = { layers: network.weights, thresholds: [] };
  return { ...fitted, thresholds: bestThresholds(fitted, heldOut) };
}

/** The feature of a level at the floor: an equaliser makes no sound of silence. */
const SILENT = -1;
/** Deviation of the levels of all bands together, and of each against its neighbours, in dB. */
const GAIN_DB = 6;
const BAND_DB = 4;
/** From the lowest band to the highest. */
const TILT_DB = 10;

/** The same onset through another equaliser: no two producers mix alike. */
function equalised(features: Float32Array, random: Random): Float32Array {
  const gain = GAIN_DB * random.normal();
  const tilt = TILT_DB * random.normal();
  const changes = Float32Array.from(
    { length: BAND_COUNT },
    (_, band) => gain + tilt * (band / (BAND_COUNT - 1) - 0.5) + BAND_DB * random.normal(),
  );
  return features.map((feature, at) =>
    feature <= SILENT ? feature : Math.max(SILENT, feature - (2 * changes[at % BAND_COUNT]!) / FLOOR_DB),
  );
}

/** For each voice the threshold of the best F-measure on scenes that the fit has not seen. */
function bestThresholds(network: DrumNetwork, heldOut: readonly LabelledOnsets[]): number[] {
  const judged = heldOut.flatMap(({ spectrum, onsets, voices }) =>
    drumProbabilities(network, spectrum, onsets).map((probabilities, at) => ({
      probabilities,
      voices: voices[at]!,
    })),
  );
  return Array.from({ length: VOICE_COUNT }, (_, voice) => {
    let best = { threshold: 0.5, f: -1 };
    for (let threshold = 0.2; threshold < 0.81; threshold += 0.05) {
      let hit = 0;
      let found = 0;
      let wanted = 0;
      for (const { probabilities, voices } of judged) {
        const isFound = probabilities[voice]! >= threshold;
        if (isFound) found++;
        if (voices[voice] === 1) wanted++;
        if (isFound && voices[voice] === 1) hit++;
      }
      const f = found + wanted === 0 ? 0 : (2 * hit) / (found + wanted);
      // Of equals the one nearest to even odds.
      if (
        f > best.f + 1e-9 ||
        (f > best.f - 1e-9 && Math.abs(threshold - 0.5) < Math.abs(best.threshold - 0.5))
      ) {
        best = { threshold: Math.round(threshold * 100) / 100, f };
      }
    }
    return best.threshold;
  });
}
