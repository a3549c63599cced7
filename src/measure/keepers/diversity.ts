// How far apart the keepers of a model are where the rules leave them free, beside another model's.
// Called by keepers-figures.ts for --diversity.

import { neighbourRadii, packedSet } from '../../evaluation/metrics/neighbours';
import { UNIT_BARS } from '../../rhythm/grid';
import { sliceBars, type Pattern } from '../../rhythm/pattern';
import { keepsRules, type Rule } from '../../rhythm/rules/rule';
import { freeCellPacker } from './free-cells';
import type { MadeRhythms } from './made-rhythms';
import { hitsPerBar } from './rule-tally';

/** Hits a bar that a class of rhythms spans: fuller rhythms differ in more cells. */
const CLASS_HITS_PER_BAR = 4;
/** Fewer rhythms of a class say little. */
const LEAST_IN_CLASS = 50;
/** Rhythms that differ in so many free cells at most are neighbours. */
export const NEIGHBOUR_CELLS = 4;
/** So many seeds are tried for a keeper before a model is held to have no more. */
const MOST_SEEDS_A_KEEPER = 20;

/** Keepers with about as many hits. */
export interface ClassFigures {
  /** Hits a bar, the first of them in the class and the second not. */
  readonly hitsPerBar: readonly [from: number, to: number];
  readonly rhythms: number;
  /** Free cells of the first two bars that two of them differ in, in the mean over all pairs; null for a single one. */
  readonly distance: number | null;
}

export interface KeeperDistances {
  /** Keepers measured: as many as were asked for, unless the model makes too few. */
  readonly rhythms: number;
  readonly classes: readonly ClassFigures[];
  /** Shares with another keeper within {@link NEIGHBOUR_CELLS} free cells, of all bars and of the first two, 0–1. */
  readonly withNeighbour: { readonly allBars: number; readonly twoBars: number };
}

export interface Diversity extends KeeperDistances {
  readonly against?: KeeperDistances & {
    /** Mean over the classes that both have enough of, by rhythms of the first; null where there is none. */
    readonly ratio: number | null;
  };
}

/** The first keepers of a row of rhythms, as many as asked for if they are not too rare. */
export function firstKeepers(
  made: MadeRhythms,
  rules: readonly Rule[],
  { count, onKeeper }: { readonly count: number; readonly onKeeper: () => void },
): Pattern[] {
  const keepers: Pattern[] = [];
  for (let place = 0; keepers.length < count && place < MOST_SEEDS_A_KEEPER * count; place++) {
    const pattern = made.at(place);
    if (!keepsRules(rules, pattern)) continue;
    keepers.push(pattern);
    onKeeper();
  }
  return keepers;
}

/** Measures the keepers of one model, and beside those of another. */
export function diversityOf(
  keepers: readonly Pattern[],
  rules: readonly Rule[],
  against?: readonly Pattern[],
): Diversity {
  const own = distancesOf(keepers, rules);
  if (!against) return own;
  const others = distancesOf(against, rules);
  return { ...own, against: { ...others, ratio: ratioOf(own.classes, others.classes) } };
}

function distancesOf(keepers: readonly Pattern[], rules: readonly Rule[]): KeeperDistances {
  const firstTwo = keepers.map((pattern) =>
    pattern.bars > UNIT_BARS ? sliceBars(pattern, 0, UNIT_BARS) : pattern,
  );
  const packFirstTwo = freeCellPacker(rules, firstTwo[0]?.bars ?? UNIT_BARS);
  const packAll = freeCellPacker(rules, keepers[0]?.bars ?? UNIT_BARS);
  const classes = new Map<number, Uint32Array[]>();
  for (const pattern of firstTwo) {
    const at = Math.floor(hitsPerBar(pattern) / CLASS_HITS_PER_BAR);
    classes.set(at, [...(classes.get(at) ?? []), packFirstTwo(pattern)]);
  }
  return {
    rhythms: keepers.length,
    classes: [...classes]
      .sort(([a], [b]) => a - b)
      .map(([at, members]) => ({
        hitsPerBar: [at * CLASS_HITS_PER_BAR, (at + 1) * CLASS_HITS_PER_BAR],
        rhythms: members.length,
        distance: meanPairDistance(members),
      })),
    withNeighbour: {
      allBars: shareWithNeighbour(keepers.map(packAll)),
      twoBars: shareWithNeighbour(firstTwo.map(packFirstTwo)),
    },
  };
}

/** Mean Hamming distance of all pairs: a cell that k of n hit is a difference of k(n − k) pairs. */
export function meanPairDistance(packed: readonly Uint32Array[]): number | null {
  const count = packed.length;
  if (count < 2) return null;
  let differences = 0;
  for (let word = 0; word < packed[0]!.length; word++) {
    for (let bit = 0; bit < 32; bit++) {
      const hits = packed.reduce((sum, pattern) => sum + ((pattern[word]! >>> bit) & 1), 0);
      differences += hits * (count - hits);
    }
  }
  return differences / ((count * (count - 1)) / 2);
}

function shareWithNeighbour(packed: readonly Uint32Array[]): number {
  if (packed.length < 2) return 0;
  const nearest = neighbourRadii(packedSet(packed), 1);
  return nearest.filter((distance) => distance <= NEIGHBOUR_CELLS).length / packed.length;
}

function ratioOf(own: readonly ClassFigures[], others: readonly ClassFigures[]): number | null {
  let weights = 0;
  let ratios = 0;
  for (const { hitsPerBar: range, rhythms, distance } of own) {
    const other = others.find((found) => found.hitsPerBar[0] === range[0]);
    if (!other || Math.min(rhythms, other.rhythms) < LEAST_IN_CLASS) continue;
    if (distance === null || !other.distance) continue;
    weights += rhythms;
    ratios += rhythms * (distance / other.distance);
  }
  return weights > 0 ? ratios / weights : null;
}
