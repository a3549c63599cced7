// Renders scenes, has them analysed as a user's audio would be, and scores what was heard. Called by
// scripts/audio-bench.ts. It knows the analyser only by analyseSound, and nothing of how figures are shown.

import { analyseSound } from '../../corpus/audio/analyse';
import { Random } from '../../rhythm/random';
import { makeScene, type SceneOptions } from './drum-scene';
import type { OnProgress } from './on-progress';
import { scoreOf, type Score } from './scene-score';
import { summaryOf, type SceneSummary } from './scene-summary';
import { SAMPLE_RATE } from './sound-samples';

/** The two kinds of audio that users have: a loop from downbeat to downbeat, and a whole track. */
const SHAPES: Readonly<Record<'loops' | 'tracks', SceneOptions>> = {
  loops: { bars: 4, isLoop: true },
  tracks: { bars: 16, isLoop: false },
};

export interface HearOptions {
  readonly kind: keyof typeof SHAPES;
  readonly count: number;
  /** Of the kits and patterns. */
  readonly seed: number;
  readonly onProgress: OnProgress;
}

/** Hears scenes of a kind one after another; the same options give the same figures, but for the speed. */
export function hearScenes({ kind, count, seed, onProgress }: HearOptions): SceneSummary {
  const random = Random.fromSeed(seed);
  const scores: Score[] = [];
  let audioSeconds = 0;
  let workSeconds = 0;
  for (let scene = 0; scene < count; scene++) {
    const rendered = makeScene(SHAPES[kind], random.fork());
    const before = process.cpuUsage();
    const analysis = analyseSound({ sampleRate: SAMPLE_RATE, samples: rendered.samples });
    // Time of this processor alone: what other programs take is no slowness of ours.
    workSeconds += process.cpuUsage(before).user / 1e6;
    audioSeconds += rendered.samples.length / SAMPLE_RATE;
    scores.push(scoreOf(analysis, rendered));
    onProgress(scene + 1, count, rendered.name);
  }
  return summaryOf(scores, audioSeconds / workSeconds);
}
