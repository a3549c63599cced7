import type { NamedFault } from './fault';

const CLIP = 'src/device/live/lom/clip.ts';
const ARRANGEMENT = 'src/device/live/lom/arrangement.ts';
const OBJECT = 'src/device/live/lom/object.ts';
const NOTES = 'src/device/notes/clip-notes.ts';

/** Faults towards Live: clips, notes, tracks and the objects that lead to them. */
export const LIVE_FAULTS: readonly NamedFault[] = [
  {
    id: 'notes-beyond-clip',
    sentence: 'Notes laid into a shorter clip go on beyond its end.',
    edits: [
      {
        file: NOTES,
        within: 'fitted',
        find: 'if (startBeats < to.endBeats - SAME_STROKE_BEATS) laid.push({ ...note, startBeats });',
        put: 'laid.push({ ...note, startBeats });',
      },
    ],
  },
  {
    id: 'note-ids-added',
    sentence: 'Notes are added with a note_id, which Live refuses.',
    edits: [
      {
        file: CLIP,
        within: 'toLive',
        find: 'pitch: note.pitch,',
        put: 'note_id: 1, pitch: note.pitch,',
      },
    ],
  },
  {
    id: 'negative-start',
    sentence: 'A hit played before beat 0 begins before its clip.',
    edits: [
      {
        file: NOTES,
        within: 'notesOfRhythm',
        find: 'Math.max(0, (step + offset / OFFSET_UNITS) / STEPS_PER_BEAT)',
        put: '(step + offset / OFFSET_UNITS) / STEPS_PER_BEAT',
      },
    ],
  },
  {
    id: 'no-room-asked',
    sentence: 'A clip is put into the Arrangement over what is there.',
    edits: [
      {
        file: ARRANGEMENT,
        within: 'requireRoom',
        find: 'if (isTaken)',
        put: 'if (isTaken && startBeats < 0)',
      },
    ],
  },
  {
    id: 'S05',
    sentence: 'The loop of a new clip is left as Live makes it.',
    edits: [{ file: CLIP, within: 'createClip', find: 'setLoop(clipId, made.lengthBeats);', put: '' }],
  },
  {
    id: 'S05b',
    sentence: 'The ends of a loop are always set before its starts.',
    deletedBecause: 'A new clip begins at 0, so that its ends always go first; the other order is gone.',
  },
  {
    id: 'S15',
    sentence: 'An id is taken as it comes: “id 5” and 5 are two objects.',
    edits: [
      {
        file: OBJECT,
        within: 'idIn',
        find: "return Number(String(written).replace(/^id /, '')) || NO_ID;",
        put: 'return written as number;',
      },
    ],
  },
  {
    id: 'S16',
    sentence:
      'Objects are kept by their id for ever, so that one that was deleted and brought back stays dead.',
    edits: [
      {
        file: OBJECT,
        within: 'pointedAt',
        find: 'const api = pointed(); api.id = id; return api;',
        put: `const known = KEPT.get(id);
          if (known) return known;
          const api = new LiveAPI('live_set');
          api.id = id;
          KEPT.set(id, api);
          return api;`,
      },
      {
        file: OBJECT,
        find: 'function pointedAt',
        put: 'const KEPT = new Map<number, LiveAPI>();\n\nfunction pointedAt',
      },
    ],
  },
  {
    id: 'S22',
    sentence: 'Only 127 pitches are cleared, so that the highest note stays.',
    edits: [{ file: CLIP, within: 'ALL_PITCHES', find: '[0, 128]', put: '[0, 127]' }],
  },
  {
    id: 'S31',
    sentence: 'Every small step back of the song position counts as a jump.',
    edits: [
      {
        file: 'src/device/live/clips/song-clock.ts',
        within: 'follow',
        find: 'read.beats < last.read.beats - JITTER_BEATS',
        put: 'read.beats < last.read.beats',
      },
    ],
  },
  {
    id: 'S32',
    sentence: 'A clip that records is written to.',
    edits: [
      {
        file: CLIP,
        within: 'writableClip',
        find: "isTrue(clipId, 'is_recording') || isTrue(clipId, 'is_overdubbing')",
        put: "isTrue(clipId, 'is_overdubbing')",
      },
    ],
  },
  {
    id: 'S33',
    sentence: 'A clip that is being overdubbed is written to.',
    edits: [
      {
        file: CLIP,
        within: 'writableClip',
        find: "isTrue(clipId, 'is_recording') || isTrue(clipId, 'is_overdubbing')",
        put: "isTrue(clipId, 'is_recording')",
      },
    ],
  },
  {
    id: 'S34',
    sentence:
      'While Live plays, a clip of the Arrangement begins in mid-bar, where the playhead is already past.',
    edits: [
      {
        file: ARRANGEMENT,
        within: 'newClipBeats',
        find: 'const { barBeats } = signatureOf(set);',
        put: 'if (isPlaying) return beats; const { barBeats } = signatureOf(set);',
      },
    ],
  },
  {
    id: 'S37',
    sentence: 'A pad with several layers is called “Multi” and not by what is in it.',
    edits: [
      {
        file: 'src/device/live/lom/drum-rack-pads.ts',
        within: 'readPads',
        find: 'return { note, name: name!, otherNames: hintsOf([name!, ...layers], chains) };',
        put: "return layers.length > 0 ? { note, name: 'Multi' } : { note, name: name!, otherNames: hintsOf([name!, ...layers], chains) };",
      },
    ],
  },
];
