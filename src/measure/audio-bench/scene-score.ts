// Compares what was heard in one scene with the truth: drums, tempo, beats, downbeats. Called by
// hear-scenes.ts for every scene. It knows nothing of how scenes are made or scores shown.

import type { Analysis } from '../../corpus/analysis/document';
import { STEPS_PER_BEAT } from '../../rhythm/grid';
import { hitsOf, stepCount } from '../../rhythm/pattern';
import { VOICES, type VoiceId } from '../../rhythm/voices';
import type { Scene } from './drum-scene';

/** MIREX: a tempo is right within 4 %; Accuracy2 lets half, double, a third and three times pass. */
const TEMPO_TOLERANCE = 0.04;
const OCTAVES = [1, 0.5, 2, 1 / 3, 3];
const ONSET_SECONDS = 0.025;
const BEAT_SECONDS = 0.07;

/** Pairs found, what was found and what there is. */
export interface Matches {
  readonly hits: number;
  readonly found: number;
  readonly wanted: number;
}

/** How well an analysis hears a scene. */
export interface Score {
  readonly voices: Readonly<Record<VoiceId, Matches>>;
  readonly accuracy1: boolean;
  readonly accuracy2: boolean;
  readonly beats: Matches;
  /** Whether most bars begin where the scene's do. */
  readonly downbeat: boolean;
  /** Found less true, of each matched drum. */
  readonly errorsSeconds: readonly number[];
}

/** Compares an analysis with the truth. */
export function scoreOf(analysis: Analysis, scene: Scene): Score {
  const beatSeconds = 60 / scene.tempoBpm;
  const at = (step: number): number => scene.startSeconds + (step * beatSeconds) / STEPS_PER_BEAT;
  const truth = hitsOf(scene.pattern).map(({ step, offset, voice }) => ({
    seconds: at(step + offset),
    voice,
  }));
  const errors: number[] = [];
  const voices = Object.fromEntries(
    VOICES.map(({ id }, voice) => [
      id,
      match(
        (analysis.drums ?? []).filter((drum) => drum.voice === id).map(({ start }) => start),
        truth.filter((hit) => hit.voice === voice).map(({ seconds }) => seconds),
        { tolerance: ONSET_SECONDS, onMatch: (found, wanted) => errors.push(found - wanted) },
      ),
    ]),
  ) as Record<VoiceId, Matches>;
  const beatCount = stepCount(scene.pattern) / STEPS_PER_BEAT;
  const beats = Array.from({ length: beatCount }, (_, beat) => at(beat * STEPS_PER_BEAT));
  const downbeats = beats.filter((_, beat) => beat % 4 === 0);
  const last = beats.at(-1)!;
  const inScene = (times: Analysis['beats']): number[] =>
    times
      .map(({ start }) => start)
      .filter((start) => start > beats[0]! - beatSeconds / 2 && start < last + beatSeconds / 2);
  const bars = match(inScene(analysis.bars), downbeats, { tolerance: BEAT_SECONDS });
  const isTempo = (octaves: readonly number[]): boolean =>
    octaves.some(
      (octave) => Math.abs(analysis.track.tempo / (scene.tempoBpm * octave) - 1) <= TEMPO_TOLERANCE,
    );
  return {
    voices,
    accuracy1: isTempo([1]),
    accuracy2: isTempo(OCTAVES),
    beats: match(inScene(analysis.beats), beats, { tolerance: BEAT_SECONDS }),
    downbeat: bars.hits >= 0.75 * bars.wanted && bars.hits >= 0.75 * bars.found,
    errorsSeconds: errors,
  };
}

interface MatchOptions {
  readonly tolerance: number;
  readonly onMatch?: (found: number, wanted: number) => void;
}

/** Pairs ascending times one to one, each with the first free one within the tolerance. */
function match(
  found: readonly number[],
  wanted: readonly number[],
  { tolerance, onMatch }: MatchOptions,
): Matches {
  const sorted = [...found].sort((a, b) => a - b);
  let hits = 0;
  let next = 0;
  for (const time of wanted) {
    while (next < sorted.length && sorted[next]! < time - tolerance) next++;
    if (next < sorted.length && sorted[next]! <= time + tolerance) {
      onMatch?.(sorted[next]!, time);
      hits++;
      next++;
    }
  }
  return { hits, found: found.length, wanted: wanted.length };
}

export function sumMatches(all: readonly Matches[]): Matches {
  return all.reduce(
    (sum, { hits, found, wanted }) => ({
      hits: sum.hits + hits,
      found: sum.found + found,
      wanted: sum.wanted + wanted,
    }),
    { hits: 0, found: 0, wanted: 0 },
  );
}

/** Harmonic mean of precision and recall; NaN where there is nothing to find and nothing was found. */
export function fMeasure({ hits, found, wanted }: Matches): number {
  return (2 * hits) / (found + wanted);
}
