// Changes single notes of a clip and leaves the others untouched: a note that is written anew loses its
// pressure and slide, which no property of Live shows. Used by clips/ for notes of the user's own.

import { changesBetween, notesInside, type ClipNote, type Region } from '../../notes/clip-notes';
import { notesWithIds, replaceNotes, toLive, type WriteNotes } from './clip';
import { callOf } from './object';

/**
 * Lets a region of a clip hold these notes and no others, by as few changes as that takes, in one burst. Returns the
 * notes as Live reads them back.
 * @throws Refusal when Live did not take the notes; the previous ones are put back.
 */
export function changeNotes(clipId: number, region: Region, notes: readonly ClipNote[]): ClipNote[] {
  return replaceNotes(clipId, region, notes, change);
}

const change: WriteNotes = (clipId, region, notes) => {
  const there = notesWithIds(clipId);
  const inside = notesInside(
    there.map(({ note }) => note),
    region,
  );
  const idOf = (note: ClipNote): number => there.find((each) => each.note === note)!.noteId;
  const { removed, changed, added } = changesBetween(inside, notes);
  // One by one: lists of numbers have been seen not to arrive.
  for (const note of removed) callOf(clipId, 'remove_notes_by_id', idOf(note));
  if (changed.length > 0) {
    const modified = changed.map(({ from, to }) => ({ note_id: idOf(from), ...toLive(to) }));
    callOf(clipId, 'apply_note_modifications', { notes: modified });
  }
  if (added.length > 0) callOf(clipId, 'add_new_notes', { notes: added.map(toLive) });
};
