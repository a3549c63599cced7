// Gives the hits of an assembled pattern their velocity and timing, drawn around figures that were measured
// in house and that a style can change. Called by recombine.ts.

import { FULL_SWING_STEPS } from '../../rhythm/swing';
import { CELLS_PER_BAR, STEPS_PER_BAR, cellIndex } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { VOICE_COUNT, voiceAt, type VoiceId } from '../../rhythm/voices';
import type { StyleFigures } from './figures';
import type { PartHit } from './clip-parts';

/**
 * Velocity mean and standard deviation of 127: measured in house for kick, snare, clap and hats, chosen to go
 * with them for the rest.
 */
const VELOCITY: Readonly<Record<VoiceId, readonly [number, number]>> = {
  kick: [98, 9],
  snare: [86, 13],
  rim: [76, 14],
  clap: [88, 14],
  'closed-hat': [70, 19],
  'open-hat': [80, 14],
  'low-tom': [82, 14],
  'mid-tom': [80, 14],
  'high-tom': [80, 14],
  crash: [100, 10],
  ride: [76, 14],
  percussion: [70, 17],
};
const GHOST_VELOCITY = [54, 11] as const;

/** Standard deviation of the timing in 16ths: measured in house for kick and clap. */
const TIMING: Readonly<Record<VoiceId, number>> = {
  kick: 0.025,
  snare: 0.05,
  rim: 0.05,
  clap: 0.07,
  'closed-hat': 0.04,
  'open-hat': 0.04,
  'low-tom': 0.05,
  'mid-tom': 0.05,
  'high-tom': 0.05,
  crash: 0.03,
  ride: 0.04,
  percussion: 0.05,
};

/** Voices whose odd 16ths swing; kick and clap stay locked to the grid. Snares swing between the backbeats only. */
const SWINGING: ReadonlySet<VoiceId> = new Set([
  'snare',
  'rim',
  'closed-hat',
  'open-hat',
  'ride',
  'percussion',
]);
/** Ghosts lag behind the swing of the hats: +.17 against +.11 of a 16th. */
const GHOST_LAG_STEPS = 0.05;

/** How a velocity or an offset divides up, in shares of the standard deviation whose squares add up to about 1. */
const SHARE = { accent: 0.8, metre: 0.4, pattern: 0.42, hit: 0.35 };
const TIMING_SHARE = { pattern: 0.6, hit: 0.8 };

/** How loud a voice is by its place in the beat, in standard deviations: beat, odd 16th, off-beat, odd 16th. */
const METRE: readonly number[] = [0.6, -0.6, 0.9, -0.4];

export function perform(hits: readonly PartHit[], figures: StyleFigures, random: Random): PlacedHit[] {
  const [leastSwing, mostSwing] = figures.swing;
  const swing = random.chance(figures.straight)
    ? 0
    : leastSwing + (mostSwing - leastSwing) * random.uniform();
  const loudness = Array.from({ length: VOICE_COUNT }, () => random.normal());
  const push = Array.from({ length: VOICE_COUNT }, () => random.normal());
  // Plain forms bring no accents: each bar then has the same drawn ones, as a groove does.
  const shape = Array.from({ length: CELLS_PER_BAR }, () => random.normal());
  return hits.map(({ step, voice, accent: given, ghost }) => {
    const accent = given ?? shape[cellIndex(step % STEPS_PER_BAR, voice)]!;
    const { id } = voiceAt(voice);
    const metre = id === 'kick' || id === 'clap' ? 0 : METRE[step % METRE.length]!;
    const deviation =
      SHARE.accent * accent +
      SHARE.metre * metre +
      SHARE.pattern * loudness[voice]! +
      SHARE.hit * random.normal();
    const soft = ghost && (id === 'snare' || id === 'rim');
    const [mean, spread] = soft ? GHOST_VELOCITY : (figures.velocity?.[id] ?? VELOCITY[id]);
    // A ghost's softness is in its mean already.
    const velocity = mean + spread * (soft ? deviation - SHARE.accent * accent : deviation);
    const looseness = TIMING[id] * figures.looseness;
    const strayed = looseness * (TIMING_SHARE.pattern * push[voice]! + TIMING_SHARE.hit * random.normal());
    return {
      step,
      voice,
      velocity: Math.min(127, Math.max(12, Math.round(velocity))) / 127,
      offset: clampOffset(strayed + swingOf(step, id, swing, soft)),
    };
  });
}

function swingOf(step: number, id: VoiceId, swing: number, soft: boolean): number {
  if ((step % STEPS_PER_BAR) % 2 === 0 || !SWINGING.has(id)) return 0;
  return swing * FULL_SWING_STEPS + (soft ? GHOST_LAG_STEPS : 0);
}

function clampOffset(offset: number): number {
  return Math.min(0.49, Math.max(-0.49, offset));
}
