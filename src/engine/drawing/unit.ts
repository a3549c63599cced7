// Draws one two-bar unit: rounds of candidates, refined towards the target and drawn again if all are
// refused. Called by `form` and `varied`.

import { CANDIDATES } from '../../model/candidate-count';
import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, hitsOf, patternFromHits } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { type Candidate, type Drawn, byRank, drawHitNoise, drawRanked, isNear, takeBest } from './candidates';
import { conditionOf } from '../network/condition';
import type { Correction } from '../network/correction';
import type { Generator } from '../network/generator';
import type { Kept } from '../network/kept';
import { drawLatent, rotated } from '../network/latents';
import { mended } from './mend';
import type { CopyGuard } from './originality';
import type { GenerationRequest } from '../request/request';
import { type StyleCheck, breakPenalty, withinReach } from './style-check';
import type { Target } from './targets';

/** How often all candidates are drawn again when each of them is refused. */
const MAX_REDRAWS = 3;
/** Each new round is drawn from further out: at temperature 0 all candidates of a round are the same. */
const REDRAW_TEMPERATURE = 0.5;

/**
 * While no candidate is near enough to the aims, more are drawn around the best: how far they are turned away from
 * those (see `rotated`), less in every round.
 */
const REFINEMENT_TURNS = [0.35, 0.25, 0.2, 0.15, 0.1] as const;
/** A draw with `givesUp` ends after so many wasted rounds in a row. */
const MAX_WASTED_ROUNDS = 2;
/** A round that leaves more than this share of the error is wasted. */
const WASTED_SHARE = 0.95;
/** How many of the best each round is drawn around. */
const PARENTS = 4;

/** What the units of one rhythm have in common. */
export interface Composition {
  readonly request: GenerationRequest;
  /** Place of the style in the card. */
  readonly style: number;
  readonly target: Target;
  readonly guard: CopyGuard;
  /** The rules of the style that its units are held to. */
  readonly check: StyleCheck;
}

/** A unit with what it was made from. */
export interface Unit {
  readonly pattern: Pattern;
  readonly candidate: Candidate;
  readonly condition: Float32Array;
  readonly correction: Correction | undefined;
  /** How far it is from the rules that it was held to, see `breakPenalty`; 0 where it keeps them. */
  readonly penalty: number;
}

export interface Draw {
  readonly random: Random;
  /** Maps what was drawn to its place in the latent space; the identity when absent. */
  readonly place?: (drawn: Float32Array) => Float32Array;
  readonly kept?: Kept | undefined;
  readonly condition?: Float32Array;
  readonly correction?: Correction | undefined;
  /** How much of the style's hit noise decides doubtful cells, 0–1; 1 when absent. */
  readonly hitNoiseShare?: number;
  /** Takes the hit noise of this candidate in a share of the cells; the share is drawn for each new candidate. */
  readonly sharedNoise?: { readonly of: Candidate; readonly share: () => number };
  /** Whether the search ends after wasted rounds: the free cells may be too few to reach the aims. */
  readonly givesUp?: boolean;
  /** See `Task`. */
  readonly prefersTypical?: boolean;
  /** Refuses units besides copies. */
  readonly refuses?: (unit: Pattern) => boolean;
}

/**
 * The unit nearest to the target that keeps the rules and is not refused; where no round gives one, the best of all: one
 * that breaks rules rather than a refused one.
 */
export function drawUnit(generator: Generator, composition: Composition, draw: Draw): Unit {
  const { request, style, target, guard } = composition;
  const condition = draw.condition ?? conditionFor(generator, composition);
  const { kept, correction, prefersTypical, hitNoiseShare = 1 } = draw;
  const refuses = (unit: Pattern): boolean => guard.refuses(unit) || (draw.refuses?.(unit) ?? false);
  const { calibration, coreParts } = generator.card.styles[style]!;
  const check = withinReach(composition.check, kept);
  let best: Unit | undefined;
  let isBestRefused = true;
  for (let round = 0; round <= MAX_REDRAWS; round++) {
    const temperature = Math.max(request.temperature, round * REDRAW_TEMPERATURE);
    const pass = (drawn: readonly Float32Array[]): Drawn[] => {
      const candidates = candidatesFrom(drawn, {
        ...draw,
        hitNoiseScale: hitNoiseShare * temperature * calibration.hitNoise,
        gumbelScale: generator.densityRatio ? temperature : undefined,
      });
      return drawRanked(generator, {
        style,
        condition,
        aims: target.aims,
        coreParts: request.mayOmitParts ? [] : coreParts,
        check,
        candidates,
        kept,
        correction,
        prefersTypical,
      });
    };
    const found = nearestOf(pass, { ...draw, temperature, latentSize: generator.card.latentSize, target });
    const { pattern, drawn, isRefused } = takeBest(found, refuses);
    const unit = { pattern, candidate: drawn.candidate, condition, correction, penalty: drawn.penalty };
    if (!isRefused && unit.penalty === 0) return unit;
    const isBetter =
      best === undefined ||
      (isRefused === isBestRefused ? !isRefused && unit.penalty < best.penalty : isBestRefused);
    if (isBetter) [best, isBestRefused] = [unit, isRefused];
  }
  return isBestRefused ? best! : mendedUnit(best!, check, kept);
}

