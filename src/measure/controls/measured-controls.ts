// The controls that are measured, and by what in the rhythm each is judged. controls-figures.ts goes through
// the list, sweep-control.ts asks for the values. Nothing is timed or shown here.

import { profileOf } from '../../engine/drawing/style-profile';
import { densityAt } from '../../engine/drawing/targets';
import { parseRequest, styleOf } from '../../engine/request/request';
import { optionName, REQUEST_VALUES, type ValueName } from '../../engine/request/request-values';
import { standardDeviation } from '../../rhythm/statistics';
import { conditionValuesOf } from '../../rhythm/condition-values';
import { FEEL_MEASURES, FEEL_NAMES, type FeelName } from '../../rhythm/feel-measures';
import { UNIT_BARS } from '../../rhythm/grid';
import { type Pattern, hitCount, hitsOf, sliceBars } from '../../rhythm/pattern';
import { VOICE_IDS } from '../../rhythm/voices';
import { cellsChanged } from './cells-changed';
import type { MeasuredModel } from './measured-model';

/** What a control is measured by. */
interface Measurement {
  /** What is measured, in words and units. */
  readonly measure: string;
  /** What else is asked for. */
  readonly besides: object;
  /** What a value asks for, in the unit of the measure; undefined where it asks for more or less, not for a value. */
  readonly wanted: ((asked: number, model: MeasuredModel) => number) | undefined;
  /** What came of it; undefined where there is nothing to measure. */
  readonly got: (pattern: Pattern, context: Context) => number | undefined;
}

/** A control and what it is measured by. */
export interface Control extends Measurement {
  /** As the command line spells it. */
  readonly name: string;
  /** The key in a request. */
  readonly key: ValueName;
  /** Its largest value; 0 is the least of all. */
  readonly most: number;
}

/** Where a rhythm comes from. */
export interface Context extends MeasuredModel {
  readonly seed: number;
  readonly options: object;
}

/** A fill comes on top of what is asked for, so the other controls are measured without. */
const WITHOUT_FILL = { fill: 0 };
/** A variation would change the bars that a fill is measured against. */
const WITHOUT_VARIATION = { variation: 0 };
const SAFEST = { temperature: 0, seed: 0 };
const FULL_STRENGTH = { styleStrength: 1 };

/** Typed so that the compiler reports a value of a request that is not measured. The order is that of the figures. */
const MEASUREMENTS: Readonly<Record<ValueName, Measurement>> = {
  density: {
    measure: 'hits in two bars',
    besides: WITHOUT_FILL,
    wanted: (asked, { generator, style }) =>
      UNIT_BARS * densityAt(asked, styleOf(style, generator.card).style, generator.card),
    got: (pattern) => (UNIT_BARS * hitCount(pattern)) / pattern.bars,
  },
  ...feelMeasurements(),
  swing: {
    measure: 'delay of odd 16ths, triplet 1',
    besides: WITHOUT_FILL,
    wanted: (asked) => asked,
    got: (pattern) =>
      hitsOf(pattern).some(({ step }) => step % 2 === 1) ? conditionValuesOf(pattern).swing : undefined,
  },
  humanise: {
    measure: 'spread of velocity by voice',
    besides: WITHOUT_FILL,
    wanted: undefined,
    got: (pattern) => velocitySpread(pattern),
  },
  variation: {
    measure: 'cells changed in bars 3–4',
    besides: WITHOUT_FILL,
    wanted: undefined,
    got: (pattern) => cellsChanged(sliceBars(pattern, 0, 2), sliceBars(pattern, 2, 2)),
  },
  fill: {
    measure: 'hits more in the last bar',
    besides: WITHOUT_VARIATION,
    wanted: undefined,
    got: (pattern) => hitCount(sliceBars(pattern, pattern.bars - 1, 1)) - hitCount(sliceBars(pattern, 1, 1)),
  },
  temperature: {
    measure: 'cells from the safest',
    besides: WITHOUT_FILL,
    wanted: undefined,
    got: (pattern, context) => cellsChanged(pattern, withOptions(context, SAFEST)),
  },
  styleStrength: {
    measure: 'cells from full strength, less',
    besides: WITHOUT_FILL,
    wanted: undefined,
    got: (pattern, context) => -cellsChanged(pattern, withOptions(context, FULL_STRENGTH)),
  },
};

/** Every control that is asked for by a number. */
export const CONTROLS: readonly Control[] = (Object.keys(MEASUREMENTS) as ValueName[]).map((key) => ({
  ...MEASUREMENTS[key],
  name: optionName(key),
  key,
  most: REQUEST_VALUES[key].most,
}));

/** A feel is asked for within the range of the style's own rhythms. */
function feelMeasurements(): Record<FeelName, Measurement> {
  const rows = FEEL_NAMES.map((name): [FeelName, Measurement] => {
    const { measure, of } = FEEL_MEASURES[name];
    const wanted = (asked: number, { generator, style }: MeasuredModel): number => {
      const { least, most } = profileOf(generator, styleOf(style, generator.card).index).ranges[name];
      return least + asked * (most - least);
    };
    const got = (pattern: Pattern): number | undefined => of(hitsOf(pattern), pattern.bars);
    return [name, { measure, besides: WITHOUT_FILL, wanted, got }];
  });
  return Object.fromEntries(rows) as Record<FeelName, Measurement>;
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
