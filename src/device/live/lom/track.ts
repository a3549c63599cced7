// Finds the track the device is on, checks that it can be written to, and finds or adds empty clip slots.
// Used by clips/, buttons.ts and the rest of lom/.

import {
  idOf,
  idsOf,
  isTrue,
  liveObject,
  liveObjectOfId,
  nameOf,
  numberOf,
  relative,
  visit,
  NO_ID,
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
  const track = ownTrack();
  if (!track) throw new Refusal('no_track', 'The device is not on a track. Drop it on a MIDI track.');
  const name = nameOf(track);
  if (!isTrue(track, 'has_midi_input')) {
    throw new Refusal('audio_track', `“${name}” is not a MIDI track. Move the device to one.`);
  }
  if (isTrue(track, 'is_frozen')) {
    throw new Refusal('frozen_track', `“${name}” is frozen. Unfreeze the track, then try again.`);
  }
  if (isRecording(track)) {
    throw new Refusal('recording', `“${name}” is recording. Stop recording, then try again.`);
  }
  return { id: idOf(track), name };
}

/** The device's track; undefined if it is on none, or on one out of reach. */
export function ownTrack(): LiveAPI | undefined {
  return trackAbove(liveObject('this_device'));
}

/** The track above an object. Inside a Rack the parent is a chain, so the climb goes on up to a Track. */
export function trackAbove(object: LiveAPI): LiveAPI | undefined {
  let parent = relative(object, 'canonical_parent');
  for (let hops = 0; parent && hops < MOST_PARENTS; hops++) {
    if (parent.type === 'Track') return parent;
    parent = relative(parent, 'canonical_parent');
  }
  return undefined;
}

function isRecording(track: LiveAPI): boolean {
  const playing = numberOf(track, 'playing_slot_index');
  if (playing < 0) return false;
  const slotId = idsOf(track, 'clip_slots')[playing];
  return slotId !== undefined && isTrue(liveObjectOfId(slotId), 'is_recording');
}

/** The ids of the empty slots of a track, from the top. */
export function emptySlotsOf(track: OwnTrack): number[] {
  const slots = idsOf(liveObjectOfId(track.id), 'clip_slots');
  return visit(slots, (slot, id) => (isTrue(slot, 'has_clip') ? [] : [id])).flat();
}

/**
 * The first `count` empty slots of a track, with scenes added at the end of the Set where it has fewer.
 * @throws Refusal when Live adds no more scenes.
 */
export function takeEmptySlots(track: OwnTrack, count: number): number[] {
  const empty = emptySlotsOf(track);
  const song = liveObject('live_set');
  for (let missing = count - empty.length; missing > 0; missing--) song.call('create_scene', -1);
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
  const clip = relative(liveObject('live_set view'), 'detail_clip');
  return clip ? idOf(clip) : NO_ID;
}
