// What the measures of a run are judged by: a ceiling that real patterns reach and a floor of patterns with
// independent cells. Called by the follower and the comparison.

import { followedMetrics, type Evaluator } from './evaluator';
import type { MeasureBounds } from './measure-signs';

/** Takes seconds: call it once. */
export function boundsOf(evaluator: Evaluator): MeasureBounds {
  const { ceiling, floor } = evaluator.baselines();
  return {
    ceiling: followedMetrics(ceiling),
    floor: followedMetrics(floor),
    heldOutCopies: evaluator.heldOutCopies(),
    samples: evaluator.styles.length,
  };
}
