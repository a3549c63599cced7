// Draws the pattern of a scene from tables of hit probabilities: house, techno or broken. Called by
// drum-scene.ts.
// It uses neither the model nor a corpus, so that the scenes stay the same when those change.

import { FULL_SWING_STEPS } from '../../rhythm/swing';
import { STEPS_PER_BAR, STEPS_PER_BEAT } from '../../rhythm/grid';
import { patternFromHits, type Pattern, type PlacedHit } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import {
  CLOSED_HAT,
  CRASH,
  OPEN_HAT,
  VOICE_COUNT,
  type VoiceId,
  voiceAt,
  voiceIndex,
} from '../../rhythm/voices';

/** What a scene is in the manner of. */
export type Idiom = 'house' | 'techno' | 'broken';

/** Chance of a hit on each 16th of a beat, or on each of the bar, by idiom: what is left out does not sound. */
type HitProbabilities = Partial<Record<VoiceId, readonly number[]>>;
const HIT_PROBABILITIES: Readonly<Record<Idiom, HitProbabilities>> = {
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
const VOICE_PROBABILITY: Readonly<Partial<Record<VoiceId, number>>> = {
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
export function makePattern(idiom: Idiom, bars: number, random: Random): Pattern {
  const drawBar = (): Map<number, ReadonlySet<number>> => {
    const figures = new Map<number, ReadonlySet<number>>();
    for (const [id, probabilities] of Object.entries(HIT_PROBABILITIES[idiom]) as [
      VoiceId,
      readonly number[],
    ][]) {
      const steps = Array.from({ length: STEPS_PER_BAR }, (_, step) => step);
      figures.set(
        voiceIndex(id),
        new Set(steps.filter((step) => random.chance(probabilities[step % probabilities.length]!))),
      );
    }
    return figures;
  };
  const isIn = (id: VoiceId): boolean =>
    random.chance(idiom === 'broken' && id === 'snare' ? 1 : (VOICE_PROBABILITY[id] ?? 1));
  const silent = new Set(
    Object.keys(HIT_PROBABILITIES[idiom])
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
      hits.push({ step: bar * STEPS_PER_BAR, voice: CRASH, velocity: 0.9, offset: 0 });
    }
  }
  const hats = new Set(hits.filter(({ voice }) => voice === OPEN_HAT).map(({ step }) => step));
  // One pair of hats: an open one leaves no closed one beside it.
  return patternFromHits(
    bars,
    hits.filter(({ step, voice }) => voice !== CLOSED_HAT || !hats.has(step)),
  );
}
