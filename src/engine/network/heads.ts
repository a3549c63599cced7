import { FEATURE_SIZE, MASK_SIZE } from '../../model/inputs';
import type { Heads } from '../../model/reading';
import { repeated, stacked } from './condition';
import type { Generator } from './generator';
import { type Kept, contextOf, keptHits } from './kept';

/**
 * What the network says at some latents under one condition, a row each, in one forward pass.
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
