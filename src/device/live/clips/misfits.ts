// What is said, before a rhythm is written and after, where it does not fit the Set: the model plays 4/4
// only, and each style has its tempo. Used by write-takes.ts and clip-writer.ts.

import { BEATS_PER_BAR } from '../../../rhythm/grid';
import { styleLabel } from '../../controls/style-label';
import { nameOf, song } from '../lom/object';
import { signatureOf, tempoOfSet } from '../lom/set-time';

/** From here on a tempo is far from a style's: house at 105 or 142. Our own margin. */
const FAR_TEMPO = 0.15;

/** Of the Set or, where one is written into, of a clip; nothing where bars of 4/4 fill its own. */
export function metreMisfits(clipId?: number): string[] {
  const signature = signatureOf(clipId ?? song());
  if (BEATS_PER_BAR % signature.barBeats === 0) return [];
  const whose = clipId === undefined ? 'The Set' : `“${nameOf(clipId)}”`;
  return [`${whose} is in ${signature.name}, the rhythm in 4/4: bars do not line up`];
}

/** @param tempoBpm at which the style is played; undefined if that is not known */
export function tempoMisfits(style: string, tempoBpm: number | undefined): string[] {
  if (tempoBpm === undefined) return [];
  const ours = tempoOfSet();
  if (ours <= 0 || Math.abs(Math.log(ours / tempoBpm)) <= Math.log(1 + FAR_TEMPO)) return [];
  const [is, most] = [Math.round(ours), Math.round(tempoBpm)];
  return [`${styleLabel(style)} is played at about ${most} BPM, the Set at ${is}`];
}
