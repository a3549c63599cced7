// Copies a clip within its track: nothing else in Live keeps a clip whole, with the pressure and slide of its
// notes. Used by clips/clip-copies.ts.

import { Refusal } from '../../protocol/refusal';
import { callOf, childOf, idsIn, idsOf, isTrue, NO_ID, nameOf, numberOf, setValue, typeOf } from './object';
import { takeEmptySlots, type OwnTrack } from './track';

export interface ClipCopy {
  readonly name: string;
  /** In the Arrangement, where it would otherwise be heard in the song. */
  readonly isDeactivated: boolean;
}

/**
 * Copies a clip into the next empty slot below it, else the first of the track, else into a new scene; a clip of the
 * Arrangement to the next free stretch behind it, deactivated.
 * @throws Refusal when Live makes no copy, or has no room for one
 */
export function duplicateClip(clipId: number, track: OwnTrack): ClipCopy {
  const name = nameOf(clipId);
  const place = childOf(clipId, 'canonical_parent');
  const isDeactivated = typeOf(place) !== 'ClipSlot';
  const copyId = isDeactivated ? copyBehind(clipId, track) : copyBelow(place, track);
  if (copyId === NO_ID) {
    throw new Refusal(
      'add_failed',
      `Live made no copy of “${name}”, so it stays as it is. Try again, or switch Copy off.`,
    );
  }
  if (isDeactivated) setValue(copyId, 'muted', 1);
  const copyName = `${name} copy`.trim();
  setValue(copyId, 'name', copyName);
  return { name: copyName, isDeactivated };
}

/** To a slot of our own choice: `duplicate_clip_slot` acts as the menu of the clip does and may select the copy. */
function copyBelow(slotId: number, track: OwnTrack): number {
  const slots = idsOf(track.id, 'clip_slots');
  const below = slots.slice(slots.indexOf(slotId) + 1);
  const free = below.find((id) => !isTrue(id, 'has_clip')) ?? takeEmptySlots(track, 1)[0]!;
  // Live overwrites a clip in that slot: it is empty.
  callOf(slotId, 'duplicate_clip_to', `id ${free}`);
  return childOf(free, 'clip');
}

function copyBehind(clipId: number, track: OwnTrack): number {
  const end = numberOf(clipId, 'end_time');
  const length = end - numberOf(clipId, 'start_time');
  const others = idsOf(track.id, 'arrangement_clips')
    .map((id) => ({ start: numberOf(id, 'start_time'), end: numberOf(id, 'end_time') }))
    .sort((a, b) => a.start - b.start);
  // Where it overlapped another clip, Live would cut that one.
  const at = others.reduce(
    (free, other) => (other.start < free + length && other.end > free ? other.end : free),
    end,
  );
  return idsIn(callOf(track.id, 'duplicate_clip_to_arrangement', `id ${clipId}`, at))[0] ?? NO_ID;
}
