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

/** The track that the device stands on. */
export interface OwnTrack {
  readonly id: number;
  readonly name: string;
}

/** Racks in racks: more parents than this are no track of ours. */
const MOST_PARENTS = 12;

/**
 * Finds the device's own track and makes sure that it can be written to now.
 * @throws Refusal without a track, on an audio track, a frozen track or one that is recording.
 */
export function writableTrack(): OwnTrack {
  const track = ownTrack();
  if (!track) throw new Refusal('no_track', 'The device finds no track around it. Drop it on a MIDI track.');
  const name = nameOf(track);
  if (!isTrue(track, 'has_midi_input')) {
    throw new Refusal('audio_track', `“${name}” is no MIDI track. Move the device to a MIDI track.`);
  }
  if (isTrue(track, 'is_frozen')) {
    throw new Refusal('frozen_track', `“${name}” is frozen. Unfreeze the track, then press Generate again.`);
  }
  if (isRecording(track)) {
    throw new Refusal('recording', `“${name}” is recording. Stop the recording, then press Generate again.`);
  }
  return { id: idOf(track), name };
}

/** The device's track: inside a Rack its parent is a chain, so the climb goes on up to a Track. */
export function ownTrack(): LiveAPI | undefined {
  return trackAbove(liveObject('this_device'));
}

/** The track above an object of Live, or undefined. */
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

/** The slots of a track without a clip, from the top. */
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
    throw new Refusal('no_slot', `“${track.name}” has no empty slot and Live adds no scene. Delete a clip.`);
  }
  return slots.slice(0, count);
}

/** The id of the clip in Live's detail view, or NO_ID. */
export function detailClipId(): number {
  const clip = relative(liveObject('live_set view'), 'detail_clip');
  return clip ? idOf(clip) : NO_ID;
}
