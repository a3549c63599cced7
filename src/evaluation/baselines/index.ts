// Which baselines there are. Other rooms import from here, not from the other files of this folder.

import { autoencoderBaseline, SMALL_AUTOENCODER, TUNED_AUTOENCODER } from './autoencoder-baseline';
import type { Baseline } from './baseline';
import { independentCells } from './independent';
import { markovChain } from './markov';
import { nearestNeighbour } from './nearest';

export { type Baseline, type Draw, type StyledPattern } from './baseline';
export { independentPatterns } from './independent';

/** Which baselines an evaluation has: those without a network take seconds, the others minutes. */
export const BASELINE_CHOICES = ['none', 'fast', 'all'] as const;
export type BaselineChoice = (typeof BASELINE_CHOICES)[number];

export const FLOOR = independentCells;

/** The autoencoder that the goals name. */
export const RIVAL = TUNED_AUTOENCODER.name;

/** The baselines of a choice, beside the floor. */
export function baselinesOf(choice: BaselineChoice): readonly Baseline[] {
  const fast = [markovChain, nearestNeighbour];
  if (choice === 'none') return [];
  if (choice === 'fast') return fast;
  return [...fast, autoencoderBaseline(SMALL_AUTOENCODER), autoencoderBaseline(TUNED_AUTOENCODER)];
}
