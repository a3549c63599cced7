// Keeps patterns from being mere loops: a hit more or less in the second bar, or a fill at the end.
// Called by recombine.ts.

import { STEPS_PER_BAR, UNIT_STEPS } from '../../rhythm/grid';
import type { Random } from '../../rhythm/random';
import { BACKBEATS } from '../../rhythm/rules/steps';
import type { Role } from './layer';
import type { Part, PartHit } from './clip-parts';

/** How often the second bar of a loop differs from the first, by role. */
const VARIED: Readonly<Record<Role, number>> = {
  kick: 0.07,
  clap: 0.1,
  snare: 0.3,
  closed: 0.3,
  open: 0.12,
  percussion: 0.35,
  toms: 0.2,
  ride: 0.1,
  crash: 0,
};

/** Where an added hit leads back to the start of the loop or leans on the next beat. */
const ADDED_STEPS = [3, 7, 10, 11, 13, 14, 15];
const ADDED_ACCENT = -1.2;

/** Sometimes adds or drops a hit in the second bar of a loop; other parts stay as they are. */
export function withLoopVariation(part: Part, role: Role, random: Random): PartHit[] {
  const hits = [...part.hits];
  if (!part.isLoop || !random.chance(VARIED[role])) return hits;
  if (random.chance(0.5)) {
    // The backbeats and the first beat hold the pattern together.
    const droppable = hits.filter(({ step }) => step > STEPS_PER_BAR && (step % 8 !== 4 || role === 'kick'));
    const dropped = droppable.length > 1 ? random.choice(droppable) : undefined;
    return hits.filter((hit) => hit !== dropped);
  }
  const step = STEPS_PER_BAR + random.choice(ADDED_STEPS);
  const model = random.choice(hits);
  if (hits.some((hit) => hit.step === step)) return hits;
  return [...hits, { ...model, step, accent: ADDED_ACCENT, ghost: role === 'snare' }];
}

/** From the first hit of the fill on, the voices in `replaced` give way to it, all but their backbeats. */
export function withFill(
  hits: readonly PartHit[],
  fill: readonly PartHit[],
  replaced: ReadonlySet<number>,
): PartHit[] {
  const start = Math.min(UNIT_STEPS, ...fill.map((hit) => hit.step));
  return [
    ...hits.filter((hit) => hit.step < start || !replaced.has(hit.voice) || BACKBEATS.includes(hit.step)),
    ...fill,
  ];
}
