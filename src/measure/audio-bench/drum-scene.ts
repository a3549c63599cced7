// Renders a drawn kit playing a drawn pattern over bass and hiss: sound of which everything is known.
// hear-scenes.ts measures on such scenes, fit-drum-network.ts fits to them, and tests of src/corpus hear them
// too. It knows nothing of how they are heard.

import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../../rhythm/grid';
import { hitsOf, stepCount, type Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { VOICE_COUNT, voiceAt, type VoiceId } from '../../rhythm/voices';
import { synthesiseKit, type SynthKit } from './drum-kit';
import { Noise, SAMPLE_RATE, addTo, lowPassed } from './sound-samples';
import { makePattern } from './scene-pattern';

/** A rendered piece of which everything is known. */
export interface Scene {
  readonly name: string;
  readonly samples: Float32Array;
  readonly pattern: Pattern;
  readonly tempoBpm: number;
  /** Where the first downbeat lies. */
  readonly startSeconds: number;
}

export interface SceneOptions {
  readonly bars: number;
  /** A loop begins on its downbeat and ends after whole bars. */
  readonly isLoop: boolean;
  /** How likely its kit is a wide one; 0 unless told. */
  readonly wideKitChance?: number;
}

/** Loudness of the voices in a mix, before each scene's own balance. */
const GAIN: Readonly<Record<VoiceId, number>> = {
  kick: 0.9,
  snare: 0.5,
  rim: 0.35,
  clap: 0.5,
  'closed-hat': 0.25,
  'open-hat': 0.25,
  'low-tom': 0.5,
  'mid-tom': 0.45,
  'high-tom': 0.4,
  crash: 0.3,
  ride: 0.2,
  percussion: 0.3,
};

/** Renders a drawn kit playing a drawn house, techno or broken pattern over bass and noise. */
export function makeScene({ bars, isLoop, wideKitChance = 0 }: SceneOptions, random: Random): Scene {
  const tempoBpm = Math.round((95 + 50 * random.uniform()) * 10) / 10;
  const idiom = random.choice(['house', 'house', 'techno', 'broken'] as const);
  const pattern = makePattern(idiom, bars, random);
  // Without the chance nothing is drawn, so that the benchmark's scenes stay what they are.
  const kit = synthesiseKit({ isWide: wideKitChance > 0 && random.chance(wideKitChance) }, random);
  const startSeconds = isLoop ? 0 : 0.3 + 1.5 * random.uniform();
  const stepSeconds = 60 / tempoBpm / STEPS_PER_BEAT;
  const length = Math.round((startSeconds + stepCount(pattern) * stepSeconds) * SAMPLE_RATE);
  const samples = new Float32Array(length);
  playDrums(samples, pattern, kit, { startSeconds, stepSeconds }, random);
  if (random.chance(0.7)) playBass(samples, { startSeconds, stepSeconds, steps: stepCount(pattern) }, random);
  const hiss = new Noise(random);
  const noise = 10 ** (-(45 + 25 * random.uniform()) / 20);
  const squash = 1 + 2 * random.uniform();
  const played = samples.map((sample) => Math.tanh(squash * (sample + noise * hiss.next())) / squash);
  return { name: `${idiom} ${tempoBpm} bpm`, samples: played, pattern, tempoBpm, startSeconds };
}

interface Timing {
  readonly startSeconds: number;
  readonly stepSeconds: number;
}

function playDrums(
  samples: Float32Array,
  pattern: Pattern,
  kit: SynthKit,
  { startSeconds, stepSeconds }: Timing,
  random: Random,
): void {
  const balance = Array.from({ length: VOICE_COUNT }, () => 10 ** ((random.uniform() * 10 - 5) / 20));
  for (const { step, voice, velocity, offset } of hitsOf(pattern)) {
    const { id } = voiceAt(voice);
    const at = Math.round((startSeconds + (step + offset) * stepSeconds) * SAMPLE_RATE);
    addTo(samples, kit[id], at, GAIN[id] * balance[voice]! * velocity ** 2);
  }
}

/** A saw through a low-pass, on off-beats or 16ths, as loud as makes it hard to hear the kick. */
function playBass(
  samples: Float32Array,
  { startSeconds, stepSeconds, steps }: Timing & { readonly steps: number },
  random: Random,
): void {
  const line = Array.from({ length: STEPS_PER_BAR }, (_, step) =>
    random.chance(step % STEPS_PER_BEAT === 0 ? 0.15 : 0.45),
  );
  const root = 41 * 2 ** (random.uniform() * 1);
  const gain = 0.12 + 0.25 * random.uniform();
  const cutoff = 150 + 500 * random.uniform();
  for (let step = 0; step < steps; step++) {
    if (!line[step % STEPS_PER_BAR]) continue;
    const hertz = root * 2 ** (random.choice([0, 0, 0, 3, 7]) / 12);
    const length = Math.round(stepSeconds * 0.8 * SAMPLE_RATE);
    const note = new Float32Array(length).map((_, at) => {
      const fade = Math.min(1, at / 200, (length - at) / 400);
      const cycles = (at * hertz) / SAMPLE_RATE;
      return fade * (2 * (cycles - Math.floor(cycles)) - 1);
    });
    addTo(
      samples,
      lowPassed(note, cutoff),
      Math.round((startSeconds + step * stepSeconds) * SAMPLE_RATE),
      gain,
    );
  }
}
