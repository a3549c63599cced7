// What losses and measures together say about a collapse. Called by the follower throughout a run and by the
// comparison at the end of a training. Keeps no state: signs depend on the history alone, so that a resumed
// run is judged like one that was never stopped.

import type { LossName } from '../../gan/losses';
import type { History } from '../run-history';
import type { Sign } from './signs';
import { lossSigns } from './loss-signs';
import { measureSigns, type MeasureBounds } from './measure-signs';

export interface WatchContext {
  readonly loss: LossName;
  /** What real and unrelated patterns score; may be undefined before the first evaluation. */
  readonly bounds?: MeasureBounds | undefined;
  /** Whether no more steps come: only then is a generator judged by how far it has come. */
  readonly hasEnded?: boolean;
}

/** The signs at the end of a history, collapses before warnings; none when all is well. */
export function collapseSigns(history: History, { loss, bounds, hasEnded = false }: WatchContext): Sign[] {
  const signs = [
    ...lossSigns(history.losses, loss),
    ...(bounds ? measureSigns(history, { loss, bounds, hasEnded }) : []),
  ];
  return [
    ...signs.filter(({ severity }) => severity === 'collapse'),
    ...signs.filter(({ severity }) => severity === 'warning'),
  ];
}
