// What the network's own recovery of a pattern lacks of it, cell by cell. Added in full it gives the pattern
// back as it was; added in part, it fades out as a rhythm moves away from the pattern. Used for `like`,
// morphs and variations of a phrase.

import { type Calibration, type Heads, decodeHits } from '../../model/decoding';
import { logit } from '../../rhythm/exact-math';
import { UNIT_CELLS, UNIT_STEPS, cellIndex } from '../../rhythm/grid';
import { type Pattern, type PlacedHit, hitAt, hitsOf } from '../../rhythm/pattern';
import { CLOSED_HAT, OPEN_HAT, VOICE_COUNT } from '../../rhythm/voices';

export interface Correction {
  /** Added to the hit logits [UNIT_CELLS]; 0 where the network is right by itself. */
  readonly hit: Float32Array;
  /** Added to velocity and offset where a cell sounds [UNIT_CELLS]. */
  readonly velocity: Float32Array;
  readonly offset: Float32Array;
  /** Whether both hats share a step of the pattern; decoding then may not choose one of them. */
  readonly hasBothHats: boolean;
}

/** By how much a corrected cell is on the right side of its threshold, in logits. */
const CLEARANCE = 1e-3;

/** The correction that makes a row of heads the two-bar pattern. Noise has to be in the heads already. */
export function correctionOf(
  heads: Heads,
  row: number,
  { calibration, unit }: { readonly calibration: Calibration; readonly unit: Pattern },
): Correction {
  const least = calibration.thresholds.map(logit);
  const [hit, velocity, offset] = [0, 0, 0].map(() => new Float32Array(UNIT_CELLS)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let step = 0; step < UNIT_STEPS; step++) {
    for (let voice = 0; voice < VOICE_COUNT; voice++) {
      const cell = cellIndex(step, voice);
      const margin = heads.hitLogits[row * UNIT_CELLS + cell]! - least[voice]!;
      if (hitAt(unit, step, voice)) hit[cell] = Math.max(0, CLEARANCE - margin);
      else hit[cell] = Math.min(0, -CLEARANCE - margin);
    }
  }
  const sounding = { ...heads, hitLogits: heads.hitLogits.map(() => Infinity) };
  for (const { step, voice, ...own } of decodeHits(sounding, row, calibration)) {
    const asked = hitAt(unit, step, voice);
    if (!asked) continue;
    velocity[cellIndex(step, voice)] = asked.velocity - own.velocity;
    offset[cellIndex(step, voice)] = asked.offset - own.offset;
  }
  return { hit, velocity, offset, hasBothHats: hasBothHats(unit) };
}

/** The sum of some corrections by weights. */
export function weighted(corrections: readonly Correction[], weights: readonly number[]): Correction {
  const sum = (plane: (correction: Correction) => Float32Array): Float32Array =>
    Float32Array.from({ length: UNIT_CELLS }, (_, cell) =>
      corrections.reduce((total, correction, at) => total + weights[at]! * plane(correction)[cell]!, 0),
    );
  return {
    hit: sum(({ hit }) => hit),
    velocity: sum(({ velocity }) => velocity),
    offset: sum(({ offset }) => offset),
    hasBothHats: corrections.some((correction, at) => correction.hasBothHats && weights[at]! > 0),
  };
}

/** Adds the correction to loudness and timing; the hits stay where they are. */
export function corrected(
  hits: readonly PlacedHit[],
  { velocity, offset }: Pick<Correction, 'velocity' | 'offset'>,
): PlacedHit[] {
  return hits.map((hit) => {
    const cell = cellIndex(hit.step, hit.voice);
    return { ...hit, velocity: hit.velocity + velocity[cell]!, offset: hit.offset + offset[cell]! };
  });
}

function hasBothHats(unit: Pattern): boolean {
  return hitsOf(unit).some(({ step, voice }) => voice === CLOSED_HAT && hitAt(unit, step, OPEN_HAT));
}
