import { type ModelCard, type ModelStyle, conditionSizeOf } from '../model/card';
import { FEATURE_SIZE, MASK_SIZE, maskIndex, writeCondition, writeFeatures } from '../model/inputs';
import { addHitNoise, readHits } from '../model/reading';
import { type ControlName, type Controls, controlsOfHits } from '../rhythm/controls';
import { playsPart } from '../rhythm/description';
import { STEPS_PER_BAR, UNIT_BARS } from '../rhythm/grid';
import { type Pattern, type PlacedHit, hitsOf, patternFromHits } from '../rhythm/pattern';
import type { Random } from '../rhythm/random';
import type { Generator } from './generator';

/** What a two-bar unit is drawn for. */
export interface Task {
  /** Place of the style in the card. */
  readonly style: number;
  readonly controls: Controls;
  /** The controls by which the nearest candidate is taken. */
  readonly asked: readonly ControlName[];
  /** The latent of every candidate, [count][latentSize]. */
  readonly latents: readonly Float32Array[];
  /** 1 leaves doubtful cells to chance as often as the style does, 0 never. */
  readonly temperature: number;
  /** What decides doubtful cells. */
  readonly random: Random;
  /** Cells to keep as they are: voices and bars of a pattern. */
  readonly kept?: Kept;
}

export interface Kept {
  readonly pattern: Pattern;
  /** MASK_SIZE entries, see {@link maskIndex}. */
  readonly mask: Float32Array;
}

/** A mask that keeps the given voices of the given bars. */
export function keepMask(voices: readonly number[], bars: readonly number[]): Float32Array {
  const mask = new Float32Array(MASK_SIZE);
  for (const voice of voices) for (const bar of bars) mask[maskIndex(voice, bar)] = 1;
  return mask;
}

/** A latent from the seeded generator, standard normal times `scale`. */
export function drawLatent(size: number, scale: number, random: Random): Float32Array {
  return Float32Array.from({ length: size }, () => scale * random.normal());
}

/** The candidate that was taken. */
export interface Drawn {
  readonly pattern: Pattern;
  /** Its place among the latents. */
  readonly index: number;
  /** Whether it is one that should have been passed over, because all of them were. */
  readonly isRefused: boolean;
}

/**
 * Draws all candidates in one forward pass and returns the one nearest to what was asked among those that are not
 * refused, or the nearest of all where none is left. Silence is never the nearest while another candidate sounds.
 */
export function bestCandidate(
  generator: Generator,
  task: Task,
  isRefused: (pattern: Pattern) => boolean = () => false,
): Drawn {
  const ranked = drawCandidates(generator, task)
    .map((hits, index) => ({ hits, index, miss: missOf(hits, task, generator.card) }))
    .sort((a, b) => a.miss - b.miss);
  const [nearest] = ranked;
  for (const { hits, index } of ranked) {
    // A rhythm that may not be is better drawn anew than answered with silence.
    if (hits.length === 0 && nearest!.hits.length > 0) break;
    const pattern = patternFromHits(UNIT_BARS, hits);
    if (!isRefused(pattern)) return { pattern, index, isRefused: false };
  }
  return { pattern: patternFromHits(UNIT_BARS, nearest!.hits), index: nearest!.index, isRefused: true };
}

/** The hits of every candidate; patterns are made of the best alone. */
export function drawCandidates(generator: Generator, task: Task): PlacedHit[][] {
  const { card } = generator;
  const { latents, kept } = task;
  const size = latents.length;
  const latent = new Float32Array(size * card.latentSize);
  latents.forEach((values, row) => {
    latent.set(values, row * card.latentSize);
  });
  const keptHits = kept
    ? hitsOf(kept.pattern).filter(({ step, voice }) => isKept(kept.mask, step, voice))
    : [];
  const heads = generator.run({
    size,
    latent,
    condition: repeated(conditionOf(task, card), size),
    mask: repeated(kept?.mask ?? new Float32Array(MASK_SIZE), size),
    context: repeated(contextOf(keptHits), size),
  });
  const { calibration } = card.styles[task.style]!;
  addHitNoise(heads.hitLogits, task.temperature * calibration.hitNoise, task.random);
  return latents.map((_, row) => {
    const drawn = readHits(heads, row, calibration, { oneHat: true });
    if (!kept) return drawn;
    // Kept cells stay exactly as they were, whatever the generator says of them.
    return [...keptHits, ...drawn.filter(({ step, voice }) => !isKept(kept.mask, step, voice))];
  });
}

function conditionOf(task: Task, card: ModelCard): Float32Array {
  const condition = new Float32Array(conditionSizeOf(card));
  const layout = { styleCount: card.styles.length, scales: card.controlScales };
  writeCondition(task.style, task.controls, layout, condition, 0);
  return condition;
}

function contextOf(keptHits: readonly PlacedHit[]): Float32Array {
  const context = new Float32Array(FEATURE_SIZE);
  writeFeatures(patternFromHits(UNIT_BARS, keptHits), context, 0);
  return context;
}

function isKept(mask: Float32Array, step: number, voice: number): boolean {
  return mask[maskIndex(voice, Math.floor(step / STEPS_PER_BAR))] === 1;
}

/** Squared distance from the asked controls, in z-scores, with a penalty for parts that miss. */
function missOf(hits: readonly PlacedHit[], task: Task, card: ModelCard): number {
  if (hits.length === 0) return Number.MAX_VALUE;
  const got = controlsOfHits(hits, UNIT_BARS);
  const miss = task.asked.reduce((sum, name) => {
    const score = (got[name] - task.controls[name]) / card.controlScales[name].standardDeviation;
    return sum + score ** 2;
  }, 0);
  return miss + MISSING_PART_PENALTY * missingParts(hits, card.styles[task.style]!);
}

/**
 * A part that a style hardly ever does without is not left out either: a player who gets no backbeat presses again.
 * Among the candidates there is nearly always one that has it.
 */
const MISSING_PART_PENALTY = 10;

function missingParts(hits: readonly PlacedHit[], { coreParts }: ModelStyle): number {
  const sounding = new Set(hits.map(({ voice }) => voice));
  return coreParts.filter((part) => !playsPart(part, sounding)).length;
}

function repeated(row: Float32Array, count: number): Float32Array {
  const rows = new Float32Array(row.length * count);
  for (let at = 0; at < count; at++) rows.set(row, at * row.length);
  return rows;
}
