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
        find: 'if (taken.includes(true))',
        put: 'if (taken.length < 0)',
      },
    ],
  },
  {
    id: 'S05',
    sentence: 'The loop of a new clip is left as Live makes it.',
    edits: [{ file: CLIP, within: 'createClip', find: 'setLoop(clip, region);', put: '' }],
  },
  {
    id: 'S05b',
    sentence: 'The ends of a loop are always set before its starts.',
    edits: [
      {
        file: CLIP,
        within: 'setLoop',
        find: 'movesRight ? [...ends, ...starts] : [...starts, ...ends]',
        put: '[...ends, ...starts]',
      },
    ],
  },
  {
    id: 'S15',
    sentence: 'An id is taken as it comes: “id 5” and 5 are two objects.',
    edits: [
      {
        file: OBJECT,
        within: 'idOf',
        find: "return Number(String(object.id).replace(/^id /, '')) || NO_ID;",
        put: 'return object.id as number;',
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
        within: 'liveObjectOfId',
        find: 'return new LiveAPI(`id ${id}`);',
        put: `const known = KEPT.get(id) ?? new LiveAPI(\`id \${id}\`);
          KEPT.set(id, known);
          return known;`,
      },
      {
        file: OBJECT,
        find: 'export function liveObjectOfId',
        put: 'const KEPT = new Map<number, LiveAPI>();\n\nexport function liveObjectOfId',
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
        file: 'src/device/live/clips/loop-player.ts',
        within: 'play',
        find: 'now.beats < before.beats - JITTER_BEATS',
        put: 'now.beats < before.beats',
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
        find: "isTrue(clip, 'is_recording') || isTrue(clip, 'is_overdubbing')",
        put: "isTrue(clip, 'is_overdubbing')",
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
        find: "isTrue(clip, 'is_recording') || isTrue(clip, 'is_overdubbing')",
        put: "isTrue(clip, 'is_recording')",
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
        within: 'playheadBeats',
        find: 'return Math.ceil(beats / barBeats) * barBeats;',
        put: 'return beats;',
      },
    ],
  },
  {
    id: 'S37',
    sentence: 'A pad with several layers is called “Multi” and not by what is in it.',
    edits: [
      {
        file: 'src/device/live/lom/drum-rack-pads.ts',
        within: 'filledPads',
        find: 'name: nameOf(pad)',
        put: "name: pad.getcount('chains') > 1 ? 'Multi' : nameOf(pad)",
      },
    ],
  },
];
