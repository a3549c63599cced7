// What the status line says about the Node process, a lost request and the distance from learned rhythms.
// Used by program.ts, parts.ts and generation.ts, and by the preview picture, which runs in Node: no Max
// globals here.

import type { LinkPhase } from '../host/node-link';
import type { GeneratedWireRhythm } from '../../protocol/payloads';
import { answerTimeoutMs, type LossReason, type Request } from './pending-request';

export const LINK_SENTENCES: Readonly<Record<LinkPhase, string>> = {
  starting: 'Starting the model…',
  ready: 'Ready.',
  restarting: 'Restarting the model…',
  stopped: 'The model stopped and is restarting…',
  silent: 'The model did not start. Press Restart; if that does not help, restart Live.',
  unanswered:
    'The model did not start: Node for Max, which runs it, is down. Restart Live; nothing else brings it back.',
  failed: 'The model keeps stopping. Press Restart; if that does not help, restart Live.',
};

export function lostSentence(why: LossReason, request: Request): string {
  if (why === 'stopped') return 'The model stopped twice on this request. Press Generate to try another.';
  return `No answer in ${answerTimeoutMs(request) / 1000} s: the model is restarting. Press Generate once it is ready.`;
}

/** How far new rhythms are from the training rhythms; undefined unless the model can tell for all of them. */
export function describeDistance(
  rhythms: readonly Pick<GeneratedWireRhythm, 'nearestDistance'>[],
): string | undefined {
  const distances = rhythms.flatMap(({ nearestDistance }) => nearestDistance ?? []);
  if (distances.length < rhythms.length || distances.length === 0) return undefined;
  const least = Math.min(...distances);
  if (least === 0) return 'the same hits as a training rhythm';
  const bound = rhythms.length > 1 ? 'at least ' : '';
  return `${bound}${least} ${least === 1 ? 'hit' : 'hits'} from the nearest training rhythm`;
}
