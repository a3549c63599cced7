// The controls that are measured, and by what in the rhythm each is judged. controls-figures.ts goes through
// the list, sweep-control.ts asks for the values. Nothing is timed or shown here.

import { profileOf } from '../../engine/drawing/style-profile';
import { densityAt } from '../../engine/drawing/targets';
import { parseRequest, styleOf } from '../../engine/request/request';
import { standardDeviation } from '../../rhythm/statistics';
import { conditionValuesOf } from '../../rhythm/condition-values';
import { beatEnergy, hatOpenness, syncopationPerHit } from '../../rhythm/feel-measures';
import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, hitCount, hitsOf, sliceBars } from '../../rhythm/pattern';
import { VOICE_IDS } from '../../rhythm/voices';
import { cellsChanged } from './cells-changed';
import type { MeasuredModel } from './measured-model';

/** A control and what it is measured by. */
export interface Control {
  readonly name: string;
  /** What is measured, in words and units. */
  readonly measure: string;
  /** Its largest value; 0 is the least of all. */
  readonly most: number;
  /** What else is asked for. */
  readonly besides?: object;
  /** What a value asks for, in the unit of the measure; undefined where it asks for more or less, not for a value. */
  readonly wanted?: (asked: number, model: MeasuredModel) => number;
  /** What came of it; undefined where there is nothing to measure. */
  readonly got: (pattern: Pattern, context: Context) => number | undefined;
}

/** Where a rhythm comes from. */
export interface Context extends MeasuredModel {
  readonly seed: number;
  readonly options: object;
}

const within = ({ least, most }: { readonly least: number; readonly most: number }, asked: number): number =>
  least + asked * (most - least);

const feelRange = (
  { generator, style }: MeasuredModel,
  name: 'syncopation' | 'hatOpenness' | 'energy',
): { readonly least: number; readonly most: number } =>
  profileOf(generator, styleOf(style, generator.card).index).ranges[name];

/** A fill comes on top of what is asked for, so the other controls are measured without. */
const WITHOUT_FILL = { fill: 0 };

/** Every control that is asked for by a number. */
export const CONTROLS: readonly Control[] = [
  {
    name: 'density',
    measure: 'hits in two bars',
    most: 1,
    besides: WITHOUT_FILL,
    wanted: (asked, { generator, style }) =>
      UNIT_BARS * densityAt(asked, styleOf(style, generator.card).style, generator.card),
    got: (pattern) => (UNIT_BARS * hitCount(pattern)) / pattern.bars,
  },
  {
    name: 'syncopation',
    measure: 'anticipation a hit',
    most: 1,
    besides: WITHOUT_FILL,
    wanted: (asked, model) => within(feelRange(model, 'syncopation'), asked),
    got: (pattern) => syncopationPerHit(hitsOf(pattern), pattern.bars),
  },
  {
    name: 'hat-openness',
    measure: 'open share of the hats',
    most: 1,
    besides: WITHOUT_FILL,
    wanted: (asked, model) => within(feelRange(model, 'hatOpenness'), asked),
    got: (pattern) => hatOpenness(hitsOf(pattern)),
  },
  {
    name: 'energy',
    measure: 'velocity on the beats a bar',
    most: 1,
    besides: WITHOUT_FILL,
    wanted: (asked, model) => within(feelRange(model, 'energy'), asked),
    got: (pattern) => beatEnergy(hitsOf(pattern), pattern.bars),
  },
  {
    name: 'swing',
    measure: 'delay of odd 16ths, triplet 1',
    most: 1,
    besides: WITHOUT_FILL,
    wanted: (asked) => asked,
    got: (pattern) =>
      hitsOf(pattern).some(({ step }) => step % 2 === 1) ? conditionValuesOf(pattern).swing : undefined,
  },
  {
    name: 'humanise',
    measure: 'spread of velocity by voice',
    most: 1,
    besides: WITHOUT_FILL,
    got: (pattern) => velocitySpread(pattern),
  },
  {
    name: 'variation',
    measure: 'cells changed in bars 3–4',
    most: 1,
    besides: WITHOUT_FILL,
    got: (pattern) => cellsChanged(sliceBars(pattern, 0, 2), sliceBars(pattern, 2, 2)),
  },
  {
    name: 'fill',
    measure: 'hits more in the last bar',
    most: 1,
    besides: { variation: 0 },
    got: (pattern) => hitCount(sliceBars(pattern, pattern.bars - 1, 1)) - hitCount(sliceBars(pattern, 1, 1)),
  },
  {
    name: 'temperature',
    measure: 'cells from the safest',
    most: 2,
    besides: WITHOUT_FILL,
    got: (pattern, context) => cellsChanged(pattern, withOptions(context, { temperature: 0, seed: 0 })),
  },
  {
    name: 'style-strength',
    measure: 'cells from full strength, less',
    most: 1,
    besides: WITHOUT_FILL,
    got: (pattern, context) => -cellsChanged(pattern, withOptions(context, { styleStrength: 1 })),
  },
];

/** The name of a control in a request. */
export function requestName(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The rhythm of the same request with other options. */
function withOptions({ engine, options }: Context, other: object): Pattern {
  return engine.generate(parseRequest({ ...options, ...other }, engine.card)).pattern;
}

/** Root mean square of the velocities' distance from their voice's mean. */
function velocitySpread(pattern: Pattern): number {
  const hits = hitsOf(pattern);
  const spreads = VOICE_IDS.map((_, voice) => {
    const velocities = hits.filter((hit) => hit.voice === voice).map(({ velocity }) => velocity);
    return velocities.length * standardDeviation(velocities) ** 2;
  });
  return Math.sqrt(spreads.reduce((sum, spread) => sum + spread, 0) / Math.max(1, hits.length));
}
