// Reads, replaces and creates clips, and converts between Live's notes and ClipNote. Used by clips/. What
// Live refuses is rolled back: a failed write must not lose notes.

import {
  NO_ID,
  answerOf,
  callOf,
  childOf,
  idsIn,
  isTrue,
  nameOf,
  numberOf,
  setValue,
  songView,
  typeOf,
} from './object';
import { clipsOf, detailClipId, trackAbove, type OwnTrack } from './track';
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
  if (!exists(clipId, track)) {
    throw new Refusal('no_clip', 'No clip is selected. Select a clip on this track, or choose New.');
  }
  if (trackAbove(clipId) !== track.id) {
    throw new Refusal(
      'other_track',
      `The selected clip is not on “${track.name}”. Select one on this track.`,
    );
  }
  if (!isTrue(clipId, 'is_midi_clip')) {
    throw new Refusal('not_midi', 'The selected clip holds audio. Select a MIDI clip.');
  }
  if (isTrue(clipId, 'is_recording') || isTrue(clipId, 'is_overdubbing')) {
    throw new Refusal('recording', 'The selected clip is recording. Stop recording, then try again.');
  }
  const region = { startBeats: numberOf(clipId, 'loop_start'), endBeats: numberOf(clipId, 'loop_end') };
  if (lengthOf(region) > MOST_BEATS) {
    throw new Refusal('loop_too_long', 'The loop is longer than 64 bars. Shorten it, then try again.');
  }
  return region;
}

/** Whether Live shows a clip now. A kept id must be looked for among those: asking by a stale one fills Max's console. */
function exists(clipId: number, track: OwnTrack): boolean {
  return clipId !== NO_ID && (clipId === detailClipId() || clipsOf(track.id).includes(clipId));
}

/** @throws Refusal when Live does not give the notes */
export function readNotes(clipId: number, region: Region): ClipNote[] {
  return notesInside(allNotes(clipId), region);
}

/** Lets a region of a clip hold these notes and no others. */
export type WriteNotes = (clipId: number, region: Region, notes: readonly ClipNote[]) => void;

/**
 * Replaces the notes that begin inside a region, in one burst, so that one undo reverts it; notes outside stay as
 * they are. Returns the notes as Live reads them back.
 * @throws Refusal when Live did not take the notes; the previous ones are put back.
 */
export function replaceNotes(
  clipId: number,
  region: Region,
  notes: readonly ClipNote[],
  write: WriteNotes = swap,
): ClipNote[] {
  const before = allNotes(clipId);
  const wanted = sparing(notes, before, region);
  try {
    // Where single changes do not arrive, all notes written anew still may.
    for (const way of write === swap ? [swap] : [write, swap]) {
      way(clipId, region, wanted);
      const taken = readNotes(clipId, region);
      if (sameNotes(taken, wanted, TAKEN_WITHIN)) return taken;
    }
    throw new Refusal('add_failed', 'Live did not accept the notes; the clip is unchanged. Try again.');
  } catch (error) {
    swap(clipId, region, notesInside(before, region));
    throw error;
  }
}

function swap(clipId: number, region: Region, notes: readonly ClipNote[]): void {
  callOf(clipId, 'remove_notes_extended', ...ALL_PITCHES, region.startBeats, spanOf(region));
  if (notes.length > 0) callOf(clipId, 'add_new_notes', { notes: notes.map(toLive) });
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
  const { clipId, remove } = emptyClip(place, made.lengthBeats);
  const region = { startBeats: 0, endBeats: made.lengthBeats };
  try {
    setValue(clipId, 'name', made.name);
    setValue(clipId, 'color', made.color);
    setLoop(clipId, made.lengthBeats);
    return { clipId, notes: replaceNotes(clipId, region, made.notes) };
  } catch (error) {
    remove();
    throw error;
  }
}

function emptyClip(place: ClipPlace, lengthBeats: number): { clipId: number; remove: () => void } {
  if ('slotId' in place) {
    const { slotId } = place;
    callOf(slotId, 'create_clip', lengthBeats);
    const clipId = childOf(slotId, 'clip');
    if (clipId !== NO_ID) return { clipId, remove: () => callOf(slotId, 'delete_clip') };
  } else {
    const { trackId, startBeats } = place;
    const [clipId] = idsIn(callOf(trackId, 'create_midi_clip', startBeats, lengthBeats));
    if (clipId !== undefined) return { clipId, remove: () => callOf(trackId, 'delete_clip', `id ${clipId}`) };
  }
  throw new Refusal('add_failed', 'Live could not create the clip. Try again.');
}

/**
 * Sets loop and markers of a new clip, the ends first: Live refuses a start after its end, and has made clips whose
 * loop ends half way.
 * @throws Refusal when one of them did not land, which Live does not say
 */
function setLoop(clipId: number, lengthBeats: number): void {
  setValue(clipId, 'looping', 1);
  const edges = [
    ['loop_end', lengthBeats],
    ['end_marker', lengthBeats],
    ['loop_start', 0],
    ['start_marker', 0],
  ] as const;
  for (const [property, beats] of edges) setValue(clipId, property, beats);
  if (edges.some(([property, beats]) => Math.abs(numberOf(clipId, property) - beats) > TAKEN_WITHIN))
    throw new Refusal('add_failed', 'Live did not set the length of the new clip. Try again.');
}

/** Shows a clip in the detail view and, in the Session, highlights its slot. */
export function selectClip(clipId: number): void {
  const view = songView();
  const slotId = childOf(clipId, 'canonical_parent');
  if (typeOf(slotId) === 'ClipSlot') setValue(view, 'highlighted_clip_slot', `id ${slotId}`);
  setValue(view, 'detail_clip', `id ${clipId}`);
}

function allNotes(clipId: number): ClipNote[] {
  return notesWithIds(clipId).map(({ note }) => note);
}

/** A note and the number by which Live knows it in its clip. */
export interface NoteWithId {
  readonly noteId: number;
  readonly note: ClipNote;
}

/** All notes of a clip. @throws Refusal when Live does not give them */
export function notesWithIds(clipId: number): NoteWithId[] {
  const notes = notesIn(answerOf(clipId, 'get_all_notes_extended'));
  if (notes) return notes.map((note) => ({ noteId: Number(note.note_id), note: fromLive(note) }));
  throw new Refusal('add_failed', `Live did not give the notes of “${nameOf(clipId)}”. Try again.`);
}

/** The answer is JSON text in v8, but the object itself in Max's older engine; undefined where it is neither. */
function notesIn(answer: unknown): Record<string, unknown>[] | undefined {
  const parsed: unknown = typeof answer === 'string' ? JSON.parse(answer) : answer;
  const notes = isRecord(parsed) ? parsed.notes : undefined;
  return Array.isArray(notes) ? notes.filter(isRecord) : undefined;
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

/** A note as Live is given it; for a note that is there, its number goes beside. */
export function toLive(note: ClipNote): object {
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
