// Every setting of a training run, and the two presets with the reasons for their values. Used all over
// training and by the scripts for training, comparison and benchmarks. A checkpoint holds the settings whole
// and is only resumed with the same ones.

import { z } from 'zod';
import { LOSS_NAMES } from '../gan/losses';
import {
  ORIGINAL_DISCRIMINATOR_PARAMETERS,
  ORIGINAL_GENERATOR_PARAMETERS,
  type NetworkBudget,
} from '../gan/sizes';

export const PRESET_NAMES = ['laptop', 'workstation'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

const count = z.number().int().positive();
const share = z.number().min(0).max(1);

const budgetSchema = z.object({
  generatorParameters: count,
  generatorBlocks: count,
  discriminatorParameters: count,
  discriminatorBlocks: count,
  latentSize: count,
}) satisfies z.ZodType<NetworkBudget>;

/** Everything that decides the weights of a run, beside the dataset and the backend. */
export const trainingConfigSchema = z.object({
  preset: z.enum(PRESET_NAMES),
  loss: z.enum(LOSS_NAMES),
  seed: z.number().int().nonnegative(),
  steps: count,
  batchSize: count,
  network: budgetSchema,
  /** Adam's step at the start; it falls by a cosine to `finalLearningRateShare` of it. */
  learningRate: z.number().positive(),
  finalLearningRateShare: share,
  beta1: share,
  beta2: share,
  epsilon: z.number().positive(),
  /** Weight γ of the zero-centred penalties: from `gamma` to `finalGamma` by a cosine over `gammaShare` of the steps. */
  gamma: z.number().nonnegative(),
  finalGamma: z.number().nonnegative(),
  gammaShare: share,
  /** Longest half-life of the generator's moving average, in steps; 0 takes the generator as it is. */
  averageHalfLife: z.number().nonnegative(),
  /** A style is drawn ∝ (its number of patterns)^styleBalance: 1 as in the corpus, 0 all styles alike. */
  styleBalance: share,
  /** Factors on top of that, by style. */
  styleBoosts: z.record(z.string(), z.number().nonnegative()),
  /** How often the condition says "any style". */
  anyStyleShare: share,
  /** How often some voices, or a whole bar, are given and the rest is to be filled in. */
  keptVoicesShare: share,
  keptBarShare: share,
  barSwapShare: share,
  /**
   * Scale of the logistic noise on the hit logits in training, as `addHitNoise` adds it at generation: a Gumbel
   * sigmoid. The generator learns which strokes are left to chance, and spends its latent on the rest.
   */
  hitNoise: z.number().nonnegative(),
  /** Steps between evaluations and between checkpoints. */
  evaluateEvery: count,
  checkpointEvery: count,
});

export type TrainingConfig = Readonly<z.infer<typeof trainingConfigSchema>>;

const common = {
  loss: 'relativistic',
  seed: 1,
  finalLearningRateShare: 0.05,
  // Without momentum: with it, the two players' updates chase each other (R3GAN, after Mescheder 2018).
  beta1: 0,
  beta2: 0.99,
  epsilon: 1e-8,
  // Strong at first, while the two distributions hardly touch, then weak enough for rare grooves; on recorded
  // drumming 1 covered more than 3 (.507 against .450 of a ceiling of .514).
  gamma: 1,
  finalGamma: 0.3,
  gammaShare: 1 / 3,
  averageHalfLife: 300,
  // Between the corpus's own shares, which would all but hide small styles, and equal ones, which would repeat them.
  styleBalance: 0.5,
  // House and techno are the point of the project, so they are oversampled.
  styleBoosts: { house: 1.5, techno: 1.25 },
  anyStyleShare: 0.1,
  keptVoicesShare: 0.3,
  keptBarShare: 0.2,
  // Off: it did not help with 600 patterns, and a fill belongs at the end.
  barSwapShare: 0,
  // In half the steps it reached the coverage and recall of a run without it, at a precision .09 of the ceiling better.
  hitNoise: 0.75,
} as const;

const PRESETS: Readonly<Record<PresetName, TrainingConfig>> = {
  /** The whole model at the original's sizes. */
  workstation: {
    ...common,
    preset: 'workstation',
    steps: 14_000,
    batchSize: 128,
    network: {
      generatorParameters: ORIGINAL_GENERATOR_PARAMETERS,
      generatorBlocks: 3,
      discriminatorParameters: ORIGINAL_DISCRIMINATOR_PARAMETERS,
      discriminatorBlocks: 2,
      latentSize: 128,
    },
    // Twice the 5e-4 of the synthetic trials: the larger step reached the better coverage on recorded drumming.
    learningRate: 1e-3,
    // Against learning by heart in the longer run: C_T −0.9 after these 14,000 steps, −1.3 after 7,000 that ended at 0.3.
    finalGamma: 1,
    evaluateEvery: 500,
    checkpointEvery: 250,
  },
  /** Smaller networks that learn the common grooves on two laptop cores in under ten minutes. */
  laptop: {
    ...common,
    preset: 'laptop',
    steps: 4000,
    batchSize: 64,
    network: {
      generatorParameters: 450_000,
      generatorBlocks: 2,
      discriminatorParameters: 400_000,
      discriminatorBlocks: 2,
      latentSize: 64,
    },
    learningRate: 1e-3,
    evaluateEvery: 500,
    checkpointEvery: 200,
  },
};

/** Refuses settings with misspelt names. */
const exactSchema = trainingConfigSchema.extend({ network: budgetSchema.strict() }).strict();

/** A preset with some settings replaced. @throws Error with one sentence when a setting is unknown or out of range. */
export function configFor(
  preset: PresetName,
  replaced: Readonly<Record<string, unknown>> = {},
): TrainingConfig {
  const { network = {}, ...rest } = replaced;
  const merged = {
    ...PRESETS[preset],
    ...rest,
    network: isRecord(network) ? { ...PRESETS[preset].network, ...network } : network,
  };
  const parsed = exactSchema.safeParse(merged);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`Invalid training settings (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}).`);
}

/** The names of the settings in which two configurations differ. */
export function differingSettings(a: TrainingConfig, b: TrainingConfig): string[] {
  return (Object.keys(trainingConfigSchema.shape) as (keyof TrainingConfig)[]).filter(
    (name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
