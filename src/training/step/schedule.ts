// What changes over a run by its step: the learning rate, the weight of the penalties, and what is due. Used
// by the steps themselves, the loop, the comparison and the benchmarks.

import type { TrainingConfig } from '../config';

/** The learning rate at a training step (counted from 0): a cosine from the full one to its final share. */
export function learningRateAt(config: TrainingConfig, step: number): number {
  const floor = config.finalLearningRateShare;
  return config.learningRate * (floor + (1 - floor) * falling(step / config.steps));
}

/** The weight γ of the zero-centred penalties at a training step (counted from 0). */
export function gammaAt(config: TrainingConfig, step: number): number {
  const progress = config.gammaShare > 0 ? Math.min(1, step / (config.steps * config.gammaShare)) : 1;
  return config.finalGamma + (config.gamma - config.finalGamma) * falling(progress);
}

/** Whether something done every `every` steps, and at the end, is due after a step (counted from 1). */
export function isDueAt(step: number, every: number, { steps }: Pick<TrainingConfig, 'steps'>): boolean {
  return step % every === 0 || step === steps;
}

/** Half a cosine wave: 1 at 0, 0 at 1. */
function falling(progress: number): number {
  return (1 + Math.cos(Math.PI * progress)) / 2;
}
