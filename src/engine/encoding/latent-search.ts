// Searches the latent space for the latents that come nearest to making given two-bar units.
// Called by `inversion`. Its draws start from a fixed seed: the same units always give the same latents.

import { FEATURE_SIZE, MASK_SIZE } from '../../model/inputs';
import type { Calibration } from '../../model/decoding';
import { logit } from '../../rhythm/exact-math';
import { UNIT_CELLS, UNIT_STEPS, cellIndex } from '../../rhythm/grid';
import { type Pattern, hitAt } from '../../rhythm/pattern';
import { Random } from '../../rhythm/random';
import { VOICE_COUNT } from '../../rhythm/voices';
import { stacked } from '../network/condition';
import type { Generator } from '../network/generator';
import { drawLatent } from '../network/latents';

/** Latents that a search starts from; for each unit, the best of them are followed. */
const STARTS = 64;
const FOLLOWED = 2;
/** Steps down the gradient at most; each costs a forward and a backward pass of all that are followed. */
const STEPS = 300;
/** Of Adam (Kingma & Ba 2015). */
const RATE = 0.3;
const LAST_RATE_SHARE = 0.1;
const BETA_1 = 0.9;
const BETA_2 = 0.99;
const EPSILON = 1e-8;
/** Cells count until they are this far on the right side of their threshold, in logits. */
const MARGIN = 1;

interface Goal {
  readonly units: readonly Pattern[];
  readonly condition: Float32Array;
  readonly calibration: Calibration;
}

/**
 * One latent for each unit: the best of some draws, refined down the gradient of the squared hinge between hit logits
 * and thresholds. The hinge and Adam need no function beyond roots, so that the same pattern is inverted to the same bits
 * everywhere.
 */
export function searchLatents(generator: Generator, { units, condition, calibration }: Goal): Float32Array[] {
  const { latentSize } = generator.card;
  const gradient = generator.gradient();
  const shared = [condition, new Float32Array(MASK_SIZE), new Float32Array(FEATURE_SIZE)];
  const least = calibration.thresholds.map(logit);
  const wanted = units.map(bitsOf);
  const random = Random.fromSeed(0);
  const starts = Array.from({ length: STARTS }, () => drawLatent(latentSize, 1, random));
  const losses: number[][] = [];
  gradient.slopes(stacked(starts), STARTS, shared, (logits) => {
    for (const bits of wanted) losses.push(starts.map((_, row) => hinge(logits, row, { bits, least }).loss));
    return new Float32Array(logits.length);
  });
  const followed = losses.flatMap((ofUnit, unit) =>
    starts
      .map((latent, at) => ({ latent, loss: ofUnit[at]!, unit }))
      .sort((a, b) => a.loss - b.loss)
      .slice(0, FOLLOWED),
  );
  const best = units.map(() => ({ wrong: Infinity, loss: Infinity, latent: starts[0]! }));
  const place = Float64Array.from(stacked(followed.map(({ latent }) => latent)));
  const adam = createAdam(place);
  for (let step = 0; step < STEPS && best.some(({ wrong }) => wrong > 0); step++) {
    const latents = Float32Array.from(place);
    const slopes = gradient.slopes(latents, followed.length, shared, (logits) => {
      const back = new Float32Array(logits.length);
      followed.forEach(({ unit }, row) => {
        const { wrong, loss } = hinge(logits, row, { bits: wanted[unit]!, least, back });
        const leader = best[unit]!;
        if (wrong > leader.wrong || (wrong === leader.wrong && loss >= leader.loss)) return;
        best[unit] = { wrong, loss, latent: latents.slice(row * latentSize, (row + 1) * latentSize) };
      });
      return back;
    });
    adam(slopes, RATE * (1 - ((1 - LAST_RATE_SHARE) * step) / STEPS));
  }
  return best.map(({ latent }) => latent);
}

interface Hinge {
  readonly bits: Uint8Array;
  readonly least: readonly number[];
  /** Where the slopes are written, if they are wanted. */
  readonly back?: Float32Array;
}

/** Squared hinge of one row, and how many of its cells are on the wrong side. */
function hinge(
  logits: Float32Array,
  row: number,
  { bits, least, back }: Hinge,
): { readonly loss: number; readonly wrong: number } {
  let loss = 0;
  let wrong = 0;
  for (let cell = 0; cell < UNIT_CELLS; cell++) {
    const at = row * UNIT_CELLS + cell;
    const sign = bits[cell] === 1 ? 1 : -1;
    const margin = sign * (logits[at]! - least[cell % VOICE_COUNT]!);
    if (margin <= 0) wrong++;
    const short = MARGIN - margin;
    if (short <= 0) continue;
    loss += short ** 2;
    if (back) back[at] = -2 * sign * short;
  }
  return { loss, wrong };
}

/** Moves values down their slopes in place. */
function createAdam(values: Float64Array): (slopes: Float32Array, rate: number) => void {
  const first = new Float64Array(values.length);
  const second = new Float64Array(values.length);
  let [decay1, decay2] = [1, 1];
  return (slopes, rate) => {
    decay1 *= BETA_1;
    decay2 *= BETA_2;
    for (let at = 0; at < values.length; at++) {
      const slope = slopes[at]!;
      first[at] = BETA_1 * first[at]! + (1 - BETA_1) * slope;
      second[at] = BETA_2 * second[at]! + (1 - BETA_2) * slope * slope;
      const length = Math.sqrt(second[at]! / (1 - decay2)) + EPSILON;
      values[at]! -= (rate * first[at]!) / (1 - decay1) / length;
    }
  };
}

function bitsOf(unit: Pattern): Uint8Array {
  const bits = new Uint8Array(UNIT_CELLS);
  for (let step = 0; step < UNIT_STEPS; step++) {
    for (let voice = 0; voice < VOICE_COUNT; voice++)
      if (hitAt(unit, step, voice)) bits[cellIndex(step, voice)] = 1;
  }
  return bits;
}
