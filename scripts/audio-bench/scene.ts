import { FULL_SWING_STEPS } from '../../src/rhythm/controls';
import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../../src/rhythm/grid';
import { hitsOf, patternFromHits, stepCount, type Pattern, type PlacedHit } from '../../src/rhythm/pattern';
import type { Random } from '../../src/rhythm/random';
import { VOICE_COUNT, voiceAt, voiceIndex, type VoiceId } from '../../src/rhythm/voices';
import { Noise, SAMPLE_RATE, addTo, lowPassed, makeKit, type Kit } from './drum-synth';

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
export function makeScene(random: Random, { bars, isLoop, wideKitChance = 0 }: SceneOptions): Scene {
  const tempoBpm = Math.round((95 + 50 * random.uniform()) * 10) / 10;
  const idiom = random.choice(['house', 'house', 'techno', 'broken'] as const);
  const pattern = makePattern(random, idiom, bars);
  // Without the chance nothing is drawn, so that the benchmark's scenes stay what they are.
  const kit = makeKit(random, { isWide: wideKitChance > 0 && random.chance(wideKitChance) });
  const startSeconds = isLoop ? 0 : 0.3 + 1.5 * random.uniform();
  const stepSeconds = 60 / tempoBpm / STEPS_PER_BEAT;
  const length = Math.round((startSeconds + stepCount(pattern) * stepSeconds) * SAMPLE_RATE);
  const samples = new Float32Array(length);
  playDrums(samples, pattern, kit, { random, startSeconds, stepSeconds });
  if (random.chance(0.7)) playBass(samples, random, { startSeconds, stepSeconds, steps: stepCount(pattern) });
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
  kit: Kit,
  { random, startSeconds, stepSeconds }: Timing & { readonly random: Random },
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
  random: Random,
  { startSeconds, stepSeconds, steps }: Timing & { readonly steps: number },
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

/** Chance of a hit on each 16th of a beat, or on each of the bar, by idiom: what is left out does not sound. */
type Chances = Partial<Record<VoiceId, readonly number[]>>;
const CHANCES: Readonly<Record<'house' | 'techno' | 'broken', Chances>> = {
  house: {
    kick: [1, 0.02, 0.03, 0.04],
    clap: [0, 0, 0, 0, 0.95, 0, 0, 0, 0, 0, 0, 0, 0.95, 0, 0.05, 0.05],
    snare: [0, 0.05, 0, 0.05, 0.2, 0.03, 0.05, 0.12, 0, 0.1, 0.03, 0.1, 0.2, 0.05, 0.1, 0.1],
    'closed-hat': [0.35, 0.3, 0.4, 0.3],
    'open-hat': [0.02, 0.02, 0.6, 0.03],
    percussion: [0.15, 0.2, 0.2, 0.25],
    rim: [0.02, 0.05, 0.05, 0.08],
  },
  techno: {
    kick: [1, 0.03, 0.06, 0.06],
    clap: [0, 0, 0, 0, 0.4, 0, 0, 0, 0, 0, 0, 0, 0.4, 0, 0, 0],
    'closed-hat': [0.6, 0.5, 0.6, 0.5],
    'open-hat': [0, 0, 0.5, 0],
    ride: [0.4, 0.05, 0.4, 0.05],
    'low-tom': [0.02, 0.1, 0.08, 0.12],
    'mid-tom': [0.02, 0.06, 0.05, 0.06],
    'high-tom': [0.02, 0.06, 0.05, 0.06],
    percussion: [0.1, 0.2, 0.2, 0.2],
  },
  broken: {
    kick: [1, 0, 0.1, 0.15, 0, 0.05, 0.2, 0.2, 0.3, 0, 0.7, 0.1, 0, 0.1, 0.2, 0.1],
    snare: [0, 0, 0, 0, 1, 0, 0, 0.2, 0, 0.15, 0, 0.05, 1, 0, 0.1, 0.15],
    'closed-hat': [0.8, 0.15, 0.8, 0.2],
    'open-hat': [0, 0, 0.12, 0.03],
    'high-tom': [0, 0.03, 0.03, 0.05],
    'low-tom': [0, 0.03, 0.03, 0.05],
    ride: [0.1, 0, 0.1, 0],
  },
};
/** A voice may be missing from a scene altogether, but a kick is not. */
const VOICE_CHANCE: Readonly<Partial<Record<VoiceId, number>>> = {
  percussion: 0.4,
  rim: 0.3,
  ride: 0.5,
  snare: 0.6,
  'low-tom': 0.4,
  'mid-tom': 0.3,
  'high-tom': 0.4,
  'open-hat': 0.75,
};

/** One bar's figure repeated, the fourth bar varied, a crash now and then where a phrase begins. */
function makePattern(random: Random, idiom: keyof typeof CHANCES, bars: number): Pattern {
  const drawBar = (): Map<number, ReadonlySet<number>> => {
    const figures = new Map<number, ReadonlySet<number>>();
    for (const [id, chances] of Object.entries(CHANCES[idiom]) as [VoiceId, readonly number[]][]) {
      const steps = Array.from({ length: STEPS_PER_BAR }, (_, step) => step);
      figures.set(
        voiceIndex(id),
        new Set(steps.filter((step) => random.chance(chances[step % chances.length]!))),
      );
    }
    return figures;
  };
  const isIn = (id: VoiceId): boolean =>
    random.chance(idiom === 'broken' && id === 'snare' ? 1 : (VOICE_CHANCE[id] ?? 1));
  const silent = new Set(
    Object.keys(CHANCES[idiom])
      .filter((id) => !isIn(id as VoiceId))
      .map((id) => voiceIndex(id as VoiceId)),
  );
  const main = drawBar();
  const turn = drawBar();
  const swing = random.chance(0.5) ? 0 : random.uniform() * 0.8 * FULL_SWING_STEPS;
  const level = Array.from({ length: VOICE_COUNT }, () => 0.65 + 0.3 * random.uniform());
  const hits: PlacedHit[] = [];
  for (let bar = 0; bar < bars; bar++) {
    for (const [voice, steps] of main) {
      if (silent.has(voice)) continue;
      const id = voiceAt(voice).id;
      const varied = bar % 4 === 3 && id !== 'kick' && random.chance(0.4) ? turn.get(voice)! : steps;
      for (const step of varied) {
        const swings = step % 2 === 1 && id !== 'kick' && id !== 'clap';
        const accent = step % STEPS_PER_BEAT === 0 ? 1 : 0.85;
        hits.push({
          step: bar * STEPS_PER_BAR + step,
          voice,
          velocity: Math.min(1, level[voice]! * accent * (0.9 + 0.2 * random.uniform())),
          offset: swings ? swing : 0,
        });
      }
    }
    if (bar % 8 === 0 && random.chance(0.3)) {
      hits.push({ step: bar * STEPS_PER_BAR, voice: voiceIndex('crash'), velocity: 0.9, offset: 0 });
    }
  }
  const hats = new Set(hits.filter(({ voice }) => voice === voiceIndex('open-hat')).map(({ step }) => step));
  // One pair of hats: an open one leaves no closed one beside it.
  return patternFromHits(
    bars,
    hits.filter(({ step, voice }) => voice !== voiceIndex('closed-hat') || !hats.has(step)),
  );
}
