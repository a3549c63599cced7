// The descriptors of one pattern, as a record and as a row of numbers. Used by style-rules.ts,
// full-evaluation.ts and the page.

import { CONDITION_NAMES, conditionValuesOf, type ConditionValues } from '../../rhythm/condition-values';
import { hasBackbeat, isFourOnTheFloor, offBeatHatRate } from '../../rhythm/description';
import { STEPS_PER_BAR } from '../../rhythm/grid';
import { hitAt, hitsOf, stepCount, type Pattern } from '../../rhythm/pattern';
import { CLOSED_HAT, OPEN_HAT, VOICE_COUNT } from '../../rhythm/voices';
import { bandDescriptors, type BandDescriptors } from './bands';
import { mean, standardDeviation } from '../../rhythm/statistics';

/** Only figures that musicians or the literature have names for. */
export interface Descriptors extends BandDescriptors, ConditionValues {
  readonly noteCount: number;
  readonly usedVoices: number;
  /** Mean distance between neighbouring steps with a hit, in steps; the whole length where there is at most one. */
  readonly interOnsetSteps: number;
  /** 1 where the kick is on all four beats of every bar, else 0. */
  readonly fourOnTheFloor: number;
  /** 1 where a snare or clap is on beats two and four of every bar, else 0. */
  readonly backbeat: number;
  /** Share of the off-beat 8ths with a hat, and with an open one, 0–1. */
  readonly offBeatHats: number;
  readonly offBeatOpenHats: number;
  /** Share of the steps on which closed and open hat sound at once, which no hand can play. */
  readonly bothHats: number;
  /** 1 where every bar hits the same cells as the one before, else 0. */
  readonly barRepeats: number;
  /** 1 − mean share of steps on which neighbouring bars differ in having any hit (muspy's groove consistency). */
  readonly grooveConsistency: number;
  readonly velocityMean: number;
  readonly offsetMeanSteps: number;
  readonly offsetSpreadSteps: number;
}

export type DescriptorName = keyof Descriptors;

/** The order of the descriptors in arrays. */
export const DESCRIPTOR_NAMES = [
  'noteCount',
  'usedVoices',
  'interOnsetSteps',
  'stepDensity',
  'sync',
  'lowSync',
  'midSync',
  'hiSync',
  'polySync',
  'balance',
  'evenness',
  'polyEvenness',
  'fourOnTheFloor',
  'backbeat',
  'offBeatHats',
  'offBeatOpenHats',
  'bothHats',
  'barRepeats',
  'grooveConsistency',
  'velocityMean',
  'offsetMeanSteps',
  'offsetSpreadSteps',
  ...CONDITION_NAMES,
] as const satisfies readonly DescriptorName[];

export function descriptorsOf(pattern: Pattern): Descriptors {
  const hits = hitsOf(pattern);
  const offsets = hits.map(({ offset }) => offset);
  return {
    ...bandDescriptors(pattern),
    ...conditionValuesOf(pattern),
    noteCount: hits.length,
    usedVoices: new Set(hits.map(({ voice }) => voice)).size,
    interOnsetSteps: interOnsetSteps(
      hits.map(({ step }) => step),
      stepCount(pattern),
    ),
    fourOnTheFloor: Number(isFourOnTheFloor(pattern)),
    backbeat: Number(hasBackbeat(pattern)),
    offBeatHats: offBeatHatRate(pattern),
    offBeatOpenHats: shareOfSteps(pattern, (step) => step % 4 === 2, [OPEN_HAT]),
    bothHats: shareOfSteps(pattern, () => true, [CLOSED_HAT, OPEN_HAT]),
    barRepeats: Number(changedCells(pattern) === 0),
    grooveConsistency: grooveConsistency(pattern),
    velocityMean: mean(hits.map(({ velocity }) => velocity)),
    offsetMeanSteps: mean(offsets),
    offsetSpreadSteps: standardDeviation(offsets),
  };
}

/** The descriptors of some patterns as rows in the order of DESCRIPTOR_NAMES. */
export function descriptorRows(patterns: readonly Pattern[]): number[][] {
  return patterns.map((pattern) => {
    const descriptors = descriptorsOf(pattern);
    return DESCRIPTOR_NAMES.map((name) => descriptors[name]);
  });
}

/** @param steps of the hits, in order */
function interOnsetSteps(steps: readonly number[], length: number): number {
  const onsets = [...new Set(steps)];
  if (onsets.length < 2) return length;
  return (onsets.at(-1)! - onsets[0]!) / (onsets.length - 1);
}

/** Share of the chosen steps on which all the voices sound. */
function shareOfSteps(
  pattern: Pattern,
  isChosen: (step: number) => boolean,
  voices: readonly number[],
): number {
  const chosen = Array.from({ length: stepCount(pattern) }, (_, step) => step).filter(isChosen);
  return chosen.filter((step) => voices.every((voice) => hitAt(pattern, step, voice))).length / chosen.length;
}

/** In how many cells bars differ from the bar before. */
function changedCells(pattern: Pattern): number {
  let changed = 0;
  for (let step = STEPS_PER_BAR; step < stepCount(pattern); step++) {
    for (let voice = 0; voice < VOICE_COUNT; voice++)
      if (!hitAt(pattern, step, voice) !== !hitAt(pattern, step - STEPS_PER_BAR, voice)) changed++;
  }
  return changed;
}

function grooveConsistency(pattern: Pattern): number {
  if (pattern.bars < 2) return 1;
  const onsets = new Set(hitsOf(pattern).map(({ step }) => step));
  const compared = stepCount(pattern) - STEPS_PER_BAR;
  const differing = Array.from({ length: compared }, (_, step) => step).filter(
    (step) => onsets.has(step) !== onsets.has(step + STEPS_PER_BAR),
  );
  return 1 - differing.length / compared;
}