/** A unit without what it breaks of the rules, as far as that can be mended. */
function mendedUnit(unit: Unit, check: StyleCheck, kept: Kept | undefined): Unit {
  const hits = mended(check, hitsOf(unit.pattern), kept);
  return { ...unit, pattern: patternFromHits(UNIT_BARS, hits), penalty: breakPenalty(check, hits) };
}

export function conditionFor({ card }: Generator, { request, style, target }: Composition): Float32Array {
  return conditionOf(card, {
    style,
    strength: request.styleStrength,
    conditionValues: target.conditionValues,
  });
}

/**
 * Candidates from what was drawn. Place, hit noise and Gumbel noise draw on `random` in this order, which fixes the result.
 */
function candidatesFrom(
  drawn: readonly Float32Array[],
  { place = (latent) => latent, hitNoiseScale, gumbelScale, sharedNoise, random }: NoiseSource,
): Candidate[] {
  return drawn.map((latent) => ({
    drawn: latent,
    latent: place(latent),
    hitNoise: withSharedNoise(sharedNoise, drawHitNoise(hitNoiseScale, random), random),
    ...(gumbelScale !== undefined && { gumbelNoise: gumbelScale * random.gumbel() }),
  }));
}

/** Mixes in another candidate's hit noise, cell by cell; the distribution of each cell is unchanged. */
function withSharedNoise(
  sharedNoise: Draw['sharedNoise'],
  fresh: Float32Array | undefined,
  random: Random,
): Float32Array | undefined {
  const before = sharedNoise?.of.hitNoise;
  if (!before || !fresh) return fresh;
  const share = sharedNoise.share();
  return fresh.map((value, cell) => (random.chance(share) ? before[cell]! : value));
}

interface NoiseSource extends Pick<Draw, 'place' | 'random' | 'sharedNoise'> {
  /** Scale of the logistic noise on hit logits. */
  readonly hitNoiseScale: number;
  /** Scale of the Gumbel noise; undefined where the model has no density ratio. */
  readonly gumbelScale: number | undefined;
}

interface Search extends Pick<Draw, 'random' | 'givesUp'> {
  readonly temperature: number;
  readonly latentSize: number;
  readonly target: Target;
}

/** Candidates, the nearest to the target first: a round of them, then more around the best until one is near enough. */
function nearestOf(
  pass: (drawn: readonly Float32Array[]) => Drawn[],
  { random, temperature, latentSize, target: { aims }, givesUp = false }: Search,
): Drawn[] {
  let found = pass(Array.from({ length: CANDIDATES }, () => drawLatent(latentSize, temperature, random)));
  if (aims.length === 0 && found[0]!.penalty === 0) return found;
  const scale = Math.max(temperature, REDRAW_TEMPERATURE);
  let wasted = 0;
  for (const turn of REFINEMENT_TURNS) {
    const { aimError } = found[0]!;
    const isDone = aims.length === 0 ? found[0]!.penalty === 0 : isNear(found[0]!, aims);
    if (isDone || (givesUp && wasted === MAX_WASTED_ROUNDS)) break;
    const children = Array.from({ length: CANDIDATES }, (_, at) =>
      rotated(found[at % PARENTS]!.candidate.drawn, drawLatent(latentSize, scale, random), turn),
    );
    found = [...found, ...pass(children)].sort(byRank(aims));
    wasted = found[0]!.aimError < WASTED_SHARE * aimError ? 0 : wasted + 1;
  }
  return found;
}
