// Which voices a drawing shows, and in which order. Shared by grid-svg.ts and grid-text.ts.

import { hitsOf, type Pattern } from '../rhythm/pattern';
import { VOICE_COUNT } from '../rhythm/voices';

export type VoiceSelection = 'all' | 'used';

/**
 * The voices of a drawing from its top row to its bottom row. The kick is at the bottom, where a Drum Rack and a
 * piano roll have it. A silent pattern shows every voice even when only used ones are wanted.
 */
export function rowsOf(pattern: Pattern, selection: VoiceSelection): readonly number[] {
  const topDown = Array.from({ length: VOICE_COUNT }, (_, row) => VOICE_COUNT - 1 - row);
  if (selection === 'all') return topDown;
  const used = new Set(hitsOf(pattern).map((hit) => hit.voice));
  return used.size === 0 ? topDown : topDown.filter((voice) => used.has(voice));
}
