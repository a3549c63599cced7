// Two variational autoencoders as baselines: one of RhythmVAE's size and a strong rival. Offered by index.ts;
// the network itself is in autoencoder.ts.

import * as tf from '@tensorflow/tfjs';
import type { Weights } from '../../gan/weights';
import { FEATURE_SIZE, writeFeatures } from '../../model/inputs';
import { UNCALIBRATED, decodePattern } from '../../model/decoding';
import type { Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { fitNetwork } from '../classifier/fit-network';
import {
  autoencoderLoss,
  autoencoderSpecs,
  decode,
  type AutoencoderLoss,
  type AutoencoderShape,
} from './autoencoder';
import type { Baseline, StyledPattern } from './baseline';

export interface AutoencoderSettings extends AutoencoderLoss {
  readonly name: string;
  readonly latentSize: number;
  readonly width: number;
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Share of the steps over which β rises from nothing, so that the latent is used at all (Bowman et al. 2016). */
  readonly warmUp: number;
}

/** What both have in common; the steps of each take about a minute and a quarter on one core. */
const COMMON = { batchSize: 128, learningRate: 2e-3, warmUp: 0.2 } as const;

/** The sizes and loss weights of RhythmVAE, whose two latents the user moves by hand. */
export const SMALL_AUTOENCODER: AutoencoderSettings = {
  ...COMMON,
  name: 'VAE, 2 latents (RhythmVAE-like)',
  latentSize: 2,
  width: 512,
  steps: 700,
  beta: 1,
  velocity: 2.5,
  timing: 5,
};

/** A strong rival of like cost: 32 latents, β 1. */
export const TUNED_AUTOENCODER: AutoencoderSettings = {
  ...COMMON,
  name: 'VAE, 32 latents',
  latentSize: 32,
  width: 400,
  steps: 1000,
  beta: 1,
  velocity: 2.5,
  timing: 5,
};

/** A variational autoencoder as a baseline; a cell sounds where its probability is above ½. Uses the current backend. */
export function autoencoderBaseline(settings: AutoencoderSettings): Baseline {
  return {
    name: settings.name,
    isTrained: true,
    learn: async (training, { onProgress }, random) => {
      const styles = [...new Set(training.map(({ style }) => style))].sort();
      const shape = { ...settings, styleCount: styles.length };
      const weights = await fitNetwork({
        specs: autoencoderSpecs(shape),
        steps: settings.steps,
        learningRate: settings.learningRate,
        random,
        objective: (variables, step) => {
          const rows = Array.from({ length: settings.batchSize }, () => random.choice(training));
          const batch = {
            features: featureRows(rows),
            styles: styleRows(
              rows.map(({ style }) => styles.indexOf(style)),
              styles.length,
            ),
            noise: normalRows(rows.length, settings.latentSize, random),
          };
          const risen = Math.min(1, (step + 1) / Math.max(1, settings.warmUp * settings.steps));
          return autoencoderLoss(variables, batch, { ...settings, beta: risen * settings.beta });
        },
        onStep: (step) => onProgress?.(step / settings.steps),
      });
      return async (wanted, draws) => {
        const patterns = await drawPatterns(
          weights,
          shape,
          wanted.map((style) => styles.indexOf(style)),
          draws,
        );
        return patterns;
      };
    },
  };
}

async function drawPatterns(
  weights: Weights,
  { latentSize, styleCount }: AutoencoderShape,
  styles: readonly number[],
  random: Random,
): Promise<Pattern[]> {
  const heads = tf.tidy(() => {
    const drawn = decode(
      weights,
      normalRows(styles.length, latentSize, random),
      styleRows(styles, styleCount),
    );
    return tf.split(drawn, 3, 1);
  });
  const [hitLogits, velocityLogits, offsetLogits] = (await Promise.all(heads.map((head) => head.data()))) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  tf.dispose(heads);
  return styles.map((_, row) =>
    decodePattern({ hitLogits, velocityLogits, offsetLogits }, row, UNCALIBRATED),
  );
}

function featureRows(rows: readonly StyledPattern[]): tf.Tensor2D {
  const values = new Float32Array(rows.length * FEATURE_SIZE);
  rows.forEach(({ pattern }, row) => {
    writeFeatures(pattern, values, row * FEATURE_SIZE);
  });
  return tf.tensor2d(values, [rows.length, FEATURE_SIZE]);
}

function styleRows(styles: readonly number[], styleCount: number): tf.Tensor2D {
  const values = new Float32Array(styles.length * styleCount);
  styles.forEach((style, row) => {
    values[row * styleCount + style] = 1;
  });
  return tf.tensor2d(values, [styles.length, styleCount]);
}

function normalRows(rows: number, size: number, random: Random): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * size }, () => random.normal());
  return tf.tensor2d(values, [rows, size]);
}
