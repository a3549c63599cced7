import type { LossName } from '../../gan/losses';
import type { History } from '../history';
import type { Sign } from './signs';
import { lossSigns } from './losses';
import { measureSigns, type MeasureBounds } from './measures';

/** What a run's past is judged by. */
export interface WatchContext {
  readonly loss: LossName;
  /** What real and unrelated patterns score; before the first evaluation there are none. */
  readonly bounds?: MeasureBounds | undefined;
}

/**
 * What looks like a collapse at the end of a run's past: none when all is well, the worst first. It depends on the past
 * alone, so that a resumed run is judged like one that was left alone.
 */
export function collapseSigns(history: History, { loss, bounds }: WatchContext): Sign[] {
  const signs = [
    ...lossSigns(history.losses, loss),
    ...(bounds ? measureSigns(history, { loss, bounds }) : []),
  ];
  return [
    ...signs.filter(({ severity }) => severity === 'collapse'),
    ...signs.filter(({ severity }) => severity === 'warning'),
  ];
}
