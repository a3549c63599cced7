// From a request to a finished rhythm: sets the target, composes, then humanises, swings and quantises.
// Called by `engine` alone. The order of the forks is part of the result: changed, every seed gives another
// rhythm.

import type { BarChoice } from '../rhythm/grid';
import { hitKey } from '../rhythm/distance';
import { type HitSpread, humanised, quantised } from '../rhythm/groove';
import { type Pattern, mapHits, sliceBars } from '../rhythm/pattern';
import { Random } from '../rhythm/random';
import { withSwing } from '../rhythm/swing';
import { type Form, type Relative, compose } from './form/form';
import type { Generator } from './network/generator';
import { likenessOf } from './encoding/likeness';
import { type Locked, lockedBy, withLocked } from './request/locks';
import { type Corners, type PadPosition, morphed } from './encoding/morph';
import { type Originality, copyGuard, originalityOf } from './drawing/originality';
import type { Inversion } from './encoding/inversion';
import { type GenerationRequest, styleOf } from './request/request';
import { type StyleProfile, profileOf } from './drawing/style-profile';
import { targetOf } from './drawing/targets';
import { styleCheckOf } from './drawing/style-check';
import type { Unit } from './drawing/unit';
import { unitsOf } from './request/two-bar-units';

export interface GeneratedRhythm {
  /**
   * Velocities are whole 127ths and offsets whole 120ths of a step, so that MIDI holds it exactly; locked voices are as
   * they were given.
   */
  readonly pattern: Pattern;
  readonly seed: number;
  readonly style: string;
  readonly bars: BarChoice;
  /** The style's own tempo. */
  readonly tempoBpm: number;
  /** Undefined where the model carries no index of what it learned from. */
  readonly originality?: Originality;
  /** How the model understood the pattern of a request with `like`. */
  readonly inversion?: Inversion;
}

export interface GenerationContext {
  readonly generator: Generator;
  readonly invert: (pattern: Pattern, style: string) => Inversion;
}

/** A rhythm and the unit that it came from, for variations of it. */
interface Made {
  readonly rhythm: GeneratedRhythm;
  readonly first: Unit;
}

interface Variation extends Relative {
  /** Its place among the variations, from 1 on. */
  readonly place: number;
}

/** The rhythm of a request, or a variation of it. */
export function make(context: GenerationContext, request: GenerationRequest, variation?: Variation): Made {
  const { generator, invert } = context;
  const { card, training } = generator;
  const { index, style } = styleOf(request.style, card);
  const random = Random.fromSeed(request.seed);
  const [asking, drawing, playing] = [random.fork(), random.fork(), random.fork()];
  const locked = lockedBy(request);
  const profile = (): StyleProfile => profileOf(generator, index);
  const target = targetOf(request, style, { card, profile }, asking);
  const inversion = request.like && invert(request.like.pattern, request.style);
  const own = new Set(inversion ? unitsOf(inversion.pattern).map(hitKey) : []);
  const guard = copyGuard(request.allowCopies ? undefined : training, request.bars, (unit) =>
    own.has(hitKey(unit)),
  );
  const form: Form = {
    request,
    style: index,
    // The pattern itself is asked for, whatever it measures.
    target: isItself(request) ? { ...target, aims: [] } : target,
    guard,
    check: isItself(request)
      ? { rules: [], isOneBar: false }
      : styleCheckOf(request, style, inversion ? unitsOf(inversion.pattern) : []),
    locked,
    likeness: inversion && likenessOf(generator, inversion, request.variation),
    ...(variation && { relative: variation }),
  };
  const { pattern, first } = compose(generator, form, variation ? forkAt(variation.place, random) : drawing);
  const rhythm = {
    pattern: played(pattern, { generator, request, style: index, locked }, playing),
    seed: request.seed,
    style: style.name,
    bars: request.bars,
    tempoBpm: style.tempoBpm,
    ...(training && { originality: originalityOf(pattern, training, guard) }),
    ...(inversion && { inversion }),
  };
  return { rhythm, first };
}

/** Whether a request is for the very pattern that it brings. */
function isItself({ like, variation }: GenerationRequest): boolean {
  return like !== undefined && variation === 0;
}

/** The random stream of a variation: the streams before it belong to other variations. */
function forkAt(place: number, random: Random): Random {
  for (let at = 1; at < place; at++) random.fork();
  return random.fork();
}

/** How far a variation is turned from the first rhythm (see `rotated`): at least so much, and more with `variation`. */
const LEAST_TURN = 0.2;
const MORE_TURN = 0.5;

/** The rhythm of a request and variations of it, no two with the same first unit while others can be drawn. */
export function makeVariations(
  context: GenerationContext,
  request: GenerationRequest,
  count: number,
): GeneratedRhythm[] {
  if (count < 1) return [];
  const { rhythm, first } = make(context, request);
  const heard = Math.min(request.bars, first.pattern.bars);
  const keyOf = (unit: Pattern): string => hitKey(sliceBars(unit, 0, heard));
  const seen = new Set([keyOf(first.pattern)]);
  const rhythms = [rhythm];
  for (let place = 1; place < count; place++) {
    const refuses = (unit: Pattern): boolean => seen.has(keyOf(unit));
    const turn = LEAST_TURN + MORE_TURN * request.variation;
    const varied = make(context, request, { unit: first, turn, refuses, place });
    seen.add(keyOf(varied.first.pattern));
    rhythms.push(varied.rhythm);
  }
  return rhythms;
}

export interface MorphOptions {
  readonly corners: Corners;
  readonly at: PadPosition;
  readonly request: GenerationRequest;
}

export function makeMorph(
  { generator, invert }: GenerationContext,
  { corners, at, request }: MorphOptions,
): GeneratedRhythm {
  const { index, style } = styleOf(request.style, generator.card);
  const random = Random.fromSeed(request.seed);
  const inversions = corners.map((corner) => ('cells' in corner ? invert(corner, request.style) : corner));
  const locked = lockedBy(request);
  const pattern = morphed(generator, { inversions, at, request, locked }, random.fork());
  return {
    pattern: played(pattern, { generator, request, style: index, locked }, random.fork()),
    seed: request.seed,
    style: style.name,
    bars: request.bars,
    tempoBpm: style.tempoBpm,
  };
}

/** Up to here humanising scales what the model plays; beyond, it adds to it. */
const AS_PLAYED = 0.5;

interface Playing {
  readonly generator: Generator;
  readonly request: GenerationRequest;
  readonly style: number;
  readonly locked: Locked | undefined;
}

/** Timing and loudness as asked for, at the resolution of MIDI, with no note before the clip begins. */
function played(pattern: Pattern, { generator, request, style, locked }: Playing, random: Random): Pattern {
  const { humanise, swing } = request;
  const spreadOf: ((step: number, voice: number) => HitSpread) | undefined =
    humanise > AS_PLAYED ? profileOf(generator, style).spreadOf : undefined;
  const human = humanised(pattern, humanise, spreadOf, random);
  const swung = swing === undefined ? human : withSwing(human, swing);
  const clean = mapHits(quantised(swung), (hit) =>
    hit.step === 0 ? { ...hit, offset: Math.max(0, hit.offset) } : hit,
  );
  return withLocked(clean, locked);
}
