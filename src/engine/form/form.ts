// The form of a rhythm: which two-bar phrases make up its bars, which come back and where the fill goes.
// Called by `make` for all but morphs.

import { isOfSchema2 } from '../../model/card';
import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, concatPatterns, patternFromHits, sliceBars } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { drawHits } from '../drawing/candidates';
import { filled } from './fill';
import { filledAsBefore } from './fill-of-schema-2';
import type { Generator } from '../network/generator';
import { withMask } from '../network/kept';
import { rotated } from '../network/latents';
import type { Likeness } from '../encoding/likeness';
import { type Locked, keptOfUnit, locksAlike } from '../request/locks';
import { type Composition, type Draw, type Unit, drawUnit } from '../drawing/unit';
import { anchorMask, varied } from './varied';

export interface Form extends Composition {
  readonly locked: Locked | undefined;
  readonly likeness: Likeness | undefined;
  readonly relative?: Relative;
}

/** What a variation takes from the rhythm that it varies. */
export interface Relative {
  readonly unit: Unit;
  /** How far it is turned away, see `rotated`. */
  readonly turn: number;
  readonly refuses: (unit: Pattern) => boolean;
}

export interface Composed {
  readonly pattern: Pattern;
  readonly first: Unit;
}

/**
 * One bar is a unit's first; four are A B A B′, eight A B A B′ A B A B″, where B′ and B″ continue A in another way and
 * the last bar ends in a fill. Phrases come back, so that it is a groove and not a solo. A rhythm near a pattern of
 * more than two bars has that pattern's form instead.
 */
export function compose(generator: Generator, form: Form, random: Random): Composed {
  const { request, likeness } = form;
  const first = drawUnit(generator, form, firstDraw(form, random));
  if (request.bars === 1) return { pattern: sliceBars(first.pattern, 0, 1), first };
  const units: Pattern[] = [];
  for (let at = 0; at < request.bars / UNIT_BARS; at++) {
    const phrase = phraseAt(generator, form, { first, at });
    const returns = at % 2 === 0 || (likeness !== undefined && likeness.units.length > 1);
    const kept = form.locked && keptOfUnit(form.locked, at);
    units.push(returns ? phrase.pattern : varied(generator, form, { phrase, kept, random }).pattern);
  }
  const isFilled = units.length > 1 && request.fill > 0 && !(likeness && request.variation === 0);
  if (isFilled) {
    const last = units.length - 1;
    const kept = form.locked && keptOfUnit(form.locked, last);
    const whole = concatPatterns(units);
    const before = sliceBars(whole, 0, whole.bars - 1);
    const filling = { unit: { ...first, pattern: units[last]! }, before, kept, random };
    units[last] = isOfSchema2(generator.card)
      ? filledAsBefore(generator, form, filling)
      : filled(generator, form, filling);
  }
  return { pattern: concatPatterns(units), first };
}

/** How the first unit is drawn: freely, near a pattern, or around another rhythm. */
function firstDraw({ request, locked, likeness, relative }: Form, random: Random): Draw {
  const kept = locked && keptOfUnit(locked, 0);
  const near: Partial<Draw> = likeness
    ? { ...likeness.unitAt(0), place: likeness.placeAt(0), hitNoiseShare: request.variation }
    : {};
  // Around voices that are given, the most usual completion fits better than just any: measured.
  if (!relative) return { random, kept, prefersTypical: kept !== undefined, ...near };
  const { unit, turn, refuses } = relative;
  const place = near.place ?? ((drawn: Float32Array) => drawn);
  return {
    random,
    ...near,
    condition: unit.condition,
    hitNoiseShare: 1,
    place: (drawn) => place(rotated(unit.candidate.drawn, drawn, turn)),
    kept: withMask(unit.pattern, anchorMask(request.variation, [0, 1]), kept),
    refuses,
  };
}

/**
 * The returning phrase at a place: the first unit, made to fit what is locked there; near a pattern of several units,
 * one made around its unit there.
 */
function phraseAt(
  generator: Generator,
  { style, target, locked, likeness }: Form,
  { first, at }: { readonly first: Unit; readonly at: number },
): Unit {
  const isNearAnother = likeness !== undefined && likeness.units.length > 1;
  if (at === 0 || (!isNearAnother && locksAlike(locked, 0, at))) return first;
  const near = isNearAnother ? likeness.unitAt(at) : first;
  const { drawn, hitNoise } = first.candidate;
  const latent = isNearAnother ? likeness.placeAt(at)(drawn) : first.candidate.latent;
  const [hits] = drawHits(generator, {
    style,
    aims: target.aims,
    condition: near.condition,
    correction: near.correction,
    candidates: [{ drawn, latent, hitNoise }],
    kept: locked && keptOfUnit(locked, at),
  });
  return { ...first, ...near, pattern: patternFromHits(UNIT_BARS, hits!) };
}
