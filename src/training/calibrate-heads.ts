import type { HostWeights } from '../gan/weights';
import { FEATURE_SIZE } from '../model/inputs';
import { logit, sigmoid } from '../rhythm/exact-math';
import { UNIT_CELLS } from '../rhythm/grid';
import { VOICE_COUNT } from '../rhythm/voices';
import type { PackedPatterns } from './patterns';
import type { Samples } from './sample';

/** How a head's logits are to be changed: `scale · logit + shift`. */
export interface LogitFit {
  readonly scale: number;
  readonly shift: number;
}

/** Fits of the velocity and the offset head by group of cells, see {@link groupOf}. */
export interface HeadFits {
  readonly velocity: readonly LogitFit[];
  readonly offset: readonly LogitFit[];
}

/** Voice by voice, the odd 16ths apart from the even ones: between those two lie accents and swing. */
const GROUP_COUNT = 2 * VOICE_COUNT;

function groupOf(cell: number): number {
  const step = Math.floor(cell / VOICE_COUNT);
  return (cell % VOICE_COUNT) + VOICE_COUNT * (step % 2);
}

const UNCHANGED: LogitFit = { scale: 1, shift: 0 };
/** A group with fewer hits than this on either side is left as it is. */
const LEAST_HITS = 50;

/**
 * Finds how velocities and offsets are to be spread so that, group by group, the hits of the samples have the mean
 * and deviation of the real ones. In training both are seen times a soft hit, so that the generator may write a
 * doubtful hit as a soft one or as a quiet one; made hard, such hits are too loud, too quiet or too far off.
 * @param indices the real patterns, one per sample
 */
export function fitHeads(
  samples: Samples,
  thresholds: readonly number[],
  real: { readonly packed: PackedPatterns; readonly indices: readonly number[] },
): HeadFits {
  const wanted = realValues(real.packed, real.indices);
  const found = soundingLogits(samples, thresholds);
  const fits = (logits: readonly number[][], values: readonly number[][], squash: Squash): LogitFit[] =>
    logits.map((of, group) => fitLogits(of, values[group]!, squash));
  return {
    velocity: fits(found.velocity, wanted.velocity, sigmoid),
    offset: fits(found.offset, wanted.offset, halfTanh),
  };
}

/** The weights with the fits built into the generator's last layer. */
export function withHeadsFitted(weights: HostWeights, fits: HeadFits): HostWeights {
  const kernel = Float32Array.from(weights['heads.kernel']!);
  const bias = Float32Array.from(weights['heads.bias']!);
  [fits.velocity, fits.offset].forEach((byGroup, head) => {
    for (let cell = 0; cell < UNIT_CELLS; cell++) {
      const { scale, shift } = byGroup[groupOf(cell)]!;
      const column = (head + 1) * UNIT_CELLS + cell;
      for (let at = column; at < kernel.length; at += FEATURE_SIZE) kernel[at] = scale * kernel[at]!;
      bias[column] = scale * bias[column]! + shift;
    }
  });
  return { ...weights, 'heads.kernel': kernel, 'heads.bias': bias };
}

type Squash = (logit: number) => number;

/** ½·tanh(x), as the offset is read from its logit. */
function halfTanh(x: number): number {
  return sigmoid(2 * x) - 0.5;
}

const ROUNDS = 30;
/** Hits that a group is fitted by: more would only take longer. */
const MOST_HITS = 4000;
/** Beyond these a fit would say more about a few odd hits than about the group. */
const SCALES = { least: 0.25, most: 2 } as const;
const FARTHEST_SHIFT = 3;

/** Alternates a step towards the mean, by the mean slope, and one towards the deviation, by their ratio. */
function fitLogits(logits: readonly number[], values: readonly number[], squash: Squash): LogitFit {
  if (logits.length < LEAST_HITS || values.length < LEAST_HITS) return UNCHANGED;
  const wanted = momentsOf(values);
  const every = Math.ceil(logits.length / MOST_HITS);
  const sample = logits.filter((_, index) => index % every === 0);
  let { scale, shift } = UNCHANGED;
  for (let round = 0; round < ROUNDS; round++) {
    const spread = momentsOf(sample.map((value) => squash(scale * value + shift))).deviation;
    const ratio = Math.sqrt(wanted.deviation / Math.max(1e-6, spread));
    scale = within(scale * within(ratio, 0.8, 1.25), SCALES.least, SCALES.most);
    const centre = momentsOf(sample.map((value) => squash(scale * value + shift))).mean;
    const moved = momentsOf(sample.map((value) => squash(scale * value + shift + PROBE))).mean;
    const slope = Math.max(1e-3, (moved - centre) / PROBE);
    shift = within(shift + (wanted.mean - centre) / slope, -FARTHEST_SHIFT, FARTHEST_SHIFT);
  }
  return { scale, shift };
}

const PROBE = 0.01;

function momentsOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

interface ByGroup {
  readonly velocity: number[][];
  readonly offset: number[][];
}

function emptyLists(): ByGroup {
  const lists = (): number[][] => Array.from({ length: GROUP_COUNT }, () => []);
  return { velocity: lists(), offset: lists() };
}

function realValues(packed: PackedPatterns, indices: readonly number[]): ByGroup {
  const values = emptyLists();
  for (const index of indices) {
    for (let at = packed.starts[index]!; at < packed.starts[index + 1]!; at++) {
      const group = groupOf(packed.cells[at]!);
      values.velocity[group]!.push(packed.velocities[at]!);
      values.offset[group]!.push(packed.offsets[at]!);
    }
  }
  return values;
}

function soundingLogits(samples: Samples, thresholds: readonly number[]): ByGroup {
  const logits = emptyLists();
  const least = thresholds.map(logit);
  for (let cell = 0; cell < samples.hitLogits.length; cell++) {
    if (samples.hitLogits[cell]! <= least[cell % VOICE_COUNT]!) continue;
    const group = groupOf(cell % UNIT_CELLS);
    logits.velocity[group]!.push(samples.velocityLogits[cell]!);
    logits.offset[group]!.push(samples.offsetLogits[cell]!);
  }
  return logits;
}
