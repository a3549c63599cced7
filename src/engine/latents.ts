import type { Random } from '../rhythm/random';

/** A latent from the seeded generator, standard normal times `scale`. */
export function drawLatent(size: number, scale: number, random: Random): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: size }, () => scale * random.normal());
}

/**
 * Between two latents at a share of a right angle: cos·a + sin·b keeps the length that the generator was trained on.
 * The weights are square roots, which every machine rounds alike; sines it may not.
 */
export function rotated(a: Float32Array, b: Float32Array, share: number): Float32Array<ArrayBuffer> {
  return blended([a, b], [1 - share, share]);
}

/** The same between several latents by weights that add up to 1. */
export function blended(
  latents: readonly Float32Array[],
  weights: readonly number[],
): Float32Array<ArrayBuffer> {
  const roots = weights.map(Math.sqrt);
  return Float32Array.from({ length: latents[0]!.length }, (_, at) =>
    latents.reduce((sum, latent, which) => sum + roots[which]! * latent[at]!, 0),
  );
}
