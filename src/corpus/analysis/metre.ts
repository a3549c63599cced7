// Finds where bars and phrases of four bars begin, by what the drums do.
// Called by rhythm.ts; audio/analyse.ts takes the downbeat.

import type { DrumEvent } from '../../midi';
import { BEATS_PER_BAR, STEPS_PER_BAR, STEPS_PER_BEAT } from '../../rhythm/grid';
import { CLAP, CRASH, KICK, SNARE, VOICE_COUNT } from '../../rhythm/voices';
import { positionSteps, type BeatGrid } from './beat-grid';
import type { TimeInterval } from './document';
import { mean } from '../../rhythm/statistics';

const PHRASE_BARS = 4;

/** What speaks for a beat being the first of the bar, and how much each counts when it is all there. */
const WEIGHTS = { bars: 1, backbeat: 1, kick: 0.5, crash: 0.5, change: 0.8, opening: 0.4 } as const;

const BACKBEAT: ReadonlySet<number> = new Set([SNARE, CLAP]);

/** Which beats begin bars, as the first of them, and how sure that is: 0 undecided, 1 certain. */
export interface Downbeat {
  readonly firstBeat: number;
  readonly confidence: number;
}

/**
 * Finds the downbeat among the four ways to count: bars that an analyser names, snare and clap on two and four, kick
 * and crash on one, and the drums changing where bars begin. The track's first drum beat is a downbeat unless
 * something speaks against it.
 */
export function findDownbeat(
  events: readonly DrumEvent[],
  grid: BeatGrid,
  bars: readonly TimeInterval[] = [],
): Downbeat {
  const beatCount = grid.confidence.length;
  const change = changesAt(events, STEPS_PER_BEAT, beatCount, 2 * STEPS_PER_BAR);
  const scores = Array.from({ length: BEATS_PER_BAR }, () => 0);
  const add = (evidence: readonly number[], weight: number): void => {
    const total = evidence.reduce((sum, value) => sum + Math.abs(value), 0);
    if (total > 0) evidence.forEach((value, count) => (scores[count]! += (weight * value) / total));
  };
  const onBeats = events.filter(({ positionSteps }) => isNearBeat(positionSteps));
  add(
    byCount(onBeats.filter(({ voice }) => BACKBEAT.has(voice)).map(beatOf), backbeatVote),
    WEIGHTS.backbeat,
  );
  add(tally(onBeats.filter(({ voice }) => voice === KICK).map(beatOf)), WEIGHTS.kick);
  add(tally(onBeats.filter(({ voice }) => voice === CRASH).map(beatOf)), WEIGHTS.crash);
  const confidences = bars.map(({ confidence }) => confidence);
  const barBeats = bars.map(({ start }) => Math.round(positionSteps(grid, start) / STEPS_PER_BEAT));
  add(tally(barBeats, confidences), WEIGHTS.bars * mean(confidences));
  add(
    tally(
      change.map((_, beat) => beat),
      change,
    ),
    WEIGHTS.change,
  );
  const opening = onBeats[0];
  if (opening) add(tally([beatOf(opening)]), WEIGHTS.opening);
  const ranked = scores.map((score, firstBeat) => ({ score, firstBeat })).sort((a, b) => b.score - a.score);
  const [best, second] = ranked;
  return {
    firstBeat: best!.firstBeat,
    confidence: Math.min(1, Math.max(0, best!.score - second!.score)),
  };
}

/** Which bars begin phrases of four, as the first of them: where the drums change the most. */
export function findPhrase(events: readonly DrumEvent[], barCount: number): number {
  const change = changesAt(events, STEPS_PER_BAR, barCount, PHRASE_BARS * STEPS_PER_BAR);
  const scores = Array.from({ length: PHRASE_BARS }, () => 0);
  change.forEach((value, bar) => (scores[bar % PHRASE_BARS]! += value));
  const best = Math.max(...scores);
  // A track that gives no reason to count otherwise begins with a phrase.
  return scores[0]! >= best * 0.9 ? 0 : scores.indexOf(best);
}

/** How much the drums of `spanSteps` after each boundary differ from those before it; 0 where either is cut off. */
function changesAt(
  events: readonly DrumEvent[],
  stepsApart: number,
  boundaries: number,
  spanSteps: number,
): number[] {
  const cells = new Map<number, Set<number>>();
  for (const { positionSteps, voice } of events) {
    const step = Math.round(positionSteps);
    cells.set(step, (cells.get(step) ?? new Set<number>()).add(voice));
  }
  const end = boundaries * stepsApart;
  return Array.from({ length: boundaries }, (_, boundary) => {
    const at = boundary * stepsApart;
    if (at < spanSteps || at + spanSteps > end) return 0;
    let differing = 0;
    for (let step = at; step < at + spanSteps; step++) {
      const after = cells.get(step);
      const before = cells.get(step - spanSteps);
      for (let voice = 0; voice < VOICE_COUNT; voice++) {
        if ((after?.has(voice) ?? false) !== (before?.has(voice) ?? false)) differing++;
      }
    }
    return differing;
  });
}

function isNearBeat(positionSteps: number): boolean {
  return Math.round(positionSteps) % STEPS_PER_BEAT === 0;
}

function beatOf({ positionSteps }: DrumEvent): number {
  return Math.round(positionSteps / STEPS_PER_BEAT);
}

function tally(beats: readonly number[], weights?: readonly number[]): number[] {
  return byCount(beats, (count) => (count === 0 ? 1 : 0), weights);
}

/** A hit on two or four speaks for that way of counting, one on one or three against it. */
function backbeatVote(count: number): number {
  return count % 2 === 1 ? 1 : -1;
}

/** For each first beat of the bar, the votes of beats by what count they would have. */
function byCount(
  beats: readonly number[],
  vote: (count: number) => number,
  weights?: readonly number[],
): number[] {
  const votes = Array.from({ length: BEATS_PER_BAR }, () => 0);
  beats.forEach((beat, at) => {
    for (let first = 0; first < BEATS_PER_BAR; first++) {
      const count = (((beat - first) % BEATS_PER_BAR) + BEATS_PER_BAR) % BEATS_PER_BAR;
      votes[first]! += vote(count) * (weights?.[at] ?? 1);
    }
  });
  return votes;
}
