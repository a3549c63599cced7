// Changes how a pattern is played: humanises it, and rounds it to what MIDI can hold. Called by the engine's
// make.ts on a composed rhythm; style-profile.ts supplies the spreads.

import { conditionValuesOf } from './condition-values';
import { hitsOf, mapHits, type Pattern } from './pattern';
import type { Random } from './random';
import { TICKS_PER_STEP, VELOCITY_LEVELS } from './resolution';
import { FULL_SWING_STEPS } from './swing';

/** How far hits lie from their usual loudness and timing: one standard deviation of each. */
export interface HitSpread {
  readonly velocity: number;
  readonly offsetSteps: number;
}

/** A steady drummer's figures, where nothing is known of the player. */
const STEADY: HitSpread = { velocity: 0.08, offsetSteps: 0.08 };

/**
 * Scales the played timing and loudness around the grid and each voice's mean, then adds seeded jitter.
 *
 * 0 is a machine (on the grid but for swing, even velocities per voice), ½ is as the model played it, 1 is loose.
 * @param spreadOf how far a hit of a step and voice is moved by one standard deviation of full jitter; steady where undefined
 */
export function humanised(
  pattern: Pattern,
  amount: number,
  spreadOf: ((step: number, voice: number) => HitSpread) | undefined,
  random: Random,
): Pattern {
  const gain = 2 * amount;
  const jitter = Math.max(0, gain - 1);
  const swingDelay = conditionValuesOf(pattern).swing * FULL_SWING_STEPS;
  const meanVelocity = meanVelocityByVoice(pattern);
  return mapHits(pattern, (hit) => {
    const swung = hit.step % 2 === 1 ? swingDelay : 0;
    const centre = meanVelocity.get(hit.voice) ?? hit.velocity;
    const spread = spreadOf?.(hit.step, hit.voice) ?? STEADY;
    return {
      offset: swung + (hit.offset - swung) * gain + jitter * spread.offsetSteps * random.normal(),
      velocity: centre + (hit.velocity - centre) * gain + jitter * spread.velocity * random.normal(),
    };
  });
}

/**
 * The pattern at the resolution of MIDI files: velocities k/127, offsets in {@link TICKS_PER_STEP}ths of a step. Half a
 * step late becomes a tick less: in a file it would be the next step's half a step early.
 */
export function quantised(pattern: Pattern): Pattern {
  return mapHits(pattern, ({ velocity, offset }) => ({
    velocity:
      Math.min(VELOCITY_LEVELS, Math.max(1, Math.round(velocity * VELOCITY_LEVELS))) / VELOCITY_LEVELS,
    // Of two zeros, the one that equals itself everywhere.
    offset: Math.min(TICKS_PER_STEP / 2 - 1, Math.round(offset * TICKS_PER_STEP)) / TICKS_PER_STEP + 0,
  }));
}

function meanVelocityByVoice(pattern: Pattern): Map<number, number> {
  const sums = new Map<number, { sum: number; count: number }>();
  for (const { voice, velocity } of hitsOf(pattern)) {
    const entry = sums.get(voice) ?? { sum: 0, count: 0 };
    sums.set(voice, { sum: entry.sum + velocity, count: entry.count + 1 });
  }
  return new Map([...sums].map(([voice, { sum, count }]) => [voice, sum / count]));
}
