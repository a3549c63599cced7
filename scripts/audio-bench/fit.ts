import type { DrumNetwork } from '../../src/corpus/audio/drums';
import { FEATURE_COUNT, onsetFeatures, voiceProbabilities } from '../../src/corpus/audio/drums';
import { findOnsets, onsetStrength } from '../../src/corpus/audio/onsets';
import { spectrumOf } from '../../src/corpus/audio/spectrum';
import { STEPS_PER_BEAT } from '../../src/rhythm/grid';
import { hitsOf } from '../../src/rhythm/pattern';
import { Random } from '../../src/rhythm/random';
import { VOICE_COUNT } from '../../src/rhythm/voices';
import { makeScene, type Scene } from './scene';

/** An onset as the network sees it, and the voices that really sound there, 0 or 1 each. */
export interface Example {
  readonly features: Float32Array;
  readonly voices: Uint8Array;
}

export interface FitOptions {
  readonly scenes: number;
  readonly seed: number;
  readonly onProgress: (done: number, total: number, words: string) => void;
}

/** A hit this close to an onset is what sounds there, in seconds. */
const SAME_SOUND_SECONDS = 0.03;
const HIDDEN = 48;
const EPOCHS = 24;
const BATCH = 32;
const LEARNING_RATE = 2e-3;
const WEIGHT_DECAY = 1e-5;
/** Every so manieth scene is kept out of the fit and sets the thresholds. */
const HELD_OUT_EVERY = 6;

/** The onsets of a scene with what sounds at each. */
export function examplesOf(scene: Scene): Example[] {
  const spectrum = spectrumOf(scene.samples);
  const onsets = findOnsets(onsetStrength(spectrum));
  const stepSeconds = 60 / scene.tempoBpm / STEPS_PER_BEAT;
  const hits = hitsOf(scene.pattern).map(({ step, offset, voice }) => ({
    seconds: scene.startSeconds + (step + offset) * stepSeconds,
    voice,
  }));
  return onsets.map((onset) => {
    const voices = new Uint8Array(VOICE_COUNT);
    for (const { seconds, voice } of hits) {
      if (Math.abs(seconds - onset.seconds) <= SAME_SOUND_SECONDS) voices[voice] = 1;
    }
    return { features: onsetFeatures(spectrum, onset), voices };
  });
}

/** Fits the network that tells drums apart to rendered scenes; the same options give the same weights. */
export function fitDrumNetwork({ scenes, seed, onProgress }: FitOptions): DrumNetwork {
  const random = Random.fromSeed(seed);
  const seen: Example[] = [];
  const heldOut: Example[] = [];
  for (let scene = 0; scene < scenes; scene++) {
    const examples = examplesOf(makeScene(random.fork(), { bars: 2, isLoop: true }));
    (scene % HELD_OUT_EVERY === 0 ? heldOut : seen).push(...examples);
    onProgress(scene + 1, scenes + EPOCHS, 'scenes rendered');
  }
  const network = new Trainer(random);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const loss = network.epoch(
      random.shuffled(seen),
      LEARNING_RATE * 0.5 * (1 + Math.cos((Math.PI * epoch) / EPOCHS)),
    );
    onProgress(scenes + epoch + 1, scenes + EPOCHS, `loss ${loss.toFixed(4)}`);
  }
  const fitted = network.network(Array.from({ length: VOICE_COUNT }, () => 0.5));
  return { ...fitted, thresholds: bestThresholds(fitted, heldOut) };
}

/** One hidden layer of rectified units, logistic outputs, cross-entropy, Adam. */
class Trainer {
  private readonly parameters: Float64Array;
  private readonly gradient: Float64Array;
  private readonly mean: Float64Array;
  private readonly square: Float64Array;
  private readonly active = new Float64Array(HIDDEN);
  private readonly back = new Float64Array(HIDDEN);
  private readonly outputAt = HIDDEN * (FEATURE_COUNT + 1);
  private step = 0;

  constructor(random: Random) {
    const size = this.outputAt + VOICE_COUNT * (HIDDEN + 1);
    const isBias = (at: number): boolean =>
      at < this.outputAt
        ? at % (FEATURE_COUNT + 1) === FEATURE_COUNT
        : (at - this.outputAt) % (HIDDEN + 1) === HIDDEN;
    this.parameters = Float64Array.from({ length: size }, (_, at) =>
      isBias(at) ? 0 : random.normal() * Math.sqrt(2 / (at < this.outputAt ? FEATURE_COUNT : HIDDEN)),
    );
    this.gradient = new Float64Array(size);
    this.mean = new Float64Array(size);
    this.square = new Float64Array(size);
  }

