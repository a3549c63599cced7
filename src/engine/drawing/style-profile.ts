// The feel of a style: how far its rhythms range, measured on rhythms that the model itself plays.
// Used by `targets` for what is asked of the feel, and by `make` to humanise.

import { conditionValuesFrom } from '../../model/control-draws';
import { MASK_SIZE, FEATURE_SIZE } from '../../model/inputs';
import { calibrationGroup, CALIBRATION_GROUPS, decodeHits } from '../../model/decoding';
import { CONDITION_NAMES } from '../../rhythm/condition-values';
import { FEEL_MEASURES, FEEL_NAMES, type FeelName } from '../../rhythm/feel-measures';
import type { HitSpread } from '../../rhythm/groove';
import { UNIT_BARS, UNIT_CELLS, cellIndex } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import { Random } from '../../rhythm/random';
import { measured } from './aims';
import { drawHitNoise } from './candidates';
import { conditionOf, stacked } from '../network/condition';
import type { Generator } from '../network/generator';
import { drawLatent } from '../network/latents';
import { mean, standardDeviation } from '../../rhythm/statistics';

export interface StyleProfile {
  /** What 0 and 1 of a control stand for. */
  readonly ranges: Readonly<Record<FeelName, Range>>;
  /** Correlation of each with the normal numbers that condition values are drawn from, in the order of CONDITION_NAMES. */
  readonly ties: Readonly<Record<FeelName, readonly number[]>>;
  /** How far hits of a voice, even and odd 16ths apart, lie from their usual loudness and timing. */
  readonly spreadOf: (step: number, voice: number) => HitSpread;
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Enough for the 5th and 95th percentile; they cost one request's time, once per style. */
const SAMPLES = 128;
const OUTERMOST = 0.05;

const profiles = new WeakMap<Generator, Map<number, StyleProfile>>();

/** The profile of a style, made when it is first asked for; always the same for the same model. */
export function profileOf(generator: Generator, style: number): StyleProfile {
  const known = profiles.get(generator) ?? new Map<number, StyleProfile>();
  profiles.set(generator, known);
  const profile =
    known.get(style) ??
    profileFrom(freelyPlayed(generator, style, { count: SAMPLES, random: Random.fromSeed(style) }));
  known.set(style, profile);
  return profile;
}

/** The hits of a two-bar rhythm and the normal numbers that its condition values were drawn from. */
export interface Sample {
  readonly hits: readonly PlacedHit[];
  readonly normals: readonly number[];
}

/** Rhythms as the network plays them when nothing is asked for and nothing chosen among. */
export function freelyPlayed(
  { card, run }: Generator,
  style: number,
  { count, random }: { readonly count: number; readonly random: Random },
): Sample[] {
  const { controlDraws, calibration } = card.styles[style]!;
  const latents = Array.from({ length: count }, () => drawLatent(card.latentSize, 1, random));
  const normals = latents.map(() => CONDITION_NAMES.map(() => random.normal()));
  const conditions = normals.map((drawn) =>
    conditionOf(card, { style, conditionValues: conditionValuesFrom(drawn, controlDraws) }),
  );
  const heads = run({
    size: count,
    latent: stacked(latents),
    condition: stacked(conditions),
    mask: new Float32Array(count * MASK_SIZE),
    context: new Float32Array(count * FEATURE_SIZE),
  });
  return latents.map((_, row) => {
    const noise = drawHitNoise(calibration.hitNoise, random);
    noise?.forEach((value, cell) => {
      heads.hitLogits[row * UNIT_CELLS + cell]! += value;
    });
    return { hits: decodeHits(heads, row, calibration, { oneHat: true }), normals: normals[row]! };
  });
}

function profileFrom(samples: readonly Sample[]): StyleProfile {
  const rangeOf = (name: FeelName): Range => {
    const { leastWidth } = FEEL_MEASURES[name];
    const values = samples
      .map(({ hits }) => measured(name, hits, UNIT_BARS))
      .filter((value) => value !== undefined)
      .sort((a, b) => a - b);
    if (values.length === 0) return { least: 0, most: leastWidth };
    const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
    const [least, most] = [at(OUTERMOST), at(1 - OUTERMOST)];
    return { least, most: Math.max(most, least + leastWidth) };
  };
  const spreads = spreadsOf(samples.flatMap(({ hits }) => hits));
  const tiesOf = (name: FeelName): number[] =>
    CONDITION_NAMES.map((_, control) =>
      correlation(
        samples.flatMap(({ hits, normals }) => {
          const value = measured(name, hits, UNIT_BARS);
          return value === undefined ? [] : [[value, normals[control]!] as const];
        }),
      ),
    );
  return {
    ranges: byFeel(rangeOf),
    ties: byFeel(tiesOf),
    spreadOf: (step, voice) => spreads[calibrationGroup(cellIndex(step, voice))]!,
  };
}

function spreadsOf(hits: readonly PlacedHit[]): HitSpread[] {
  const groups = Array.from({ length: CALIBRATION_GROUPS }, (): PlacedHit[] => []);
  for (const hit of hits) groups[calibrationGroup(cellIndex(hit.step, hit.voice))]!.push(hit);
  return groups.map((group) => ({
    velocity: standardDeviation(group.map(({ velocity }) => velocity)),
    offsetSteps: standardDeviation(group.map(({ offset }) => offset)),
  }));
}

function byFeel<Value>(of: (name: FeelName) => Value): Record<FeelName, Value> {
  return Object.fromEntries(FEEL_NAMES.map((name) => [name, of(name)])) as Record<FeelName, Value>;
}

/** Pearson's correlation, 0 where one side is all the same. */
function correlation(pairs: readonly (readonly [number, number])[]): number {
  const spread = [0, 1].map((side) => standardDeviation(pairs.map((pair) => pair[side]!)));
  if (!(spread[0]! > 0) || !(spread[1]! > 0)) return 0;
  const centre = [0, 1].map((side) => mean(pairs.map((pair) => pair[side]!)));
  const products = pairs.reduce((sum, [a, b]) => sum + (a - centre[0]!) * (b - centre[1]!), 0);
  return products / pairs.length / (spread[0]! * spread[1]!);
}
