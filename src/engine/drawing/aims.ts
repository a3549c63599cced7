// What a rhythm can be asked for, how that is measured, and how far a two-bar candidate is from it.
// `targets` and `varied` set aims, `candidates` ranks by them.

import { conditionValuesOfHits } from '../../rhythm/condition-values';
import { type CorePart, playsPart } from '../../rhythm/description';
import { FEEL_MEASURES, type FeelMeasure } from '../../rhythm/feel-measures';
import { UNIT_BARS } from '../../rhythm/grid';
import { cellsOf, type PlacedHit } from '../../rhythm/pattern';
import type { LeaningName } from '../request/request-values';

/** The properties that a request can ask for by value. */
export type AimName = 'density' | 'swing' | LeaningName;

/** Typed so that the compiler reports a value that leans and has no measure. */
const MEASURES: Readonly<Record<LeaningName, FeelMeasure>> = FEEL_MEASURES;

interface Wanted {
  readonly value: number;
  /** What counts as one step away from it. */
  readonly scale: number;
}

interface PropertyAim extends Wanted {
  readonly name: AimName;
}

/** In how many cells a rhythm should differ from another one. */
interface ChangeAim extends Wanted {
  readonly name: 'change';
  /** The cells that the other one hits, see `cellIndex`. */
  readonly from: ReadonlySet<number>;
}

export type Aim = PropertyAim | ChangeAim;

/** What a rhythm measures; undefined where there is nothing to measure. */
export function measured(name: AimName, hits: readonly PlacedHit[], bars: number): number | undefined {
  if (name === 'density' || name === 'swing') return conditionValuesOfHits(hits, bars)[name];
  return MEASURES[name].of(hits, bars);
}

function measuredBy(aim: Aim, hits: readonly PlacedHit[]): number | undefined {
  if (aim.name !== 'change') return measured(aim.name, hits, UNIT_BARS);
  const kept = cellsOf(hits).filter((cell) => aim.from.has(cell)).length;
  return hits.length + aim.from.size - 2 * kept;
}

/**
 * Penalty for each missing core part: a user who gets no backbeat presses again, and among the candidates there is
 * nearly always one that has it.
 */
const MISSING_PART_PENALTY = 10;
/** The error, in steps, of an aim that cannot be measured. */
const UNMEASURED_STEPS = 3;

/**
 * Squared distance of a two-bar rhythm from its aims, in steps, with a penalty for missing core parts; the largest
 * number for silence.
 */
export function aimErrorOf(
  hits: readonly PlacedHit[],
  aims: readonly Aim[],
  coreParts: readonly CorePart[] = [],
): number {
  if (hits.length === 0) return Number.MAX_VALUE;
  const error = aims.reduce((sum, aim) => {
    const got = measuredBy(aim, hits);
    return sum + (got === undefined ? UNMEASURED_STEPS : (got - aim.value) / aim.scale) ** 2;
  }, 0);
  const sounding = new Set(hits.map(({ voice }) => voice));
  const missing = coreParts.filter((part) => !playsPart(part, sounding)).length;
  return error + MISSING_PART_PENALTY * missing;
}
