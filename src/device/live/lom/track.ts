// Finds the track the device is on, checks that it can be written to, and finds or adds empty clip slots.
// Used by clips/, buttons.ts and the rest of lom/.

import {
  NO_ID,
  callOf,
  childOf,
  idsOf,
  isTrue,
  nameOf,
  numberOf,
  song,
  songView,
  thisDevice,
  typeOf,
} from './object';
import { Refusal } from '../../protocol/refusal';

export interface OwnTrack {
  readonly id: number;
  readonly name: string;
}

/** Enough for racks nested in racks; after this many parents the climb stops without a track. */
const MOST_PARENTS = 12;

/**
 * The device's own track, checked to be writable now.
 * @throws Refusal without a track, on an audio track, a frozen track or one that is recording.
 */
export function writableTrack(): OwnTrack {
  const id = trackAbove(thisDevice());
  if (id === NO_ID) throw new Refusal('no_track', 'The device is not on a track. Drop it on a MIDI track.');
  const name = nameOf(id);
  if (!isTrue(id, 'has_midi_input')) {
    throw new Refusal('audio_track', `“${name}” is not a MIDI track. Move the device to one.`);
  }
  if (isTrue(id, 'is_frozen')) {
    throw new Refusal('frozen_track', `“${name}” is frozen. Unfreeze the track, then try again.`);
  }
  if (isRecording(id)) {
    throw new Refusal('recording', `“${name}” is recording. Stop recording, then try again.`);
  }
  return { id, name };
}

/** The id of the track above an object, or NO_ID. Inside a Rack the parent is a chain, so the climb goes on to a Track. */
export function trackAbove(id: number): number {
  let parent = childOf(id, 'canonical_parent');
  for (let hops = 0; parent !== NO_ID && hops < MOST_PARENTS; hops++) {
    if (typeOf(parent) === 'Track') return parent;
    parent = childOf(parent, 'canonical_parent');
  }
  return NO_ID;
}

function isRecording(trackId: number): boolean {
  const playing = numberOf(trackId, 'playing_slot_index');
  if (playing < 0) return false;
  const slotId = idsOf(trackId, 'clip_slots')[playing];
  return slotId !== undefined && isTrue(slotId, 'is_recording');
}

/** The ids of the empty slots of a track, from the top. */
function emptySlotsOf(track: OwnTrack): number[] {
  return idsOf(track.id, 'clip_slots').filter((slotId) => !isTrue(slotId, 'has_clip'));
}

/** The ids of the clips of a track in the Session and in the Arrangement. */
export function clipsOf(trackId: number): number[] {
  const inSession = idsOf(trackId, 'clip_slots').map((slotId) => childOf(slotId, 'clip'));
  return [...inSession.filter((id) => id !== NO_ID), ...idsOf(trackId, 'arrangement_clips')];
}

/**
 * The first `count` empty slots of a track, with scenes added at the end of the Set where it has fewer.
 * @throws Refusal when Live adds no more scenes.
 */
export function takeEmptySlots(track: OwnTrack, count: number): number[] {
  const empty = emptySlotsOf(track);
  for (let missing = count - empty.length; missing > 0; missing--) callOf(song(), 'create_scene', -1);
  const slots = empty.length < count ? emptySlotsOf(track) : empty;
  if (slots.length < count) {
    throw new Refusal(
      'no_slot',
      `“${track.name}” has no empty slot and Live cannot add a scene. Delete a clip.`,
    );
  }
  return slots.slice(0, count);
}

/** The id of the clip in Live's detail view; NO_ID without one. */
export function detailClipId(): number {
  return childOf(songView(), 'detail_clip');
}
