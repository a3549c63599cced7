// Fits the velocity and offset heads, so that hits are as loud, as late and as varied as real ones. Called by
// calibrate-styles.

import {
  CALIBRATION_GROUPS,
  UNCHANGED,
  calibrationGroup,
  halfTanh,
  type Heads,
  type LogitFit,
} from '../../model/decoding';
import { logit, sigmoid } from '../../rhythm/exact-math';
import { UNIT_CELLS } from '../../rhythm/grid';
import { VOICE_COUNT } from '../../rhythm/voices';
import type { PackedPatterns } from '../data/packed-patterns';
import { mean, standardDeviation } from '../../rhythm/statistics';

/** Fits of the velocity and the offset head by group of cells, see `calibrationGroup`. */
export interface HeadFits {
  readonly velocity: readonly LogitFit[];
  readonly offset: readonly LogitFit[];
}

/** A group with fewer hits than this on either side says too little about itself. */
const LEAST_HITS = 50;

const NO_FITS: HeadFits = {
  velocity: new Array<LogitFit>(CALIBRATION_GROUPS).fill(UNCHANGED),
  offset: new Array<LogitFit>(CALIBRATION_GROUPS).fill(UNCHANGED),
};

/**
 * Finds the scale and shift of the logits at which, group by group, the hits of the samples have the mean and deviation
 * of the real ones.
 * @param real the real patterns, one index per sample
 * @param otherwise what groups with too few hits take
 */
export function fitHeads(
  heads: Heads,
  thresholds: readonly number[],
  real: { readonly packed: PackedPatterns; readonly indices: readonly number[] },
  { otherwise = NO_FITS }: { readonly otherwise?: HeadFits } = {},
): HeadFits {
  const wanted = realValues(real.packed, real.indices);
  const found = soundingLogits(heads, thresholds);
  const fits = (head: keyof HeadFits, activation: Activation): LogitFit[] =>
    found[head].map((logits, group) =>
      logits.length < LEAST_HITS || wanted[head][group]!.length < LEAST_HITS
        ? otherwise[head][group]!
        : fitLogits(logits, wanted[head][group]!, activation),
    );
  return { velocity: fits('velocity', sigmoid), offset: fits('offset', halfTanh) };
}

type Activation = (logit: number) => number;

const ROUNDS = 30;
/** Hits that a group is fitted by: more would only take longer. */
const MOST_HITS = 4000;
/** Beyond these a fit would say more about a few odd hits than about the group. */
const SCALES = { least: 0.1, most: 2 } as const;
const FARTHEST_SHIFT = 3;

/** Alternates a step towards the mean, by the mean slope, and one towards the deviation, by their ratio. */
function fitLogits(logits: readonly number[], values: readonly number[], activation: Activation): LogitFit {
  const wanted = { mean: mean(values), deviation: standardDeviation(values) };
  const every = Math.ceil(logits.length / MOST_HITS);
  const sample = logits.filter((_, index) => index % every === 0);
  let { scale, shift } = UNCHANGED;
  for (let round = 0; round < ROUNDS; round++) {
    const spread = standardDeviation(sample.map((value) => activation(scale * value + shift)));
    const ratio = Math.sqrt(wanted.deviation / Math.max(1e-6, spread));
    scale = within(scale * within(ratio, 0.8, 1.25), SCALES.least, SCALES.most);
    const centre = mean(sample.map((value) => activation(scale * value + shift)));
    const moved = mean(sample.map((value) => activation(scale * value + shift + PROBE)));
    const slope = Math.max(1e-3, (moved - centre) / PROBE);
    shift = within(shift + (wanted.mean - centre) / slope, -FARTHEST_SHIFT, FARTHEST_SHIFT);
  }
  return { scale, shift };
}

const PROBE = 0.01;

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

type ByGroup = Readonly<Record<keyof HeadFits, number[][]>>;

function emptyLists(): ByGroup {
  const lists = (): number[][] => Array.from({ length: CALIBRATION_GROUPS }, () => []);
  return { velocity: lists(), offset: lists() };
}

function realValues(packed: PackedPatterns, indices: readonly number[]): ByGroup {
  const values = emptyLists();
  for (const index of indices) {
    for (let at = packed.starts[index]!; at < packed.starts[index + 1]!; at++) {
      const group = calibrationGroup(packed.cells[at]!);
      values.velocity[group]!.push(packed.velocities[at]!);
      values.offset[group]!.push(packed.offsets[at]!);
    }
  }
  return values;
}

function soundingLogits(heads: Heads, thresholds: readonly number[]): ByGroup {
  const logits = emptyLists();
  const least = thresholds.map(logit);
  for (let cell = 0; cell < heads.hitLogits.length; cell++) {
    if (heads.hitLogits[cell]! <= least[cell % VOICE_COUNT]!) continue;
    const group = calibrationGroup(cell % UNIT_CELLS);
    logits.velocity[group]!.push(heads.velocityLogits[cell]!);
    logits.offset[group]!.push(heads.offsetLogits[cell]!);
  }
  return logits;
}
