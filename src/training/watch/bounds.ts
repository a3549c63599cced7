import { followedMetrics, type Evaluator } from './evaluator';
import type { MeasureBounds } from './measures';

/** What the measures of a run are judged beside. It takes seconds: measure it once. */
export function boundsOf(evaluator: Evaluator): MeasureBounds {
  const { ceiling, floor } = evaluator.baselines();
  return {
    ceiling: followedMetrics(ceiling),
    floor: followedMetrics(floor),
    heldOutCopies: evaluator.heldOutCopies(),
    samples: evaluator.styles.length,
  };
}
