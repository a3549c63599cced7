// The fill of models that 0.1.0 made (cards of schema 2): a text copied from one makes the same rhythm for
// ever. Called by `form`; all other models play the fill of fill.ts.

import { CHANNEL_COUNT, STEPS_PER_BEAT, UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import { type Pattern, hitsOf, patternFromHits } from '../../rhythm/pattern';
import type { Generator } from '../network/generator';
import type { Composition } from '../drawing/unit';
import { type Filling, fillBeats, proposals } from './fill';
import { FILL_VOICES } from './fill-hits';

/** How many more hits a beat of the smallest fill has, and how many more still one of the fullest. */
const LEAST_MORE_PER_BEAT = 0.75;
const MOST_MORE_PER_BEAT = 2.25;
/** Each hit on a fill voice makes up for this many hits too few or too many. */
const FILL_VOICE_WORTH = 0.4;

/**
 * The unit with a fill at its end. Of the candidates, takes the one with the number of hits that `fill` asks for,
 * preferring hits on snare, toms and percussion; the unit as it is where all are refused.
 */
export function filledAsBefore(generator: Generator, composition: Composition, filling: Filling): Pattern {
  const { fill } = composition.request;
  const { unit } = filling;
  const beats = fillBeats(fill);
  const start = UNIT_STEPS - beats * STEPS_PER_BEAT;
  const before = hitsOf(unit.pattern);
  const isIn = ({ step }: { readonly step: number }): boolean => step >= start;
  const wanted = before.filter(isIn).length + beats * (LEAST_MORE_PER_BEAT + fill * MOST_MORE_PER_BEAT);
  const onFillVoices = (hits: readonly { readonly voice: number }[]): number =>
    hits.filter(({ voice }) => FILL_VOICES.has(voice)).length;
  const ranked = proposals(generator, composition, filling)
    .map((hits) => hits.filter(isIn))
    .map((hits) => ({ hits, error: Math.abs(hits.length - wanted) - FILL_VOICE_WORTH * onFillVoices(hits) }))
    .sort((a, b) => a.error - b.error)
    .map(({ hits }) => patternFromHits(UNIT_BARS, [...before.filter((hit) => !isIn(hit)), ...hits]));
  return ranked.find((pattern) => sounds(pattern) && !composition.guard.refuses(pattern)) ?? unit.pattern;
}

function sounds({ cells }: Pattern): boolean {
  return cells.some((value, at) => at % CHANNEL_COUNT === 0 && value === 1);
}
