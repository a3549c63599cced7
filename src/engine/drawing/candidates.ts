// Draws all candidates of a two-bar unit in one forward pass and ranks them by aims and density ratio.
// `unit` takes the best; `form`, `fill` and `morph` use `drawHits` alone.

import { type Heads, addHitNoise, decodeHits } from '../../model/decoding';
import { logit } from '../../rhythm/exact-math';
import type { CorePart } from '../../rhythm/description';
import { UNIT_BARS, UNIT_CELLS, cellIndex } from '../../rhythm/grid';
import { type Pattern, type PlacedHit, cellsOf, patternFromHits } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { VOICE_COUNT } from '../../rhythm/voices';
import { type Aim, aimErrorOf } from './aims';
import { type StyleCheck, breakPenalty } from './style-check';
import { type Correction, corrected } from '../network/correction';
import type { Generator } from '../network/generator';
import { headsOf } from '../network/heads';
import { type Kept, isKept, keptHits } from '../network/kept';

/** What one candidate is made from; the same values give the same hits. */
export interface Candidate {
  /** As it was drawn [latentSize]. */
  readonly drawn: Float32Array;
  /** Where that was placed in the latent space [latentSize]: what the network is given. */
  readonly latent: Float32Array;
  /** Added to the hit logits to decide doubtful cells [UNIT_CELLS]; undefined leaves them to the latent alone. */
  readonly hitNoise: Float32Array | undefined;
  /** Gumbel noise times the temperature, added to the log density ratio; 0 when absent. */
  readonly gumbelNoise?: number;
}

export interface Task {
  /** Place of the style in the card. */
  readonly style: number;
  readonly condition: Float32Array;
  readonly aims: readonly Aim[];
  readonly coreParts?: readonly CorePart[];
  /** The rules that candidates are held to; none when absent. */
  readonly check?: StyleCheck;
  readonly candidates: readonly Candidate[];
  readonly kept?: Kept | undefined;
  readonly correction?: Correction | undefined;
  /**
   * Whether, of candidates as near to the aims, the one most like the others comes first; the density ratio is then
   * ignored.
   */
  readonly prefersTypical?: boolean | undefined;
  /** Whether the candidates are neighbouring latents whose mean heads give a single answer. */
  readonly isOnePlace?: boolean;
}

/**
 * Logistic noise for the doubtful cells of one candidate, so that a cell of logit l sounds with probability σ(l/scale)
 * at even odds; see `addHitNoise`. Undefined where `scale` is 0.
 */
export function drawHitNoise(scale: number, random: Random): Float32Array | undefined {
  if (scale === 0) return undefined;
  const noise = new Float32Array(UNIT_CELLS);
  addHitNoise(noise, scale, random);
  return noise;
}

export interface Drawn {
  readonly candidate: Candidate;
  readonly hits: readonly PlacedHit[];
  /** See {@link aimErrorOf}; with `prefersTypical`, its distance from the other candidates is added, and always `penalty`. */
  readonly aimError: number;
  /** What the rules that it breaks add to that; 0 where it breaks none. */
  readonly penalty: number;
  /** The larger the better, see {@link byRank}. */
  readonly score: number;
}

/** Weight of an aim's squared error, as the log-likelihood of a normal with σ = 1/12 step: −error / 2σ². */
const AIM_ERROR_WEIGHT = 72;

/**
 * All candidates of a task, the one to take first.
 *
 * Where the model knows how much likelier a rhythm is among real ones than among its own, that density ratio counts
 * beside the aims: with Gumbel noise added, candidates of equal error are drawn in proportion to it. So what the
 * generator makes too often is passed over and what it makes too rarely is kept (sampling importance resampling, Rubin
 * 1988; for generators Azadi et al. 2019 and Grover et al. 2019).
 */
export function drawRanked(generator: Generator, task: Task): Drawn[] {
  const { densityRatio } = generator;
  const drawn = drawHits(generator, task);
  const atypicality = task.prefersTypical ? atypicalityOf(drawn) : undefined;
  const logDensityRatioOf = (hits: readonly PlacedHit[], { gumbelNoise = 0 }: Candidate): number =>
    atypicality || !densityRatio ? 0 : densityRatio(cellsOf(hits), task.style) + gumbelNoise;
  return drawn
    .map((hits, index) => {
      const candidate = task.candidates[index]!;
      const penalty = task.check ? breakPenalty(task.check, hits) : 0;
      const aimError = aimErrorOf(hits, task.aims, task.coreParts) + (atypicality?.[index] ?? 0) + penalty;
      // Silence misses by more than any number can hold 72 times.
      const score = Math.max(
        -Number.MAX_VALUE,
        logDensityRatioOf(hits, candidate) - AIM_ERROR_WEIGHT * aimError,
      );
      return { candidate, hits, aimError, penalty, score };
    })
    .sort(byRank(task.aims));
}

/** A sixth of a step each way is near enough, squared; see `Aim`. */
const NEAR_ENOUGH = 1 / 36;

export function isNear({ aimError }: Drawn, aims: readonly Aim[]): boolean {
  return aimError <= NEAR_ENOUGH * aims.length;
}

/** Candidates near enough to the aims come first, so that no other is searched for; then the largest score does. */
export function byRank(aims: readonly Aim[]): (a: Drawn, b: Drawn) => number {
  return (a, b) => Number(isNear(b, aims)) - Number(isNear(a, aims)) || b.score - a.score;
}

/** Cost of a cell in which a candidate differs from all others; so small that it only decides between equals. */
const ATYPICAL_CELL_COST = 0.02;

