// The settings of a comparison of losses: one task for all of them, and for each loss its usual optimiser.
// Used by compare, comparison-record, curves and scripts/compare.

import type { LossName } from '../../gan/losses';
import { configFor, type PresetName, type TrainingConfig } from '../config';

export interface Contender {
  readonly loss: LossName;
  readonly seed: number;
}

/** The order of a comparison: the collapse first, then what was done about it. */
export const COMPARED_LOSSES: readonly LossName[] = ['minimax', 'non-saturating', 'wgan-gp', 'relativistic'];

type Settings = Readonly<Partial<TrainingConfig>>;

/**
 * The task, the same for every loss: whole rhythms and nothing to fill in, as in the network that this project goes
 * back to, and each pattern as often as any other, so that an epoch is an epoch.
 */
const TASK: Settings = {
  steps: 1500,
  batchSize: 128,
  styleBalance: 1,
  styleBoosts: {},
  keptVoicesShare: 0,
  keptBarShare: 0,
  hitNoise: 0,
  // Short runs: the penalty is weak and weakens early, for those that have one.
  gamma: 1,
  finalGamma: 0.3,
  evaluateEvery: 100,
  checkpointEvery: 100,
};

/** The usual settings of a plain GAN (Radford et al. 2016): constant learning rate, no average. */
const VANILLA: Settings = {
  learningRate: 2e-4,
  finalLearningRateShare: 1,
  beta1: 0.5,
  beta2: 0.999,
  averageHalfLife: 0,
};

/** Each loss with the optimiser of its own paper; `relativistic` with the recipe of the preset. */
const OPTIMISERS: Readonly<Record<LossName, Settings>> = {
  minimax: VANILLA,
  'non-saturating': VANILLA,
  /** Gulrajani et al. 2017, algorithm 1. */
  'wgan-gp': {
    learningRate: 1e-4,
    finalLearningRateShare: 1,
    beta1: 0,
    beta2: 0.9,
    averageHalfLife: 0,
  },
  relativistic: {},
};

/**
 * The configuration of one training: the networks of the preset, the task, the loss's own optimiser.
 * @param replaced settings for all losses, which take precedence over these
 * @throws Error with one sentence when a setting is unknown or out of range
 */
export function contenderConfig(
  { loss, seed }: Contender,
  preset: PresetName,
  replaced: Readonly<Record<string, unknown>> = {},
): TrainingConfig {
  return configFor(preset, { ...TASK, ...OPTIMISERS[loss], ...replaced, loss, seed });
}
