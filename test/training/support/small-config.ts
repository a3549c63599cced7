import { configFor, type TrainingConfig } from '../../../src/training/config';

/** Settings with which a run takes a second: the code of a real one, at toy size. */
export const SMALL_SETTINGS = {
  steps: 12,
  batchSize: 8,
  network: {
    generatorParameters: 25_000,
    generatorBlocks: 2,
    discriminatorParameters: 15_000,
    discriminatorBlocks: 1,
    latentSize: 8,
  },
  evaluateEvery: 6,
  checkpointEvery: 4,
} as const;

export function smallConfig(replaced: Readonly<Record<string, unknown>> = {}): TrainingConfig {
  return configFor('laptop', { ...SMALL_SETTINGS, ...replaced });
}
