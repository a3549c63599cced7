// Asks for values all over the range of one control and measures what came of it. Called by
// controls-figures.ts for every control of measured-controls.ts, the only file that knows what a control
// means.

import { rankCorrelation } from '../../evaluation/metrics/rank-correlation';
import { mean } from '../../rhythm/statistics';
import { parseRequest } from '../../engine/request/request';
import { Random } from '../../rhythm/random';
import { quantile } from '../quantile';
import type { Control } from './measured-controls';
import type { MeasuredModel } from './measured-model';

/** How a control was followed. */
export interface ControlFigures {
  readonly control: string;
  readonly measure: string;
  readonly requests: number;
  /** Requests with nothing to measure, a rhythm without hats for instance. */
  readonly unmeasured: number;
  /** What the least and the most of the control ask for; null where it asks for more or less. */
  readonly asked: readonly [number, number] | null;
  /** Means of what the lowest and the highest tenth of the requests got. */
  readonly got: readonly [number, number];
  readonly rankCorrelation: number;
  /** Mean distance from what was asked for, in the unit of the measure. */
  readonly error: number | null;
  /** Median of a request. */
  readonly milliseconds: number;
}

export interface SweepOptions {
  readonly model: MeasuredModel;
  readonly requests: number;
  readonly bars: number;
  readonly seed: number;
  readonly onRequest: () => void;
}

/** Asks for values of one control all over its range, everything else as it is when it is not touched. */
export function sweep(
  control: Control,
  { model, requests, bars, seed, onRequest }: SweepOptions,
): ControlFigures {
  const { engine, style } = model;
  const random = Random.fromSeed(seed);
  const times: number[] = [];
  const pairs: (readonly [number, number])[] = [];
  const errors: number[] = [];
  for (let at = 0; at < requests; at++) {
    const asked = control.most * random.uniform();
    const options = { seed: seed + at, style, bars, ...control.besides, [control.key]: asked };
    const request = parseRequest(options, engine.card);
    const started = performance.now();
    const { pattern } = engine.generate(request);
    times.push(performance.now() - started);
    const got = control.got(pattern, { ...model, seed: seed + at, options });
    if (got !== undefined) {
      pairs.push([asked, got]);
      if (control.wanted) errors.push(Math.abs(got - control.wanted(asked, model)));
    }
    onRequest();
  }
  const ordered = pairs.toSorted(([a], [b]) => a - b).map(([, got]) => got);
  const tenth = Math.max(1, Math.floor(ordered.length / 10));
  return {
    control: control.name,
    measure: control.measure,
    requests,
    unmeasured: requests - pairs.length,
    asked: control.wanted ? [control.wanted(0, model), control.wanted(control.most, model)] : null,
    got: [mean(ordered.slice(0, tenth)), mean(ordered.slice(-tenth))],
    rankCorrelation: rankCorrelation(pairs),
    error: control.wanted ? mean(errors) : null,
    milliseconds: quantile(times),
  };
}
