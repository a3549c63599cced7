import type { Analysis } from '../../src/corpus/analysis/document';
import { STEPS_PER_BEAT } from '../../src/rhythm/grid';
import { hitsOf, stepCount } from '../../src/rhythm/pattern';
import { VOICES, type VoiceId } from '../../src/rhythm/voices';
import type { Scene } from './scene';

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

/** All scenes of a kind together. */
export interface SceneSummary {
  readonly scenes: number;
  readonly voices: Readonly<Record<VoiceId, { readonly f: number; readonly wanted: number }>>;
  /** Closed and open hats as one voice; snare and clap as one. */
  readonly hats: number;
  readonly backbeat: number;
  readonly accuracy1: number;
  readonly accuracy2: number;
  readonly beats: number;
  readonly downbeats: number;
  /** Found less true time of matched drums, percentiles in ms. */
  readonly errorMs: { readonly low: number; readonly median: number; readonly high: number };
  /** Seconds of audio in a second of processor time. */
  readonly speed: number;
}

export function summaryOf(scores: readonly Score[], speed: number): SceneSummary {
  const voiceMatches = (id: VoiceId): Matches => sumMatches(scores.map(({ voices }) => voices[id]));
  const share = (isTrue: (score: Score) => boolean): number => scores.filter(isTrue).length / scores.length;
  const errors = scores.flatMap(({ errorsSeconds }) => errorsSeconds).sort((a, b) => a - b);
  const errorMs = (quantile: number): number => 1000 * (errors[Math.floor(quantile * errors.length)] ?? NaN);
  return {
    scenes: scores.length,
    voices: Object.fromEntries(
      VOICES.map(({ id }) => [id, { f: fMeasure(voiceMatches(id)), wanted: voiceMatches(id).wanted }]),
    ) as SceneSummary['voices'],
    hats: fMeasure(sumMatches([voiceMatches('closed-hat'), voiceMatches('open-hat')])),
    backbeat: fMeasure(sumMatches([voiceMatches('snare'), voiceMatches('clap')])),
    accuracy1: share(({ accuracy1 }) => accuracy1),
    accuracy2: share(({ accuracy2 }) => accuracy2),
    beats: fMeasure(sumMatches(scores.map(({ beats }) => beats))),
    downbeats: share(({ downbeat }) => downbeat),
    errorMs: { low: errorMs(0.05), median: errorMs(0.5), high: errorMs(0.95) },
    speed,
  };
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
