import { controlsOfHits } from '../../rhythm/controls';
import { type CorePart, playsPart } from '../../rhythm/description';
import { beatEnergy, hatOpenness, syncopationPerHit } from '../../rhythm/feel';
import { UNIT_BARS } from '../../rhythm/grid';
import { cellsOf, type PlacedHit } from '../../rhythm/pattern';

/** The properties that a rhythm can be asked for by a value of their own. */
export type AimName = 'density' | 'swing' | 'syncopation' | 'hatOpenness' | 'energy';

interface Wanted {
  /** What a rhythm should measure. */
  readonly value: number;
  /** What counts as one step away from it. */
  readonly scale: number;
}

/** A property that a rhythm should have so much of. */
interface PropertyAim extends Wanted {
  readonly name: AimName;
}

/** In how many cells a rhythm should differ from another one. */
interface ChangeAim extends Wanted {
  readonly name: 'change';
  /** The cells that the other one hits, see `cellIndex`. */
  readonly from: ReadonlySet<number>;
}

/** A value that a rhythm should measure. */
export type Aim = PropertyAim | ChangeAim;

/** What a rhythm measures; undefined where there is nothing to measure. */
export function measured(name: AimName, hits: readonly PlacedHit[], bars: number): number | undefined {
  switch (name) {
    case 'density':
    case 'swing':
      return controlsOfHits(hits, bars)[name];
    case 'syncopation':
      return syncopationPerHit(hits, bars);
    case 'hatOpenness':
      return hatOpenness(hits);
    case 'energy':
      return beatEnergy(hits, bars);
  }
}

function measuredBy(aim: Aim, hits: readonly PlacedHit[]): number | undefined {
  if (aim.name !== 'change') return measured(aim.name, hits, UNIT_BARS);
  const kept = cellsOf(hits).filter((cell) => aim.from.has(cell)).length;
  return hits.length + aim.from.size - 2 * kept;
}

/**
 * A part that a style hardly ever does without is not left out either: a player who gets no backbeat presses again.
 * Among the candidates there is nearly always one that has it.
 */
const MISSING_PART_PENALTY = 10;
/** What has nothing to be measured by misses by this many steps. */
const UNMEASURED_STEPS = 3;

/** Squared distance of a two-bar rhythm from its aims, in steps, with a penalty for parts that miss. */
export function missOf(
  hits: readonly PlacedHit[],
  aims: readonly Aim[],
  coreParts: readonly CorePart[] = [],
): number {
  if (hits.length === 0) return Number.MAX_VALUE;
  const miss = aims.reduce((sum, aim) => {
    const got = measuredBy(aim, hits);
    return sum + (got === undefined ? UNMEASURED_STEPS : (got - aim.value) / aim.scale) ** 2;
  }, 0);
  const sounding = new Set(hits.map(({ voice }) => voice));
  const missing = coreParts.filter((part) => !playsPart(part, sounding)).length;
  return miss + MISSING_PART_PENALTY * missing;
}
