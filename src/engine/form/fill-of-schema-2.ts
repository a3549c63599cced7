// The fill of models that 0.1.0 made (cards of schema 2): a text copied from one makes the same rhythm for
// ever. Called by `form`; all other models play the fill of fill.ts.

import { CANDIDATES } from '../../model/candidate-count';
import { CHANNEL_COUNT, STEPS_PER_BEAT, UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import { type Pattern, hitsOf, patternFromHits } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { ALL_VOICES } from '../../rhythm/voices';
import { drawHitNoise, drawHits } from '../drawing/candidates';
import { conditionOf } from '../network/condition';
import type { Generator } from '../network/generator';
import { type Kept, eitherMask, keepMask } from '../network/kept';
import { drawLatent, rotated } from '../network/latents';
import type { Composition, Unit } from '../drawing/unit';
import { denser } from '../drawing/targets';
import { fillBeats } from './fill';
import { FILL_VOICES } from './fill-hits';

/** How far a fill is turned away from its phrase, see `rotated`. */
const FILL_TURN = 0.6;
/** How many standard deviations more hits the network is asked for, in the smallest fill and in the fullest. */
const LEAST_DENSER = 0.75;
const MOST_DENSER = 2.5;
/** How many more hits a beat of the smallest fill has, and how many more still one of the fullest. */
const LEAST_MORE_PER_BEAT = 0.75;
const MOST_MORE_PER_BEAT = 2.25;
/** Each hit on a fill voice makes up for this many hits too few or too many. */
const FILL_VOICE_WORTH = 0.4;

interface Filling {
  /** The last two bars, with the latent that they are to stay near. */
  readonly unit: Unit;
  readonly kept: Kept | undefined;
  readonly random: Random;
}

/**
 * The unit with a fill at its end. Of the candidates, takes the one with the number of hits that `fill` asks for,
 * preferring hits on snare, toms and percussion; the unit as it is where all are refused.
 */
export function filledAsBefore(
  generator: Generator,
  composition: Composition,
  { unit, kept, random }: Filling,
): Pattern {
  const { request, style, target, guard } = composition;
  const { card } = generator;
  const { fill, temperature } = request;
  const beats = fillBeats(fill);
  const start = UNIT_STEPS - beats * STEPS_PER_BEAT;
  const scores = LEAST_DENSER + fill * (MOST_DENSER - LEAST_DENSER);
  const { conditionValues } = denser(target, scores, card);
  const firstBar = keepMask(ALL_VOICES, [0]);
  const candidates = Array.from({ length: CANDIDATES }, () => {
    const drawn = drawLatent(card.latentSize, Math.max(temperature, 0.5), random);
    return { drawn, latent: rotated(unit.candidate.latent, drawn, FILL_TURN), hitNoise: undefined };
  });
  const hitNoiseScale = Math.min(1, temperature) * card.styles[style]!.calibration.hitNoise;
  const drawn = drawHits(generator, {
    style,
    condition: conditionOf(card, { style, strength: request.styleStrength, conditionValues }),
    aims: [],
    candidates: candidates.map((candidate) => ({
      ...candidate,
      hitNoise: drawHitNoise(hitNoiseScale, random),
    })),
    kept: { pattern: unit.pattern, mask: kept ? eitherMask(firstBar, kept.mask) : firstBar },
  });
  const before = hitsOf(unit.pattern);
  const isIn = ({ step }: { readonly step: number }): boolean => step >= start;
  const wanted = before.filter(isIn).length + beats * (LEAST_MORE_PER_BEAT + fill * MOST_MORE_PER_BEAT);
  const onFillVoices = (hits: readonly { readonly voice: number }[]): number =>
    hits.filter(({ voice }) => FILL_VOICES.has(voice)).length;
  const ranked = drawn
    .map((hits) => hits.filter(isIn))
    .map((hits) => ({ hits, error: Math.abs(hits.length - wanted) - FILL_VOICE_WORTH * onFillVoices(hits) }))
    .sort((a, b) => a.error - b.error)
    .map(({ hits }) => patternFromHits(UNIT_BARS, [...before.filter((hit) => !isIn(hit)), ...hits]));
  return ranked.find((pattern) => sounds(pattern) && !guard.refuses(pattern)) ?? unit.pattern;
}

function sounds({ cells }: Pattern): boolean {
  return cells.some((value, at) => at % CHANNEL_COUNT === 0 && value === 1);
}
