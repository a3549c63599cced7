// Reads, replaces and creates clips, and converts between Live's notes and ClipNote. Used by clips/. What
// Live refuses is rolled back: a failed write must not lose notes.

import { NO_ID, idOf, idsIn, isTrue, liveObject, liveObjectOfId, nameOf, numberOf, relative } from './object';
import { trackAbove, type OwnTrack } from './track';
import {
  lengthOf,
  notesInside,
  sameNotes,
  spanOf,
  sparing,
  type ClipNote,
  type Region,
} from '../../notes/clip-notes';
import { Refusal } from '../../protocol/refusal';

/** A longer loop would not fit in the history that the Set saves. */
const MOST_BEATS = 64 * 4;

/** Every pitch: `remove_notes_extended` takes the number of pitches, not the last one. */
const ALL_PITCHES = [0, 128] as const;

/** Tolerance within which Live may round what it is given; more counts as refused. */
const TAKEN_WITHIN = 1e-3;

export interface NewClip {
  readonly name: string;
  readonly color: number;
  readonly lengthBeats: number;
  readonly notes: readonly ClipNote[];
}

/**
 * Checks that a clip can be written to and returns its loop.
 * @throws Refusal when it is gone, on another track, not a MIDI clip, recording or too long.
 */
export function writableClip(clipId: number, track: OwnTrack): Region {
  const clip = liveObjectOfId(clipId);
  if (clipId === NO_ID || idOf(clip) !== clipId) {
    throw new Refusal('no_clip', 'No clip is selected. Select a clip on this track, or choose New.');
  }
  const owner = trackAbove(clip);
  if (!owner || idOf(owner) !== track.id) {
    throw new Refusal(
      'other_track',
      `The selected clip is not on “${track.name}”. Select one on this track.`,
    );
  }
  if (!isTrue(clip, 'is_midi_clip')) {
    throw new Refusal('not_midi', 'The selected clip holds audio. Select a MIDI clip.');
  }
  if (isTrue(clip, 'is_recording') || isTrue(clip, 'is_overdubbing')) {
    throw new Refusal('recording', 'The selected clip is recording. Stop recording, then try again.');
  }
  const region = { startBeats: numberOf(clip, 'loop_start'), endBeats: numberOf(clip, 'loop_end') };
  if (lengthOf(region) > MOST_BEATS) {
    throw new Refusal('loop_too_long', 'The loop is longer than 64 bars. Shorten it, then try again.');
  }
  return region;
}

export function readNotes(clipId: number, region: Region): ClipNote[] {
  return notesInside(allNotes(liveObjectOfId(clipId)), region);
}

/**
 * Replaces the notes that begin inside a region, in one burst, so that one undo reverts it; notes outside stay as
 * they are. Returns the notes as Live reads them back.
 * @throws Refusal when Live did not take the notes; the previous ones are put back.
 */
export function replaceNotes(clipId: number, region: Region, notes: readonly ClipNote[]): ClipNote[] {
  const clip = liveObjectOfId(clipId);
  const before = allNotes(clip);
  const wanted = sparing(notes, before, region);
  try {
    swap(clip, region, wanted);
    const taken = readNotes(clipId, region);
    if (sameNotes(taken, wanted, TAKEN_WITHIN)) return taken;
    throw new Refusal('add_failed', 'Live did not accept the notes; the clip is unchanged. Try again.');
  } catch (error) {
    swap(clip, region, notesInside(before, region));
    throw error;
  }
}

function swap(clip: LiveAPI, region: Region, notes: readonly ClipNote[]): void {
  clip.call('remove_notes_extended', ...ALL_PITCHES, region.startBeats, spanOf(region));
  if (notes.length > 0) clip.call('add_new_notes', { notes: notes.map(toLive) });
}

/** An empty slot, or a beat of the Arrangement on a track. */
export type ClipPlace =
  { readonly slotId: number } | { readonly trackId: number; readonly startBeats: number };

