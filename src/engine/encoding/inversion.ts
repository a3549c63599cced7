// Inverts a pattern: finds latents from which the network recovers it, and says how well it does.
// `engine` and `make` invert the user's patterns with it, for `like` and for the corners of the morph pad.

import { decodePattern } from '../../model/decoding';
import { conditionValuesOf } from '../../rhythm/condition-values';
import { hitFMeasure } from '../../rhythm/distance';
import { type Pattern, concatPatterns, hitCount, sliceBars } from '../../rhythm/pattern';
import { conditionOf } from '../network/condition';
import type { Generator } from '../network/generator';
import { headsOf } from '../network/heads';
import { searchLatents } from './latent-search';
import { styleOf } from '../request/request';
import { unitsOf } from '../request/two-bar-units';

export interface Inversion {
  readonly style: string;
  readonly pattern: Pattern;
  /** One for each two-bar unit; a single bar is inverted as its loop. */
  readonly latents: readonly Float32Array[];
  /** What the network alone makes of those latents, as many bars as were given. */
  readonly recovered: Pattern;
  /** F-measure of the hits of the recovered pattern against the given one, 0–1. */
  readonly fMeasure: number;
  /** Why the model cannot make it, in a sentence; undefined where it can. */
  readonly problem?: string;
}

/** Below this the model cannot reproduce a pattern: patterns that it never saw are above, random notes below ⅓. */
const LEAST_F_MEASURE = 0.7;

/** The condition that a pattern is inverted under: its style and its own condition values. */
export function inversionCondition({ card }: Generator, pattern: Pattern, style: string): Float32Array {
  return conditionOf(card, {
    style: styleOf(style, card).index,
    conditionValues: conditionValuesOf(pattern),
  });
}

/** Looks for the latents of a pattern. @throws Error for a style that the model does not know */
export function inversionOf(generator: Generator, pattern: Pattern, style: string): Inversion {
  const { calibration } = styleOf(style, generator.card).style;
  const condition = inversionCondition(generator, pattern, style);
  const latents = latentsOf(generator, pattern, style);
  const heads = headsOf(generator, latents, condition);
  const units = latents.map((_, row) => decodePattern(heads, row, calibration));
  const recovered = sliceBars(concatPatterns(units), 0, pattern.bars);
  const fMeasure = hitFMeasure(recovered, pattern);
  const problem = problemOf(pattern, fMeasure, style);
  return { style, pattern, latents, recovered, fMeasure, ...(problem !== undefined && { problem }) };
}

/** Units that hit the same cells are looked for once. */
function latentsOf(generator: Generator, pattern: Pattern, style: string): Float32Array[] {
  const { calibration } = styleOf(style, generator.card).style;
  const units = unitsOf(pattern);
  const different = units.filter((unit, at) => units.findIndex((other) => alike(unit, other)) === at);
  const condition = inversionCondition(generator, pattern, style);
  const latents = searchLatents(generator, { units: different, condition, calibration });
  return units.map((unit) => latents[different.findIndex((other) => alike(unit, other))]!);
}

function alike(a: Pattern, b: Pattern): boolean {
  return hitFMeasure(a, b) === 1;
}

function problemOf(pattern: Pattern, fMeasure: number, style: string): string | undefined {
  if (hitCount(pattern) === 0) return 'The pattern is silent, so there is nothing to start from.';
  if (fMeasure >= LEAST_F_MEASURE) return undefined;
  const share = Math.round(100 * fMeasure);
  return `The model can reproduce only ${share} % of this pattern as ${style}, so rhythms based on it will differ a lot.`;
}

const MAX_REMEMBERED = 12;

/** Inverts patterns and remembers the last ones, for requests that come back to the same pattern. */
export function createInverter(generator: Generator): (pattern: Pattern, style: string) => Inversion {
  const known: Inversion[] = [];
  return (pattern, style) => {
    const at = known.findIndex((inversion) => inversion.style === style && same(inversion.pattern, pattern));
    const inversion = at < 0 ? inversionOf(generator, pattern, style) : known.splice(at, 1)[0]!;
    known.push(inversion);
    if (known.length > MAX_REMEMBERED) known.shift();
    return inversion;
  };
}

function same(a: Pattern, b: Pattern): boolean {
  return a === b || (a.bars === b.bars && a.cells.every((value, at) => value === b.cells[at]));
}
