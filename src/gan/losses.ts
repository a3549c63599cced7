// The GAN losses that a run can choose from: what each network minimises, which penalty belongs to it, and
// how many discriminator steps. `objectives` and `step` compute them; training's settings name one.

import * as tf from '@tensorflow/tfjs';

export const LOSS_NAMES = ['relativistic', 'wgan-gp', 'non-saturating', 'minimax'] as const;
export type LossName = (typeof LOSS_NAMES)[number];

/** What both networks minimise, from the logits [b] of real and generated patterns, pair by pair. */
export interface Loss {
  readonly name: LossName;
  readonly discriminator: (real: tf.Tensor1D, fake: tf.Tensor1D) => tf.Scalar;
  readonly generator: (real: tf.Tensor1D, fake: tf.Tensor1D) => tf.Scalar;
  readonly penalty: 'zero-centred' | 'one-centred' | 'none';
  /** Whether the generator's loss depends on the logits of real patterns. */
  readonly pairsRealInGenerator: boolean;
  /** Discriminator steps per generator step. */
  readonly discriminatorSteps: number;
}

/** softplus(t) = log(1 + eᵗ), the f of the logistic losses; D(x) is a logit. */
function logistic(t: tf.Tensor1D): tf.Scalar {
  return tf.mean(tf.softplus(t));
}

const LOSSES: Readonly<Record<LossName, Loss>> = {
  /** RpGAN with R1 and R2 (R3GAN, arXiv 2501.05441, eq. 2): no local minima that drop modes, locally convergent. */
  relativistic: {
    name: 'relativistic',
    discriminator: (real, fake) => logistic(tf.sub(fake, real)),
    generator: (real, fake) => logistic(tf.sub(real, fake)),
    penalty: 'zero-centred',
    pairsRealInGenerator: true,
    discriminatorSteps: 1,
  },
  /** Gulrajani et al. 2017: Wasserstein critic, five steps of it per generator step. */
  'wgan-gp': {
    name: 'wgan-gp',
    discriminator: (real, fake) => tf.sub(tf.mean<tf.Scalar>(fake), tf.mean(real)),
    generator: (_real, fake) => tf.neg(tf.mean<tf.Scalar>(fake)),
    penalty: 'one-centred',
    pairsRealInGenerator: false,
    discriminatorSteps: 5,
  },
  /** Goodfellow et al. 2014, the modified generator loss: −log D(G(z)). */
  'non-saturating': {
    name: 'non-saturating',
    discriminator: logisticDiscriminator,
    generator: (_real, fake) => logistic(tf.neg(fake)),
    penalty: 'none',
    pairsRealInGenerator: false,
    discriminatorSteps: 1,
  },
  /** Goodfellow et al. 2014, eq. 1: log(1 − D(G(z))), whose gradient vanishes when the discriminator wins. */
  minimax: {
    name: 'minimax',
    discriminator: logisticDiscriminator,
    generator: (_real, fake) => tf.neg(logistic(fake)),
    penalty: 'none',
    pairsRealInGenerator: false,
    discriminatorSteps: 1,
  },
};

function logisticDiscriminator(real: tf.Tensor1D, fake: tf.Tensor1D): tf.Scalar {
  return tf.add(logistic(tf.neg(real)), logistic(fake));
}

export function lossNamed(name: LossName): Loss {
  return LOSSES[name];
}