  /** Goes once through the examples; the mean loss of a voice is returned. */
  epoch(examples: readonly Example[], rate: number): number {
    let loss = 0;
    for (let from = 0; from < examples.length; from += BATCH) {
      const batch = examples.slice(from, from + BATCH);
      this.gradient.fill(0);
      for (const example of batch) loss += this.addGradient(example, 1 / batch.length);
      this.update(rate);
    }
    return loss / examples.length / VOICE_COUNT;
  }

  network(thresholds: readonly number[]): DrumNetwork {
    const rounded = Array.from(this.parameters, (value) => Math.round(value * 1e4) / 1e4);
    return {
      hidden: HIDDEN,
      hiddenWeights: rounded.slice(0, this.outputAt),
      outputWeights: rounded.slice(this.outputAt),
      thresholds,
    };
  }

  private addGradient({ features, voices }: Example, share: number): number {
    const { parameters, gradient, outputAt } = this;
    const { active, back } = this;
    back.fill(0);
    for (let unit = 0; unit < HIDDEN; unit++) {
      const row = unit * (FEATURE_COUNT + 1);
      let sum = parameters[row + FEATURE_COUNT]!;
      for (let feature = 0; feature < FEATURE_COUNT; feature++)
        sum += parameters[row + feature]! * features[feature]!;
      active[unit] = Math.max(0, sum);
    }
    let loss = 0;
    for (let voice = 0; voice < VOICE_COUNT; voice++) {
      const row = outputAt + voice * (HIDDEN + 1);
      let sum = parameters[row + HIDDEN]!;
      for (let unit = 0; unit < HIDDEN; unit++) sum += parameters[row + unit]! * active[unit]!;
      const probability = 1 / (1 + Math.exp(-sum));
      const wanted = voices[voice]!;
      loss -= Math.log(Math.max(1e-12, wanted === 1 ? probability : 1 - probability));
      const error = (probability - wanted) * share;
      gradient[row + HIDDEN]! += error;
      for (let unit = 0; unit < HIDDEN; unit++) {
        gradient[row + unit]! += error * active[unit]!;
        back[unit]! += error * parameters[row + unit]!;
      }
    }
    for (let unit = 0; unit < HIDDEN; unit++) {
      if (active[unit] === 0) continue;
      const row = unit * (FEATURE_COUNT + 1);
      gradient[row + FEATURE_COUNT]! += back[unit]!;
      for (let feature = 0; feature < FEATURE_COUNT; feature++) {
        gradient[row + feature]! += back[unit]! * features[feature]!;
      }
    }
    return loss;
  }

  private update(rate: number): void {
    this.step++;
    const correction = rate * (Math.sqrt(1 - 0.999 ** this.step) / (1 - 0.9 ** this.step));
    for (let at = 0; at < this.parameters.length; at++) {
      const slope = this.gradient[at]!;
      this.mean[at] = 0.9 * this.mean[at]! + 0.1 * slope;
      this.square[at] = 0.999 * this.square[at]! + 0.001 * slope * slope;
      this.parameters[at]! -=
        (correction * this.mean[at]!) / (Math.sqrt(this.square[at]!) + 1e-8) +
        rate * WEIGHT_DECAY * this.parameters[at]!;
    }
  }
}

/** For each voice the threshold of the best F-measure on examples that the fit has not seen. */
function bestThresholds(network: DrumNetwork, examples: readonly Example[]): number[] {
  const probabilities = examples.map(({ features }) => voiceProbabilities(network, features));
  return Array.from({ length: VOICE_COUNT }, (_, voice) => {
    let best = { threshold: 0.5, f: -1 };
    for (let threshold = 0.2; threshold < 0.81; threshold += 0.05) {
      let hit = 0;
      let found = 0;
      let wanted = 0;
      examples.forEach(({ voices }, at) => {
        const isFound = probabilities[at]![voice]! >= threshold;
        if (isFound) found++;
        if (voices[voice] === 1) wanted++;
        if (isFound && voices[voice] === 1) hit++;
      });
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