/**
 * Creates a clip and returns its id and its notes as Live reads them back.
 * @throws Refusal when Live creates none or does not take the notes; then the place is empty again.
 */
export function createClip(
  place: ClipPlace,
  made: NewClip,
): { readonly clipId: number; readonly notes: readonly ClipNote[] } {
  const { clip, remove } = emptyClip(place, made.lengthBeats);
  const region = { startBeats: 0, endBeats: made.lengthBeats };
  try {
    clip.set('name', made.name);
    clip.set('color', made.color);
    setLoop(clip, region);
    return { clipId: idOf(clip), notes: replaceNotes(idOf(clip), region, made.notes) };
  } catch (error) {
    remove();
    throw error;
  }
}

function emptyClip(place: ClipPlace, lengthBeats: number): { clip: LiveAPI; remove: () => void } {
  if ('slotId' in place) {
    const slot = liveObjectOfId(place.slotId);
    slot.call('create_clip', lengthBeats);
    const clip = relative(slot, 'clip');
    if (clip) return { clip, remove: () => slot.call('delete_clip') };
  } else {
    const track = liveObjectOfId(place.trackId);
    const [id = NO_ID] = idsIn(track.call('create_midi_clip', place.startBeats, lengthBeats));
    const clip = liveObjectOfId(id);
    if (idOf(clip) !== NO_ID) return { clip, remove: () => track.call('delete_clip', `id ${id}`) };
  }
  throw new Refusal('add_failed', 'Live could not create the clip. Try again.');
}

/** Sets loop and markers. Live refuses a start after its end: moving right, the ends go first, else the starts. */
function setLoop(clip: LiveAPI, region: Region): void {
  clip.set('looping', 1);
  const movesRight = region.startBeats >= numberOf(clip, 'loop_end');
  const starts = ['loop_start', 'start_marker'] as const;
  const ends = ['loop_end', 'end_marker'] as const;
  for (const property of movesRight ? [...ends, ...starts] : [...starts, ...ends]) {
    clip.set(property, property.includes('start') ? region.startBeats : region.endBeats);
  }
}

/** Shows a clip in the detail view and, in the Session, highlights its slot. */
export function selectClip(clipId: number): void {
  const view = liveObject('live_set view');
  const slot = relative(liveObjectOfId(clipId), 'canonical_parent');
  if (slot?.type === 'ClipSlot') view.set('highlighted_clip_slot', `id ${idOf(slot)}`);
  view.set('detail_clip', `id ${clipId}`);
}

export function clipName(clipId: number): string {
  return nameOf(liveObjectOfId(clipId));
}

function allNotes(clip: LiveAPI): ClipNote[] {
  return parseNotes(clip.call('get_all_notes_extended'));
}

/** The answer is JSON text in v8, but the object itself in Max's older engine. */
function parseNotes(answer: unknown): ClipNote[] {
  const single: unknown = Array.isArray(answer) ? answer[0] : answer;
  const parsed: unknown = typeof single === 'string' ? JSON.parse(single) : single;
  const notes = isRecord(parsed) ? parsed.notes : undefined;
  return Array.isArray(notes) ? notes.filter(isRecord).map(fromLive) : [];
}

function fromLive(note: Readonly<Record<string, unknown>>): ClipNote {
  return {
    pitch: Number(note.pitch),
    startBeats: Number(note.start_time),
    durationBeats: Number(note.duration),
    velocity: Number(note.velocity ?? 100),
    muted: Boolean(Number(note.mute ?? 0)),
    probability: Number(note.probability ?? 1),
    velocityDeviation: Number(note.velocity_deviation ?? 0),
    releaseVelocity: Number(note.release_velocity ?? 64),
  };
}

function toLive(note: ClipNote): object {
  return {
    pitch: note.pitch,
    start_time: note.startBeats,
    duration: note.durationBeats,
    velocity: note.velocity,
    mute: note.muted ? 1 : 0,
    probability: note.probability,
    velocity_deviation: note.velocityDeviation,
    release_velocity: note.releaseVelocity,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
