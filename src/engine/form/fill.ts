// The fill at the end of a rhythm: the network plays the last bar again after the one before it, asked for
// more hits, and as much of its end is put in as is wanted. Called by `form`.

import { CANDIDATES } from '../../model/candidate-count';
import { STEPS_PER_BEAT, UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import {
  type Pattern,
  type PlacedHit,
  hitCount,
  hitsOf,
  patternFromHits,
  sliceBars,
} from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { ALL_VOICES } from '../../rhythm/voices';
import { drawHitNoise, drawHits } from '../drawing/candidates';
import { conditionOf } from '../network/condition';
import { breakPenalty, withinReach } from '../drawing/style-check';
import type { Generator } from '../network/generator';
import { type Kept, eitherMask, keepMask } from '../network/kept';
import { drawLatent, rotated } from '../network/latents';
import type { Composition, Unit } from '../drawing/unit';
import { denser } from '../drawing/targets';
import {
  FILL_VOICES,
  type Fill,
  fillFrom,
  grooveWithBreak,
  grooveWithPickUp,
  leadingError,
} from './fill-hits';

/** How far a fill is turned away from its phrase, see `rotated`. */
const FILL_TURN = 0.6;
/** How many standard deviations more hits the network is asked for, in the smallest fill and in the fullest. */
const LEAST_DENSER = 0.75;
const MOST_DENSER = 2.5;
/** How many hits more than usual a fill gives the last bar: few up to the default, rising faster beyond. */
const MORE_BY_FILL = 2.5;
const MORE_BY_SQUARE = 10.5;
/** From here on a fill takes the groove's place and may bring voices that are nowhere else; below it joins in. */
const BREAK_FROM = 0.5;

export interface Filling {
  /** The last two bars, with the latent that they are to stay near. */
  readonly unit: Unit;
  /** The whole rhythm before the bar that is filled. */
  readonly before: Pattern;
  readonly kept: Kept | undefined;
  readonly random: Random;
}

/** The beats at the end of the last bar that a fill takes: the last, the last two, or all four. */
export function fillBeats(fill: number): number {
  if (fill === 0) return 0;
  if (fill < 1 / 3) return 1;
  return fill < 2 / 3 ? 2 : 4;
}

/** How many hits more than usual a fill gives the last bar. */
export function hitsMore(fill: number): number {
  return MORE_BY_FILL * fill + MORE_BY_SQUARE * fill * fill;
}

/**
 * The unit with a fill at its end. Of all candidates, each begun at several steps, takes the one that comes nearest to the
 * number of hits that `fill` asks for and leads on best; the unit as it is where all
 * are refused or break a rule of the style that the unit keeps.
 */
export function filled(generator: Generator, composition: Composition, filling: Filling): Pattern {
  const { fill } = composition.request;
  const { unit, before } = filling;
  const hits = hitsOf(unit.pattern);
  const isBreak = fill >= BREAK_FROM;
  const groove = isBreak ? grooveWithBreak(hits) : grooveWithPickUp(hits, fillVoicesOf(before));
  const more = hitsMore(fill);
  const wanted = hitCount(sliceBars(unit.pattern, 0, 1)) + usualHits(before) + more;
  // All that candidates are ranked by.
  const errorOf = (candidate: Fill): number =>
    (candidate.hits.length - wanted) ** 2 / 2 + leadingError(candidate, more);
  const starts = startsOf(fill);
  const ranked = proposals(generator, composition, filling)
    .flatMap((proposed) => starts.map((start) => fillFrom(start, proposed, groove)))
    .map((candidate) => ({ candidate, error: errorOf(candidate) }))
    .sort((a, b) => a.error - b.error);
  const check = withinReach(composition.check, filling.kept);
  const loses = ({ hits: filledHits }: Fill): boolean => breakPenalty(check, filledHits) > unit.penalty;
  for (const { candidate } of ranked) {
    const pattern = patternFromHits(UNIT_BARS, candidate.hits);
    if (candidate.hits.length > 0 && !loses(candidate) && !composition.guard.refuses(pattern)) return pattern;
  }
  return unit.pattern;
}

/** The steps that a fill may begin at: a pick-up may be as short as its hits are few, a break takes half its beats. */
function startsOf(fill: number): number[] {
  const steps = fillBeats(fill) * STEPS_PER_BEAT;
  const count = fill < BREAK_FROM ? steps + 1 : steps / 2;
  return Array.from({ length: count }, (_, at) => UNIT_STEPS - steps + at);
}

/** What the network plays in the place of the unit when it is asked for more hits, candidate by candidate. */
export function proposals(
  generator: Generator,
  { request, style, target }: Composition,
  { unit, kept, random }: Filling,
): PlacedHit[][] {
  const { card } = generator;
  const { fill, temperature } = request;
  const scores = LEAST_DENSER + fill * (MOST_DENSER - LEAST_DENSER);
  const { conditionValues } = denser(target, scores, card);
  const firstBar = keepMask(ALL_VOICES, [0]);
  const candidates = Array.from({ length: CANDIDATES }, () => {
    const drawn = drawLatent(card.latentSize, Math.max(temperature, 0.5), random);
    return { drawn, latent: rotated(unit.candidate.latent, drawn, FILL_TURN) };
  });
  const hitNoiseScale = Math.min(1, temperature) * card.styles[style]!.calibration.hitNoise;
  return drawHits(generator, {
    style,
    condition: conditionOf(card, { style, strength: request.styleStrength, conditionValues }),
    aims: [],
    candidates: candidates.map((candidate) => ({
      ...candidate,
      hitNoise: drawHitNoise(hitNoiseScale, random),
    })),
    kept: { pattern: unit.pattern, mask: kept ? eitherMask(firstBar, kept.mask) : firstBar },
  });
}

/** The voices of the rhythm that fills are played on. */
function fillVoicesOf(before: Pattern): ReadonlySet<number> {
  return new Set(hitsOf(before).flatMap(({ voice }) => (FILL_VOICES.has(voice) ? [voice] : [])));
}

/** What the last bar is heard against, in hits: the second of the phrase, or the mean of all where that is less. */
function usualHits(before: Pattern): number {
  return Math.min(hitCount(sliceBars(before, UNIT_BARS - 1, 1)), hitCount(before) / before.bars);
}