/** How far each candidate is from the mean of all, cell by cell. */
function atypicalityOf(drawn: readonly (readonly PlacedHit[])[]): number[] {
  const shares = new Float64Array(UNIT_CELLS);
  for (const hits of drawn)
    for (const { step, voice } of hits) shares[cellIndex(step, voice)]! += 1 / drawn.length;
  const all = shares.reduce((sum, share) => sum + share, 0);
  return drawn.map(
    (hits) =>
      ATYPICAL_CELL_COST *
      hits.reduce((sum, { step, voice }) => sum + 1 - 2 * shares[cellIndex(step, voice)]!, all),
  );
}

export interface Taken {
  readonly pattern: Pattern;
  readonly drawn: Drawn;
  /** Whether it was taken although refused, because no other was left. */
  readonly isRefused: boolean;
}

/**
 * The first of the ranked candidates that is not refused, or the first of all where none is left. Silence is not taken
 * while another candidate sounds.
 */
export function takeBest(ranked: readonly Drawn[], isRefused: (pattern: Pattern) => boolean): Taken {
  const [nearest] = ranked;
  for (const drawn of ranked) {
    // Redraw rather than return silence.
    if (drawn.hits.length === 0 && nearest!.hits.length > 0) break;
    const pattern = patternFromHits(UNIT_BARS, drawn.hits);
    if (!isRefused(pattern)) return { pattern, drawn, isRefused: false };
  }
  return { pattern: patternFromHits(UNIT_BARS, nearest!.hits), drawn: nearest!, isRefused: true };
}

/** The hits of every candidate, or of one with `isOnePlace`; patterns are made of the best alone. */
export function drawHits(generator: Generator, task: Task): PlacedHit[][] {
  const { candidates, condition, kept, correction } = task;
  const size = candidates.length;
  const fixedHits = kept ? keptHits(kept) : [];
  const latents = candidates.map(({ latent }) => latent);
  const found = headsOf(generator, latents, condition, kept);
  const heads = task.isOnePlace ? meanOfRows(found, size) : found;
  const { calibration } = generator.card.styles[task.style]!;
  const least = calibration.thresholds.map(logit);
  const wanted = hitsWanted(task.aims, fixedHits.length);
  return (task.isOnePlace ? candidates.slice(0, 1) : candidates).map(({ hitNoise }, row) => {
    addToHits(heads, row, hitNoise);
    addToHits(heads, row, correction?.hit);
    if (wanted !== undefined) trimDensity(heads, row, { least, wanted, mask: kept?.mask });
    const drawn = decodeHits(heads, row, calibration, { oneHat: !correction?.hasBothHats });
    const played = correction ? corrected(drawn, correction) : drawn;
    if (!kept) return played;
    // Kept cells stay exactly as they were, whatever the generator says of them.
    return [...fixedHits, ...played.filter(({ step, voice }) => !isKept(kept.mask, step, voice))];
  });
}

function meanOfRows(heads: Heads, size: number): Heads {
  const mean = (rows: Float32Array): Float32Array =>
    Float32Array.from({ length: UNIT_CELLS }, (_, cell) => {
      let sum = 0;
      for (let row = 0; row < size; row++) sum += rows[row * UNIT_CELLS + cell]!;
      return sum / size;
    });
  return {
    hitLogits: mean(heads.hitLogits),
    velocityLogits: mean(heads.velocityLogits),
    offsetLogits: mean(heads.offsetLogits),
  };
}

/** Adds noise or a correction [UNIT_CELLS] to one row's hit logits, in place. */
export function addToHits({ hitLogits }: Heads, row: number, values: Float32Array | undefined): void {
  values?.forEach((value, cell) => {
    hitLogits[row * UNIT_CELLS + cell]! += value;
  });
}

/** How many free cells should sound for the density that is asked for; undefined where none is. */
function hitsWanted(aims: readonly Aim[], fixedCount: number): number | undefined {
  const density = aims.find(({ name }) => name === 'density');
  return density && Math.max(0, Math.round(density.value * UNIT_BARS) - fixedCount);
}

/** How far thresholds are moved at most to reach a density, in logits: no one would play the cells further out. */
const MOST_TRIM = 1;

interface Trim {
  /** Logit of the threshold of each voice. */
  readonly least: readonly number[];
  readonly wanted: number;
  readonly mask: Float32Array | undefined;
}

/** Shifts one row's hit logits, all alike, until as many free cells sound as are wanted, or as nearly as may be. */
function trimDensity({ hitLogits }: Heads, row: number, { least, wanted, mask }: Trim): void {
  const from = row * UNIT_CELLS;
  const margins = new Float64Array(UNIT_CELLS);
  let free = 0;
  for (let cell = 0; cell < UNIT_CELLS; cell++) {
    const voice = cell % VOICE_COUNT;
    const step = (cell - voice) / VOICE_COUNT;
    if (!mask || !isKept(mask, step, voice)) margins[free++] = hitLogits[from + cell]! - least[voice]!;
  }
  const rising = margins.subarray(0, free).sort();
  const ranked = (place: number): number | undefined => rising[free - 1 - place];
  const last = ranked(Math.min(wanted, free) - 1) ?? ranked(0) ?? 0;
  const next = ranked(wanted) ?? last;
  const shift = Math.min(MOST_TRIM, Math.max(-MOST_TRIM, -(last + next) / 2));
  for (let cell = from; cell < from + UNIT_CELLS; cell++) hitLogits[cell]! += shift;
}
