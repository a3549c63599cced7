// What is said of a whole rhythm: four-on-the-floor, backbeat, hats, core parts, syncopation. Used by
// evaluation, exploration, the engine and the model card. `syncopation` is the literature's sum over a bar;
// the engine aims for the mean over hits in feel-measures.ts.

import { SALIENCE } from './feel-measures';
import { STEPS_PER_BAR } from './grid';
import { hitAt, hitsOf, stepCount, type Pattern } from './pattern';
import {
  ALL_VOICES,
  CLAP,
  CLOSED_HAT,
  KICK,
  OPEN_HAT,
  SNARE,
  VOICE_COUNT,
  voiceIndex,
  type VoiceId,
} from './voices';

const BEATS = [0, 4, 8, 12];
const BACKBEATS = [4, 12];
const OFF_BEATS = [2, 6, 10, 14];

/** Whether the kick sounds on all four beats of every bar. */
export function isFourOnTheFloor(pattern: Pattern): boolean {
  return everyBarHas(pattern, BEATS, ['kick']);
}

/** Whether a snare or clap sounds on beats two and four of every bar. */
export function hasBackbeat(pattern: Pattern): boolean {
  return everyBarHas(pattern, BACKBEATS, ['snare', 'clap']);
}

/** Share of the off-beat 8ths on which a closed or open hat sounds, 0–1. */
export function offBeatHatRate(pattern: Pattern): number {
  const steps = stepsOfEveryBar(pattern, OFF_BEATS);
  return steps.filter((step) => anySounds(pattern, step, ['closed-hat', 'open-hat'])).length / steps.length;
}

/** What a track is started from: a low voice, a backbeat and a hat. */
export const CORE_PARTS = ['kick', 'backbeat', 'hat'] as const;
export type CorePart = (typeof CORE_PARTS)[number];

const CORE_VOICES: Readonly<Record<CorePart, ReadonlySet<number>>> = {
  kick: new Set([KICK]),
  backbeat: new Set([SNARE, CLAP]),
  hat: new Set([CLOSED_HAT, OPEN_HAT]),
};

export function playsPart(part: CorePart, soundingVoices: Iterable<number>): boolean {
  for (const voice of soundingVoices) if (CORE_VOICES[part].has(voice)) return true;
  return false;
}

/** Hits per bar of every voice, in the order of the voices. */
export function voiceDensities(pattern: Pattern): number[] {
  const counts = new Array<number>(VOICE_COUNT).fill(0);
  for (const { voice } of hitsOf(pattern)) counts[voice]! += 1 / pattern.bars;
  return counts;
}

/**
 * Syncopation by the `sync` of rhythmtoolbox (Gómez-Marín, Jordà & Herrera 2020): for every onset followed by a rest,
 * the metrical weight of the rest less that of the onset, summed round the bar, mean over bars.
 * Four-on-the-floor alone gives −11; hits that lead into silent strong beats raise it.
 * @param voices which voices count as onsets; all of them unless given
 */
export function syncopation(pattern: Pattern, voices?: readonly VoiceId[]): number {
  let sum = 0;
  for (let bar = 0; bar < pattern.bars; bar++) {
    const onsets = SALIENCE.map((_, step) => anySounds(pattern, bar * STEPS_PER_BAR + step, voices));
    onsets.forEach((isOnset, step) => {
      const next = (step + 1) % STEPS_PER_BAR;
      if (isOnset && !onsets[next]) sum += SALIENCE[next]! - SALIENCE[step]!;
    });
  }
  return sum / pattern.bars;
}

function everyBarHas(pattern: Pattern, steps: readonly number[], voices: readonly VoiceId[]): boolean {
  return stepsOfEveryBar(pattern, steps).every((step) => anySounds(pattern, step, voices));
}

function stepsOfEveryBar(pattern: Pattern, steps: readonly number[]): number[] {
  const wanted = new Set(steps);
  return Array.from({ length: stepCount(pattern) }, (_, step) => step).filter((step) =>
    wanted.has(step % STEPS_PER_BAR),
  );
}

function anySounds(pattern: Pattern, step: number, voices?: readonly VoiceId[]): boolean {
  const indices = voices ? voices.map(voiceIndex) : ALL_VOICES;
  return indices.some((voice) => hitAt(pattern, step, voice) !== undefined);
}
