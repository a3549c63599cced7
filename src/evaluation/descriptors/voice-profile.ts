// How often, how hard and how early or late each voice is played in a set of patterns. Used by
// full-evaluation.ts and style-rules.ts.

import { type Pattern, hitsOf } from '../../rhythm/pattern';
import { VOICE_IDS, type VoiceId } from '../../rhythm/voices';
import { mean, standardDeviation } from '../../rhythm/statistics';

export interface VoiceProfile {
  readonly voice: VoiceId;
  readonly hitsPerBar: number;
  /** 0–1. */
  readonly velocityMean: number;
  readonly velocitySpread: number;
  readonly offsetMeanSteps: number;
  readonly offsetSpreadSteps: number;
}

/** In the order of the voices; a voice that never sounds has zeros. */
export function voiceProfiles(patterns: readonly Pattern[]): VoiceProfile[] {
  const hits = patterns.flatMap(hitsOf);
  const bars = patterns.reduce((sum, pattern) => sum + pattern.bars, 0);
  return VOICE_IDS.map((voice, index) => {
    const own = hits.filter((hit) => hit.voice === index);
    const velocities = own.map(({ velocity }) => velocity);
    const offsets = own.map(({ offset }) => offset);
    return {
      voice,
      hitsPerBar: own.length / Math.max(1, bars),
      velocityMean: mean(velocities),
      velocitySpread: standardDeviation(velocities),
      offsetMeanSteps: mean(offsets),
      offsetSpreadSteps: standardDeviation(offsets),
    };
  });
}
