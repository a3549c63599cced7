// Precision, recall, density and coverage: whether generated patterns lie where real ones do. Called by
// evaluate-patterns.ts, assess.ts, by-provenance.ts and training's decoding-scorer.ts.

import { type PackedSet, distancesTo, neighbourRadii } from './neighbours';

/** Each 0–1 but for density. */
export interface Fidelity {
  /** Share of the generated within the ball of some real pattern: are they like the real ones at all? */
  readonly precision: number;
  /** Share of the real within the ball of some generated pattern: could each have been generated? */
  readonly recall: number;
  /** Mean number of real balls around a generated pattern, over k. */
  readonly density: number;
  /** Share of the real whose ball holds a generated pattern: the figure that falls when modes are lost. */
  readonly coverage: number;
}

/** Neighbours that make a ball, in all reported figures. */
export const NEIGHBOURS = 5;
/** With fewer patterns in a set, none has as many neighbours: every ball would hold everything, and all would be 1. */
export const LEAST_PATTERNS = NEIGHBOURS + 1;

/** Fidelity where it can be taken; each null where either set has fewer than LEAST_PATTERNS patterns. */
export type MeasuredFidelity = { readonly [Name in keyof Fidelity]: number | null };

/** The fidelity of two sets, absent where they are too small for it. */
export function measuredFidelity(real: PackedSet, generated: PackedSet): MeasuredFidelity {
  if (Math.min(real.count, generated.count) < LEAST_PATTERNS)
    return { precision: null, recall: null, density: null, coverage: null };
  return fidelity(real, generated);
}

/**
 * Precision and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020), on hits under the
 * Hamming distance.
 *
 * A ball includes its border (`<=`): distances of patterns are whole numbers, and duplicates have radius 0.
 */
export function fidelity(real: PackedSet, generated: PackedSet, neighbours = NEIGHBOURS): Fidelity {
  const realRadii = neighbourRadii(real, neighbours);
  const generatedRadii = neighbourRadii(generated, neighbours);
  const distances = new Uint16Array(real.count);
  const covered = new Uint8Array(real.count);
  const recalled = new Uint8Array(real.count);
  let balls = 0;
  let precise = 0;
  for (let index = 0; index < generated.count; index++) {
    distancesTo(generated, index, real, distances);
    let around = 0;
    for (let other = 0; other < real.count; other++) {
      const distance = distances[other]!;
      if (distance <= realRadii[other]!) {
        around++;
        covered[other] = 1;
      }
      if (distance <= generatedRadii[index]!) recalled[other] = 1;
    }
    balls += around;
    if (around > 0) precise++;
  }
  return {
    precision: precise / generated.count,
    recall: share(recalled),
    density: balls / (neighbours * generated.count),
    coverage: share(covered),
  };
}

function share(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
}
