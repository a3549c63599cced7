// Puts a pattern together: for each layer of a style a clip or its plain form, sometimes varied, sometimes
// with a fill. Called by clips-source.ts, with the pools of one style and split.

import { STEPS_PER_BAR, STEPS_PER_BEAT, UNIT_BARS, UNIT_STEPS } from '../../rhythm/grid';
import { patternFromHits, type Pattern } from '../../rhythm/pattern';
import type { Random } from '../../rhythm/random';
import { CLOSED_HAT, OPEN_HAT, RIM, SNARE, voiceIndex } from '../../rhythm/voices';
import { MIN_HITS_PER_BAR } from '../windows/windows';
import type { Clip } from './catalog';
import type { Kind, StyleFigures, Way } from './figures';
import { partsOf, type Part, type PartHit, type SoundLevels } from './clip-parts';
import { perform } from './perform';
import { drawPart, poolFor, type Pool } from './pool';
import { withLoopVariation, withFill } from './loop-variation';
import type { Spread } from './spread';

/** All that patterns of one style and split are drawn from. */
export interface StylePools {
  readonly figures: StyleFigures;
  readonly kinds: readonly PoolsOfKind[];
  readonly fills: readonly Part[];
}

interface PoolsOfKind extends Pick<Kind, 'share' | 'hitsPerBar'> {
  readonly layers: readonly Pool[];
  readonly choices: readonly (readonly PoolsOfWay[])[];
}

interface PoolsOfWay extends Pick<Way, 'share'> {
  readonly layers: readonly Pool[];
}

export interface Recombination {
  readonly pattern: Pattern;
  readonly clipIds: readonly string[];
  readonly tempoBpm: number;
}

/** What makes room for a fill. */
const REPLACED_BY_FILL: ReadonlySet<number> = new Set(
  (['snare', 'rim', 'clap', 'low-tom', 'mid-tom', 'high-tom', 'open-hat'] as const).map(voiceIndex),
);
const FILL_STEPS = [STEPS_PER_BEAT, 2 * STEPS_PER_BEAT];
const MAX_ATTEMPTS = 100;
const ATTEMPTS_AT_A_KIND = 25;
const MAX_HITS_PER_BAR = 40;

/** @param clips those of one split */
export function stylePoolsFor(
  figures: StyleFigures,
  clips: readonly Clip[],
  levels: SoundLevels,
): StylePools {
  const pools = (layers: Way['layers']): Pool[] =>
    layers.map((layer) => poolFor(layer, figures, clips, levels));
  const fillClips = clips.filter((clip) => clip.tags.has('fill'));
  return {
    figures,
    kinds: figures.kinds.map((kind) => ({
      ...kind,
      layers: pools(kind.layers),
      choices: kind.choices.map((ways) => ways.map((way) => ({ ...way, layers: pools(way.layers) }))),
    })),
    fills: [...partsOf('toms', fillClips, levels), ...partsOf('snare', fillClips, levels)],
  };
}

/**
 * Draws again while a bar has too few or too many hits, or the pattern is not apart from those before it; the last one drawn
 * where none is.
 * @throws Error when the clips are too few to make a pattern
 */
export function recombine(
  stylePools: StylePools,
  spread: Pick<Spread, 'isApart'>,
  random: Random,
): Recombination {
  const { figures } = stylePools;
  const [slowest, fastest] = figures.tempoBpm;
  let kind = drawShare(stylePools.kinds, random);
  let last: Recombination | undefined;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    // A kind keeps its share however many of its patterns are too alike, unless a catalogue cannot make it.
    if (attempt % ATTEMPTS_AT_A_KIND === 0 && !last) kind = drawShare(stylePools.kinds, random);
    const { hits, clipIds } = assemble(stylePools, kind, random);
    if (!hasRightHits(hits, kind)) continue;
    const pattern = patternFromHits(UNIT_BARS, perform(hits, figures, random));
    last = { pattern, clipIds, tempoBpm: slowest + random.integer(fastest - slowest + 1) };
    if (spread.isApart(pattern)) return last;
  }
  if (last) return last;
  throw new Error(`The catalogue has too few clips for ${figures.style}.`);
}

function hasRightHits(hits: readonly PartHit[], { hitsPerBar }: PoolsOfKind): boolean {
  const perBar = Array.from(
    { length: UNIT_BARS },
    (_, bar) => hits.filter(({ step }) => Math.floor(step / STEPS_PER_BAR) === bar).length,
  );
  if (perBar.some((count) => count < MIN_HITS_PER_BAR || count > MAX_HITS_PER_BAR)) return false;
  const [least, most] = hitsPerBar ?? [MIN_HITS_PER_BAR, MAX_HITS_PER_BAR];
  return hits.length >= least * UNIT_BARS && hits.length <= most * UNIT_BARS;
}

function assemble(
  stylePools: StylePools,
  kind: PoolsOfKind,
  random: Random,
): { hits: PartHit[]; clipIds: string[] } {
  const clipIds = new Set<string>();
  const play = (pools: readonly Pool[]): PartHit[][] =>
    pools.map((pool) => {
      if (!random.chance(pool.layer.probability)) return [];
      const part = drawPart(pool, random);
      if (!part) return [];
      if (part.clip) clipIds.add(part.clip.id);
      return withLoopVariation(part, pool.layer.role, random);
    });
  const chosen = kind.choices.flatMap((ways) => play(drawShare(ways, random).layers).flat());
  let hits = [...play(kind.layers).flat(), ...chosen];
  if (random.chance(stylePools.figures.ghostsOnSnare)) {
    hits = hits.map((hit) => (hit.ghost && hit.voice === RIM ? { ...hit, voice: SNARE } : hit));
  }
  const fill = random.chance(stylePools.figures.fills) ? drawFill(stylePools, random) : undefined;
  if (fill) {
    hits = withFill(hits, fill.hits, REPLACED_BY_FILL);
    if (fill.clip) clipIds.add(fill.clip.id);
  }
  return { hits: onePerCell(hits), clipIds: [...clipIds].sort() };
}

/** One of several, by their shares; where there is one alone, nothing is drawn. */
function drawShare<Shared extends { readonly share: number }>(
  all: readonly Shared[],
  random: Random,
): Shared {
  const last = all.at(-1)!;
  if (all.length === 1) return last;
  let draw = random.uniform() * all.reduce((sum, { share }) => sum + share, 0);
  for (const each of all) {
    draw -= each.share;
    if (draw < 0) return each;
  }
  return last;
}

/** The end of a fill clip for the last beat or two, or undefined when it has nothing there. */
function drawFill(stylePools: StylePools, random: Random): Part | undefined {
  if (stylePools.fills.length === 0) return undefined;
  const part = random.choice(stylePools.fills);
  const start = UNIT_STEPS - random.choice(FILL_STEPS);
  const hits = part.hits.filter(({ step }) => step >= start);
  return hits.length >= 2 ? { ...part, hits } : undefined;
}

/** The first hit of each cell; and of closed and open hat on one step the first, as one pedal plays both. */
function onePerCell(hits: readonly PartHit[]): PartHit[] {
  const taken = new Set<string>();
  return hits.filter(({ step, voice }) => {
    const cell = `${step} ${voice === OPEN_HAT ? CLOSED_HAT : voice}`;
    if (taken.has(cell)) return false;
    taken.add(cell);
    return true;
  });
}
