import { z } from 'zod';
import { LiveError } from './world';

/** A note in a clip; times in beats (quarter notes) from the clip's own zero. */
export interface Note {
  readonly note_id: number;
  readonly pitch: number;
  readonly start_time: number;
  readonly duration: number;
  readonly velocity: number;
  readonly mute: number;
  readonly probability: number;
  readonly velocity_deviation: number;
  readonly release_velocity: number;
}

const flag = z.union([z.boolean(), z.number()]).transform((value) => (value === true || value === 1 ? 1 : 0));
const fields = {
  pitch: z.number().int().min(0).max(127),
  start_time: z.number(),
  duration: z.number().positive(),
  velocity: z.number().min(0).max(127),
  mute: flag,
  probability: z.number().min(0).max(1),
  velocity_deviation: z.number().min(-127).max(127),
  release_velocity: z.number().min(0).max(127),
};

const newNote = z.strictObject({
  ...fields,
  velocity: fields.velocity.default(100),
  mute: fields.mute.default(0),
  probability: fields.probability.default(1),
  velocity_deviation: fields.velocity_deviation.default(0),
  release_velocity: fields.release_velocity.default(64),
});
const newNotes = z.strictObject({ notes: z.array(newNote) });

const changedNotes = z.strictObject({
  notes: z.array(
    z
      .strictObject({ note_id: z.number(), ...fields })
      .partial()
      .required({ note_id: true }),
  ),
});

function parsed<T>(schema: z.ZodType<T>, value: unknown, call: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new LiveError(`${call}: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** The dictionary given to add_new_notes, with Live's defaults. @throws LiveError for unknown keys and bad values. */
export function parseNewNotes(value: unknown): Omit<Note, 'note_id'>[] {
  return parsed(newNotes, value, 'add_new_notes').notes;
}

/** Notes as apply_note_modifications leaves them. @throws LiveError when an id is not in the clip. */
export function modified(notes: readonly Note[], value: unknown): Note[] {
  const { notes: changes } = parsed(changedNotes, value, 'apply_note_modifications');
  const byId = new Map(changes.map((change) => [change.note_id, change]));
  for (const id of byId.keys()) {
    if (!notes.some((note) => note.note_id === id)) throw new LiveError(`note ${id} is not in the clip`);
  }
  const touched = notes.filter(({ note_id }) => byId.has(note_id));
  const untouched = notes.filter(({ note_id }) => !byId.has(note_id));
  return touched.reduce<readonly Note[]>((rest, note) => {
    const given = Object.entries(byId.get(note.note_id) ?? {}).filter(([, each]) => each !== undefined);
    return withNote(rest, { ...note, ...(Object.fromEntries(given) as Partial<Note>) });
  }, untouched) as Note[];
}

/**
 * Adds a note as Live does: notes of one pitch never sound at once, so an older one is cut where the new one
 * starts, loses its beginning where the new one ends, or goes when the new one covers it.
 */
export function withNote(notes: readonly Note[], added: Note): Note[] {
  const end = added.start_time + added.duration;
  const kept = notes.flatMap((note) => {
    const noteEnd = note.start_time + note.duration;
    if (note.pitch !== added.pitch || noteEnd <= added.start_time || note.start_time >= end) return [note];
    if (note.start_time < added.start_time)
      return [{ ...note, duration: added.start_time - note.start_time }];
    if (note.start_time === added.start_time || noteEnd <= end) return [];
    return [{ ...note, start_time: end, duration: noteEnd - end }];
  });
  return [...kept, added].sort((a, b) => a.start_time - b.start_time || a.pitch - b.pitch);
}

export interface NoteArea {
  readonly fromPitch: number;
  readonly pitchSpan: number;
  readonly fromTime: number;
  readonly timeSpan: number;
}

/** The four numbers of get_notes_extended and remove_notes_extended. @throws LiveError outside MIDI's pitches. */
export function parseArea(args: readonly unknown[]): NoteArea {
  const [fromPitch, pitchSpan, fromTime, timeSpan] = parsed(
    z.tuple([z.number().int(), z.number().int(), z.number(), z.number()]),
    args,
    'from_pitch, pitch_span, from_time, time_span',
  );
  if (fromPitch < 0 || pitchSpan < 1 || fromPitch + pitchSpan > 128) {
    throw new LiveError(`pitches ${fromPitch} + ${pitchSpan} do not lie in 0–127`);
  }
  if (timeSpan < 0) throw new LiveError(`a time span of ${timeSpan} beats is none`);
  return { fromPitch, pitchSpan, fromTime, timeSpan };
}

/** Whether the note starts inside the area; where it ends does not matter. */
export function startsIn(area: NoteArea, { pitch, start_time }: Note): boolean {
  return (
    pitch >= area.fromPitch &&
    pitch < area.fromPitch + area.pitchSpan &&
    start_time >= area.fromTime &&
    start_time < area.fromTime + area.timeSpan
  );
}
