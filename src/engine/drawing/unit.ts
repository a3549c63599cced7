import { CANDIDATES } from '../../model/candidates';
import type { Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { type Candidate, type Drawn, byRank, drawHitNoise, drawRanked, isNear, takeBest } from './candidates';
import { conditionOf } from '../network/condition';
import type { Correction } from '../network/correction';
import type { Generator } from '../network/generator';
import type { Kept } from '../network/kept';
import { drawLatent, rotated } from '../network/latents';
import type { CopyGuard } from './originality';
import type { GenerationRequest } from '../request/request';
import type { Target } from './targets';

/** How often all candidates are drawn anew when each of them is a copy. */
const REDRAWS = 3;
/** Each new round is drawn from further out: at temperature 0 all candidates of a round are one and the same. */
const REDRAW_TEMPERATURE = 0.5;

/**
 * While no candidate is near enough to what was asked for, more are drawn around the best: by what share of a right
 * angle they are turned, less in every round.
 */
const REFINEMENT_TURNS = [0.35, 0.25, 0.2, 0.15, 0.1] as const;
/** After so many rounds in a row that were in vain a draw gives up. */
const MOST_VAIN_ROUNDS = 2;
/** A round is in vain that leaves more than this share of the miss. */
const VAIN_SHARE = 0.95;
/** Around how many of the best. */
const PARENTS = 4;

/** What the units of one rhythm have in common. */
export interface Composition {
  readonly request: GenerationRequest;
  /** Place of the style in the card. */
  readonly style: number;
  readonly target: Target;
  /** Keeps copies of training patterns out. */
  readonly guard: CopyGuard;
}

/** A unit with what it was made from. */
export interface Unit {
  readonly pattern: Pattern;
  readonly candidate: Candidate;
  readonly condition: Float32Array;
  readonly correction: Correction | undefined;
}

/** How the candidates of a unit are drawn. */
export interface Draw {
  readonly random: Random;
  /** Where in the latent space what was drawn stands; as it is unless given. */
  readonly place?: (drawn: Float32Array) => Float32Array;
  readonly kept?: Kept | undefined;
  readonly condition?: Float32Array;
  readonly correction?: Correction | undefined;
  /** How much of the style's chance decides doubtful cells, 0–1. */
  readonly noise?: number;
  /** A candidate whose chance is had again in a share of the cells, which is drawn for each. */
  readonly chance?: { readonly of: Candidate; readonly share: () => number };
  /** Whether the search for a nearer candidate ends after rounds in vain: what is free may be too little to reach the aims. */
  readonly givesUp?: boolean;
  /** See `Task`. */
  readonly prefersTypical?: boolean;
  /** Refuses more than copies. */
  readonly refuses?: (unit: Pattern) => boolean;
}

/** The unit nearest to the target that is no copy; where every round gives copies alone, the nearest of the first. */
export function drawUnit(generator: Generator, composition: Composition, draw: Draw): Unit {
  const { request, style, target, guard } = composition;
  const condition = draw.condition ?? conditionFor(generator, composition);
  const { kept, correction, prefersTypical, noise = 1 } = draw;
  const refuses = (unit: Pattern): boolean => guard.refuses(unit) || (draw.refuses?.(unit) ?? false);
  const { calibration, coreParts } = generator.card.styles[style]!;
  let copy: Unit | undefined;
  for (let round = 0; round <= REDRAWS; round++) {
    const temperature = Math.max(request.temperature, round * REDRAW_TEMPERATURE);
    const pass = (drawn: readonly Float32Array[]): Drawn[] => {
      const candidates = candidatesFrom(drawn, {
        ...draw,
        scale: noise * temperature * calibration.hitNoise,
        luck: generator.densityRatio ? temperature : undefined,
      });
      return drawRanked(generator, {
        style,
        condition,
        aims: target.aims,
        coreParts: request.mayOmitParts ? [] : coreParts,
        candidates,
        kept,
        correction,
        prefersTypical,
      });
    };
    const found = nearestOf(pass, { ...draw, temperature, latentSize: generator.card.latentSize, target });
    const { pattern, drawn, isRefused } = takeBest(found, refuses);
    const unit = { pattern, candidate: drawn.candidate, condition, correction };
    if (!isRefused) return unit;
    copy ??= unit;
  }
  return copy!;
}

/** The condition that a composition's target asks for. */
export function conditionFor({ card }: Generator, { request, style, target }: Composition): Float32Array {
  return conditionOf(card, { style, strength: request.styleStrength, controls: target.controls });
}

/** Where candidates stand, and what decides their doubtful cells; drawn in this order. */
function candidatesFrom(
  drawn: readonly Float32Array[],
  { place = (latent) => latent, scale, luck, chance, random }: Chances,
): Candidate[] {
  return drawn.map((latent) => ({
    drawn: latent,
    latent: place(latent),
    noise: had(chance, drawHitNoise(scale, random), random),
    ...(luck !== undefined && { luck: luck * random.gumbel() }),
  }));
}

/** Noise with some cells as another candidate has them: each cell is as likely as before to be what it is. */
function had(
  chance: Draw['chance'],
  fresh: Float32Array | undefined,
  random: Random,
): Float32Array | undefined {
  const before = chance?.of.noise;
  if (!before || !fresh) return fresh;
  const share = chance.share();
  return fresh.map((value, cell) => (random.chance(share) ? before[cell]! : value));
}

/** What candidates are drawn with beside their latents. */
interface Chances extends Pick<Draw, 'place' | 'random' | 'chance'> {
  /** Scale of the noise on hit logits. */
  readonly scale: number;
  /** Scale of the Gumbel numbers; undefined where nothing is drawn by them. */
  readonly luck: number | undefined;
}

interface Search extends Pick<Draw, 'random' | 'givesUp'> {
  readonly temperature: number;
  readonly latentSize: number;
  readonly target: Target;
}

/** Candidates, the nearest to the target first: one round of them, and further ones around the best until one is near. */
function nearestOf(
  pass: (drawn: readonly Float32Array[]) => Drawn[],
  { random, temperature, latentSize, target: { aims }, givesUp = false }: Search,
): Drawn[] {
  let found = pass(Array.from({ length: CANDIDATES }, () => drawLatent(latentSize, temperature, random)));
  if (aims.length === 0) return found;
  const scale = Math.max(temperature, REDRAW_TEMPERATURE);
  let vain = 0;
  for (const turn of REFINEMENT_TURNS) {
    const { miss } = found[0]!;
    if (isNear(found[0]!, aims) || (givesUp && vain === MOST_VAIN_ROUNDS)) break;
    const children = Array.from({ length: CANDIDATES }, (_, at) =>
      rotated(found[at % PARENTS]!.candidate.drawn, drawLatent(latentSize, scale, random), turn),
    );
    found = [...found, ...pass(children)].sort(byRank(aims));
    vain = found[0]!.miss < VAIN_SHARE * miss ? 0 : vain + 1;
  }
  return found;
}
