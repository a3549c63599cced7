// One forward pass of the generator over several latents under one condition.
// Used to decode candidates and inverted patterns, and to work out corrections.

import { FEATURE_SIZE, MASK_SIZE } from '../../model/inputs';
import type { Heads } from '../../model/decoding';
import { repeated, stacked } from './condition';
import type { Generator } from './generator';
import { type Kept, contextOf, keptHits } from './kept';

/**
 * One row of heads for each latent.
 * @param kept what it is to fit
 */
export function headsOf(
  generator: Generator,
  latents: readonly Float32Array[],
  condition: Float32Array,
  kept?: Kept,
): Heads {
  const size = latents.length;
  return generator.run({
    size,
    latent: stacked(latents),
    condition: repeated(condition, size),
    mask: repeated(kept?.mask ?? new Float32Array(MASK_SIZE), size),
    context: repeated(kept ? contextOf(keptHits(kept)) : new Float32Array(FEATURE_SIZE), size),
  });
}
