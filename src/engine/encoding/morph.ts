// The morph pad: the rhythm at a place between four inverted patterns.
// Called by `make`.

import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, concatPatterns, patternFromHits, sliceBars } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { drawHitNoise, drawHits } from '../drawing/candidates';
import { weighted } from '../network/correction';
import type { Generator } from '../network/generator';
import { blended } from '../network/latents';
import { type InvertedUnit, invertedUnits } from './likeness';
import { type Locked, keptOfUnit } from '../request/locks';
import type { Inversion } from './inversion';
import { type GenerationRequest, styleOf } from '../request/request';

/** A pattern, or one that was inverted before. */
export type Corner = Pattern | Inversion;

/** The corners at (0,0), (1,0), (0,1) and (1,1). */
export type Corners = readonly [Corner, Corner, Corner, Corner];

/** A place on the pad, each 0…1. */
export interface PadPosition {
  readonly x: number;
  readonly y: number;
}

export interface Pad {
  readonly inversions: readonly Inversion[];
  readonly at: PadPosition;
  readonly request: GenerationRequest;
  readonly locked: Locked | undefined;
}

/**
 * Latents, conditions and corrections of the inversions are mixed by how near each corner is. The noise that decides
 * doubtful cells is the same everywhere on the pad, so that a small move changes few cells; the corrections take it
 * into account, so that each corner gives its own pattern back.
 */
export function morphed(
  generator: Generator,
  { inversions, at, request, locked }: Pad,
  random: Random,
): Pattern {
  const { index, style } = styleOf(request.style, generator.card);
  const hitNoise = drawHitNoise(request.temperature * style.calibration.hitNoise, random);
  const corners = inversions.map((inversion) => invertedUnits(generator, inversion, { style, hitNoise }));
  const weights = weightsAt(at);
  const places = placesAround(at).map((place) => squaredShares(weightsAt(place)));
  const units = Array.from({ length: Math.max(1, request.bars / UNIT_BARS) }, (_, unit) => {
    const parts = corners.map((ofCorner): InvertedUnit => ofCorner[unit % ofCorner.length]!);
    const corner = parts.map((part) => part.latent);
    const latents = places.map((turning) => blended(corner, turning));
    const [hits] = drawHits(generator, {
      style: index,
      condition: mean(
        parts.map(({ condition }) => condition),
        weights,
      ),
      aims: [],
      candidates: latents.map((latent) => ({ drawn: latent, latent, hitNoise })),
      isOnePlace: true,
      kept: locked && keptOfUnit(locked, unit),
      correction: weighted(
        parts.map(({ correction }) => correction),
        weights,
      ),
    });
    return patternFromHits(UNIT_BARS, hits!);
  });
  return sliceBars(concatPatterns(units), 0, request.bars);
}

/** How far around a place the network is sampled, each way. */
const REACH = 1 / 4;
/** Near an edge, at most this many times the way to it: the network switches grooves close to corners too. */
const REACH_OF_WAY = 3;
const STATIONS = [-1, -0.5, 0, 0.5, 1] as const;

/**
 * Places around one, of which the mean is played: the network switches from one groove to another within a hair's
 * breadth, and sampled at several places it does so bit by bit. Near an edge they draw together, so that a corner is
 * itself.
 */
function placesAround({ x, y }: PadPosition): PadPosition[] {
  const along = (value: number): number[] => {
    const reach = Math.min(REACH, REACH_OF_WAY * value, REACH_OF_WAY * (1 - value));
    const onPad = (place: number): number => Math.min(1, Math.max(0, place));
    return reach > 0 ? STATIONS.map((station) => onPad(value + station * reach)) : [value];
  };
  return along(x).flatMap((left) => along(y).map((up) => ({ x: left, y: up })));
}

/** How much each corner counts; they add up to 1. @throws RangeError off the pad */
function weightsAt({ x, y }: PadPosition): readonly number[] {
  for (const value of [x, y])
    if (!(value >= 0 && value <= 1))
      throw new RangeError(`A position on the pad is 0 to 1 on each axis, not ${value}.`);
  return [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y];
}

/**
 * Weights of which the roots are in proportion to the given ones: latents mixed by them keep their length, and at a
 * corner, where a root by itself would leap, a small move stays small.
 */
function squaredShares(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight * weight, 0);
  return weights.map((weight) => (weight * weight) / sum);
}

function mean(rows: readonly Float32Array[], weights: readonly number[]): Float32Array {
  return Float32Array.from({ length: rows[0]!.length }, (_, at) =>
    rows.reduce((sum, row, which) => sum + weights[which]! * row[at]!, 0),
  );
}
