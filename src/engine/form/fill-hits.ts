// Which hits a fill puts at the end of a bar, given what the bar plays and what the network proposes for it,
// and how well they lead into the next bar. Called by `fill`; knows neither the network nor requests.

import { STEPS_PER_BEAT, UNIT_STEPS, cellIndex } from '../../rhythm/grid';
import type { PlacedHit } from '../../rhythm/pattern';
import { KICK, voiceIndex } from '../../rhythm/voices';

/** The voices that fills are played on. */
export const FILL_VOICES: ReadonlySet<number> = new Set(
  (['snare', 'rim', 'clap', 'low-tom', 'mid-tom', 'high-tom', 'percussion'] as const).map(voiceIndex),
);

/** A two-bar unit with a fill at its end. */
export interface Fill {
  /** All hits of the unit. */
  readonly hits: readonly PlacedHit[];
  /** Those of them that the bar would not play without the fill. */
  readonly added: readonly PlacedHit[];
}

/** The unit without a fill. */
export interface Groove {
  readonly hits: readonly PlacedHit[];
  readonly cells: ReadonlySet<number>;
  /** Whether a hit goes on through the fill. */
  readonly goesOn: (hit: PlacedHit) => boolean;
  /** Whether the fill may play a voice. */
  readonly mayPlay: (voice: number) => boolean;
}

/** A groove that goes on while a pick-up is played on these voices. */
export function grooveWithPickUp(hits: readonly PlacedHit[], voices: ReadonlySet<number>): Groove {
  return { hits, cells: cellSet(hits), goesOn: () => true, mayPlay: (voice) => voices.has(voice) };
}

/** A groove whose place the fill takes, all but a kick on every beat. */
export function grooveWithBreak(hits: readonly PlacedHit[]): Groove {
  const isKickOnBeat = ({ step, voice }: PlacedHit): boolean => voice === KICK && step % STEPS_PER_BEAT === 0;
  const isFourOnTheFloor = hits.filter(isKickOnBeat).length === UNIT_STEPS / STEPS_PER_BEAT;
  const goesOn = (hit: PlacedHit): boolean => isFourOnTheFloor && isKickOnBeat(hit);
  return { hits, cells: cellSet(hits), goesOn, mayPlay: () => true };
}

/** The fill that begins at a step of the unit and plays on from there as the network proposes. */
export function fillFrom(start: number, proposed: readonly PlacedHit[], groove: Groove): Fill {
  const kept = groove.hits.filter((hit) => hit.step < start || groove.goesOn(hit));
  const keptCells = cellSet(kept);
  const played = proposed.filter(
    (hit) => hit.step >= start && groove.mayPlay(hit.voice) && !keptCells.has(cellOf(hit)),
  );
  const isNew = (hit: PlacedHit): boolean => !groove.cells.has(cellOf(hit));
  const added = louderTowardsTheEnd(played.filter(isNew));
  return { hits: [...kept, ...played.filter((hit) => !isNew(hit)), ...added], added };
}

/** The same hits, the velocities of each voice in rising order: as loud as the network plays them, but leading on. */
function louderTowardsTheEnd(hits: readonly PlacedHit[]): PlacedHit[] {
  const velocities = new Map<number, number[]>();
  for (const { voice, velocity } of hits) velocities.set(voice, [...(velocities.get(voice) ?? []), velocity]);
  for (const ofVoice of velocities.values()) ofVoice.sort((a, b) => a - b);
  return hits
    .toSorted((a, b) => a.step - b.step)
    .map((hit) => ({ ...hit, velocity: velocities.get(hit.voice)!.shift()! }));
}

/** Cost of a fill that stops before the last 8th: it leaves a gap where it should lead on. */
const STOPS_EARLY_COST = 1;
/** Cost of a fill none of whose hits is on a fill voice. */
const OTHER_VOICES_COST = 1;
/** Cost of a fill with all of its hits in one step. */
const ONE_STEP_COST = 0.75;

/** The most that a fill without any hit of its own costs: less than a hit too many in a bar that is busy by itself. */
const NOTHING_COST = 1.25;

/** How badly a fill of about so many hits leads into the next bar; an error of one hit counts a half. */
export function leadingError({ added }: Fill, hitsMore: number): number {
  if (added.length === 0) return Math.min(hitsMore, NOTHING_COST);
  const last = Math.max(...added.map(({ step }) => step));
  const steps = new Set(added.map(({ step }) => step)).size;
  const others = added.filter(({ voice }) => !FILL_VOICES.has(voice)).length;
  return (
    (last < UNIT_STEPS - STEPS_PER_BEAT / 2 ? STOPS_EARLY_COST : 0) +
    (OTHER_VOICES_COST * others) / added.length +
    (added.length > 1 ? (ONE_STEP_COST * (added.length - steps)) / (added.length - 1) : 0)
  );
}

function cellSet(hits: readonly PlacedHit[]): ReadonlySet<number> {
  return new Set(hits.map(cellOf));
}

function cellOf({ step, voice }: PlacedHit): number {
  return cellIndex(step, voice);
}
