// Draws latents, and moves between them without shortening them.
// Used by drawing, encoding and form. Square roots only: every machine rounds them alike; sines it may not.

import type { Random } from '../../rhythm/random';

/** A latent from the seeded generator, standard normal times `scale`. */
export function drawLatent(size: number, scale: number, random: Random): Float32Array<ArrayBuffer> {
  const latent = new Float32Array(size);
  for (let at = 0; at < size; at++) latent[at] = scale * random.normal();
  return latent;
}

/**
 * √(1 − share)·a + √share·b: keeps the length that the generator was trained on. At 0 it is a, at ½ it is halfway, at 1
 * it is b.
 */
export function rotated(a: Float32Array, b: Float32Array, share: number): Float32Array<ArrayBuffer> {
  return blended([a, b], [1 - share, share]);
}

/** The same between several latents: the roots of the weights, which add up to 1, multiply them. */
export function blended(
  latents: readonly Float32Array[],
  weights: readonly number[],
): Float32Array<ArrayBuffer> {
  const roots = weights.map(Math.sqrt);
  const mixed = new Float32Array(latents[0]!.length);
  for (let at = 0; at < mixed.length; at++) {
    let sum = 0;
    for (let which = 0; which < latents.length; which++) sum += roots[which]! * latents[which]![at]!;
    mixed[at] = sum;
  }
  return mixed;
}
