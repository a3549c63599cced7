// The parts that can play a layer of a style, and how likely each is: those from clips of its genre weigh
// more, and the weights are tilted until hits fall where the style's figures say. Used by recombine.ts.

import { STEPS_PER_BAR, UNIT_BARS } from '../../rhythm/grid';
import type { Random } from '../../rhythm/random';
import type { Clip } from './catalog';
import type { StyleFigures } from './figures';
import type { Layer, Role } from './layer';
import { longestRun } from '../../rhythm/rules/shape-rules';
import { partsOf, plainPart, type Part, type SoundLevels } from './clip-parts';
import { tiltTowards } from './maximum-entropy';

/** `cumulative` adds up the probabilities of the parts. */
export interface Pool {
  readonly layer: Layer;
  readonly parts: readonly Part[];
  readonly cumulative: readonly number[];
}

/**
 * Weight of a clip of the style's genre, of none (a basic one or not), of a related and of another one;
 * experiments, fills and uneven parts count less.
 */
const WEIGHTS = {
  genre: 6,
  basic: 2,
  neutral: 1,
  related: 0.4,
  unrelated: 0.12,
  experiment: 0.5,
  fill: 0.1,
  uneven: 0.05,
};

export function poolFor(
  layer: Layer,
  figures: StyleFigures,
  clips: readonly Clip[],
  levels: SoundLevels,
): Pool {
  const parts = partsOf(layer.role, clips, levels).filter((part) => isWithin(layer, part));
  const baseWeights = parts.map((part) =>
    part.clip ? suitability(part.clip, figures) * soundness(part, layer.role) : 0,
  );
  const total = baseWeights.reduce((sum, weight) => sum + weight, 0);
  const plain = layer.constant === undefined ? undefined : plainPart(layer.role);
  if (plain && layer.constant !== undefined) {
    parts.push(plain);
    baseWeights.push(total > 0 ? (total * layer.constant) / (1 - layer.constant) : 1);
  }
  const probabilities = tiltTowards(
    parts.map((part, index) => ({ baseWeight: baseWeights[index]!, features: presence(part) })),
    layer.target,
  );
  let sum = 0;
  return { layer, parts, cumulative: probabilities.map((probability) => (sum += probability)) };
}

/** Undefined for an empty pool. */
export function drawPart({ parts, cumulative }: Pool, random: Random): Part | undefined {
  const draw = random.uniform() * (cumulative.at(-1) ?? 0);
  const index = cumulative.findIndex((end) => draw < end);
  return parts[index === -1 ? parts.length - 1 : index];
}

function isWithin({ most = Infinity, mostInRow = Infinity }: Layer, { hits }: Part): boolean {
  return hits.length <= most && longestRun(new Set(hits.map(({ step }) => step))) <= mostInRow;
}

/** Share of the bars in which each step of the bar is hit. */
function presence(part: Part): number[] {
  const steps = new Set(part.hits.map((hit) => hit.step));
  return Array.from({ length: STEPS_PER_BAR }, (_, step) => {
    let bars = 0;
    for (let bar = 0; bar < UNIT_BARS; bar++) if (steps.has(step + bar * STEPS_PER_BAR)) bars++;
    return bars / UNIT_BARS;
  });
}

/**
 * Weighs down parts with far fewer hits in one bar, which are endings rather than grooves, and kicks that
 * miss the first beat.
 */
function soundness({ hits }: Part, role: Role): number {
  if (role === 'kick' && !hits.some(({ step }) => step === 0)) return WEIGHTS.uneven;
  const first = hits.filter(({ step }) => step < STEPS_PER_BAR).length;
  const fewer = Math.min(first, hits.length - first);
  return fewer / (hits.length - fewer) < 0.4 && hits.length > 3 ? WEIGHTS.uneven : 1;
}

function suitability(clip: Clip, figures: StyleFigures): number {
  const labels = new Set([...clip.genres, ...clip.tags]);
  const has = (genres: readonly string[]): boolean => genres.some((genre) => labels.has(genre));
  let weight = WEIGHTS.unrelated;
  if (has(figures.genres)) weight = WEIGHTS.genre;
  else if (clip.genres.size === 0) weight = clip.collection === 'basics' ? WEIGHTS.basic : WEIGHTS.neutral;
  else if (has(figures.relatedGenres)) weight = WEIGHTS.related;
  if (clip.tags.has('experimental') || clip.collection === 'generative') weight *= WEIGHTS.experiment;
  if (clip.tags.has('fill')) weight *= WEIGHTS.fill;
  return weight;
}
