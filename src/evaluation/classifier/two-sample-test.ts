// C2ST, a measure and not a test of this code: how well can a small network tell generated hits from real
// ones? Called by full-evaluation.ts.

import * as tf from '@tensorflow/tfjs';
import { disposeWeights, type Weights } from '../../gan/weights';
import { CHANNEL_COUNT, UNIT_CELLS } from '../../rhythm/grid';
import type { Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { classifierSpecs, classify, crossEntropy, halfLabels } from './classifier';
import { fitNetwork } from './fit-network';
import { mean } from '../../rhythm/statistics';

/** The protocol, the same for every comparison. */
const WIDTHS = [128, 64] as const;
const EPOCHS = 20;
const LEAST_STEPS = 100;
const BATCH_SIZE = 128;
const LEARNING_RATE = 2e-3;
const WEIGHT_DECAY = 2e-3;

const SPECS = classifierSpecs(UNIT_CELLS, WIDTHS);

/** Whether both halves of either kind have a pattern: with one group there is nothing to ask a trained network about. */
export function canBeClassified(groups: readonly string[], otherCount: number): boolean {
  return new Set(groups).size > 1 && otherCount > 1;
}

/**
 * Classifier two-sample test (Lopez-Paz & Oquab 2017): how often the network is right about patterns that it was not
 * trained on. About .5 means that it cannot tell them apart, 1 that it always can.
 *
 * As many of either kind; each is cut into two halves, a network is trained on one half of both and asked about the
 * other, then the other way round; the mean of the two. Patterns of one group, a file's overlapping windows, stay in
 * one half: else the network would know the file again, not tell real from made.
 * @param options.groups of the real patterns, where they have any; see {@link canBeClassified}
 */
export async function classifierAccuracy(
  real: readonly Pattern[],
  other: readonly Pattern[],
  { groups }: { readonly groups?: readonly string[] | undefined },
  random: Random,
): Promise<number> {
  const halvesOfReal = halves(real, groups, random);
  const halvesOfOther = halves(other, undefined, random);
  const accuracies: number[] = [];
  for (const [train, test] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const trainSet = equalSized(halvesOfReal[train], halvesOfOther[train]);
    const testSet = equalSized(halvesOfReal[test], halvesOfOther[test]);
    accuracies.push(await accuracyOf(trainSet, testSet, random));
  }
  return mean(accuracies);
}

interface Pair {
  readonly real: readonly Pattern[];
  readonly other: readonly Pattern[];
}

async function accuracyOf(trainSet: Pair, testSet: Pair, random: Random): Promise<number> {
  const half = BATCH_SIZE / 2;
  const labels = halfLabels(BATCH_SIZE);
  const draw = (patterns: readonly Pattern[]): Pattern[] =>
    Array.from({ length: half }, () => random.choice(patterns));
  const weights = await fitNetwork({
    specs: SPECS,
    steps: Math.max(LEAST_STEPS, Math.ceil((EPOCHS * 2 * trainSet.real.length) / BATCH_SIZE)),
    learningRate: LEARNING_RATE,
    weightDecay: WEIGHT_DECAY,
    random,
    objective: (variables) => {
      const rows = hitRows([...draw(trainSet.real), ...draw(trainSet.other)]);
      return crossEntropy(classify(variables, rows), labels);
    },
  });
  const [forReal, forOther] = [await logitsOf(weights, testSet.real), await logitsOf(weights, testSet.other)];
  disposeWeights(weights);
  labels.dispose();
  const right = forReal.filter((logit) => logit > 0).length + forOther.filter((logit) => logit <= 0).length;
  return right / (forReal.length + forOther.length);
}

async function logitsOf(weights: Weights, patterns: readonly Pattern[]): Promise<Float32Array> {
  const logits = tf.tidy(() => classify(weights, hitRows(patterns)));
  const values = Float32Array.from(await logits.data());
  logits.dispose();
  return values;
}

/** −1 where a cell is silent and 1 where it is hit, [patterns, UNIT_CELLS]. */
function hitRows(patterns: readonly Pattern[]): tf.Tensor2D {
  const rows = new Float32Array(patterns.length * UNIT_CELLS);
  patterns.forEach(({ cells }, row) => {
    for (let cell = 0; cell < UNIT_CELLS; cell++)
      rows[row * UNIT_CELLS + cell] = 2 * cells[cell * CHANNEL_COUNT]! - 1;
  });
  return tf.tensor2d(rows, [patterns.length, UNIT_CELLS]);
}

/** Two halves that share no group: groups in random order, each to the half with fewer patterns so far. */
function halves(
  patterns: readonly Pattern[],
  groups: readonly string[] | undefined,
  random: Random,
): [Pattern[], Pattern[]] {
  const byGroup = new Map<string, Pattern[]>();
  patterns.forEach((pattern, at) => {
    const group = groups?.[at] ?? String(at);
    byGroup.set(group, [...(byGroup.get(group) ?? []), pattern]);
  });
  const both: [Pattern[], Pattern[]] = [[], []];
  for (const members of random.shuffled([...byGroup.values()]))
    both[both[0].length <= both[1].length ? 0 : 1].push(...members);
  return both;
}

function equalSized(real: readonly Pattern[], other: readonly Pattern[]): Pair {
  const size = Math.min(real.length, other.length);
  return { real: real.slice(0, size), other: other.slice(0, size) };
}
