// Steers weighted draws so that the means of their features come to a target.
// Called by pool.ts, so that the hits of a layer fall where its style has them. Knows nothing of rhythm.

export interface Weighable {
  readonly baseWeight: number;
  readonly features: readonly number[];
}

const ITERATIONS = 800;
/** Below 2 / trace of the covariance of 16 features in 0–1, the bound up to which the ascent is stable. */
const RATE = 0.48;
/** Keeps the weights from running away where no candidates can meet the target. */
const MAX_MULTIPLIER = 6;

/**
 * Probabilities, as near to the base weights as can be, under which the mean features come to a target: the
 * maximum-entropy tilt w ∝ b · exp(λ · x), its λ by gradient ascent (Jaynes 1957).
 * @returns one probability per candidate, adding up to 1
 */
export function tiltTowards(candidates: readonly Weighable[], target: readonly number[]): number[] {
  const multipliers = target.map(() => 0);
  let probabilities = tilted(candidates, multipliers);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const means = meanFeatures(candidates, probabilities, target.length);
    target.forEach((wanted, feature) => {
      const next = multipliers[feature]! + RATE * (wanted - means[feature]!);
      multipliers[feature] = Math.min(MAX_MULTIPLIER, Math.max(-MAX_MULTIPLIER, next));
    });
    probabilities = tilted(candidates, multipliers);
  }
  return probabilities;
}

function tilted(candidates: readonly Weighable[], multipliers: readonly number[]): number[] {
  const weights = candidates.map(({ baseWeight, features }) => {
    const exponent = features.reduce((sum, value, feature) => sum + value * (multipliers[feature] ?? 0), 0);
    return baseWeight * Math.exp(exponent);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function meanFeatures(
  candidates: readonly Weighable[],
  probabilities: readonly number[],
  length: number,
): number[] {
  const means = new Array<number>(length).fill(0);
  candidates.forEach(({ features }, index) => {
    for (let feature = 0; feature < length; feature++) {
      means[feature]! += probabilities[index]! * (features[feature] ?? 0);
    }
  });
  return means;
}
