import { settableName } from './names';
import { LomObject, constant, numberIn, type LomFunctions, type LomProperty } from './object';
import { modified, parseArea, parseNewNotes, startsIn, withNote, type Note } from './notes';
import { LiveError, type LiveWorld } from './world';

export interface ClipOptions {
  readonly lengthBeats: number;
  readonly isMidi?: boolean;
  readonly isRecording?: boolean;
  /** Notes that are played are added to it. */
  readonly isOverdubbing?: boolean;
  readonly name?: string;
  /** 4/4 unless said. */
  readonly signature?: readonly [numerator: number, denominator: number];
  /** Start in the arrangement, in beats. */
  readonly startTime?: number;
}

/** The signature that Live gives a new clip: the Set's own. */
export function signatureOf(track: LomObject): readonly [number, number] {
  const song = track.parent;
  if (!song) return [4, 4];
  return [Number(song.get('signature_numerator')[0]), Number(song.get('signature_denominator')[0])];
}

/** A clip in a slot or in the arrangement; positions in beats from the clip's own zero. */
export class Clip extends LomObject {
  readonly type = 'Clip';
  name: string;
  color = 0xff_a5_29;
  looping = 1;
  muted = 0;
  launchQuantization = 0;
  loopStart = 0;
  loopEnd: number;
  startMarker = 0;
  endMarker: number;
  notes: readonly Note[] = [];
  readonly isMidi: boolean;
  isRecording: boolean;
  isOverdubbing: boolean;
  isFired = false;
  /** Ids of notes with pressure, slide or bend: MPE data, which the notes of the object model do not show. */
  readonly expressive = new Set<number>();
  private lastNoteId = 0;

  constructor(world: LiveWorld, parent: LomObject, options: ClipOptions) {
    super(world, parent);
    this.loopEnd = this.endMarker = options.lengthBeats;
    this.isMidi = options.isMidi ?? true;
    this.isRecording = options.isRecording ?? false;
    this.isOverdubbing = options.isOverdubbing ?? false;
    this.name = options.name ?? '';
    this.startTime = options.startTime ?? 0;
    [this.numerator, this.denominator] = options.signature ?? [4, 4];
  }
  readonly startTime: number;
  numerator: number;
  denominator: number;

  readonly properties: Readonly<Record<string, LomProperty>> = {
    name: settableName(this, (name) => this.write('name', 'name', name, 'name')),
    color: { get: () => this.color, set: (values) => this.write('color', 'color', numberIn(values)) },
    color_index: constant(0),
    muted: { get: () => this.muted, set: (values) => this.write('muted', 'muted', numberIn(values)) },
    launch_quantization: {
      get: () => this.launchQuantization,
      set: (values) => this.write('launch_quantization', 'launchQuantization', numberIn(values)),
    },
    looping: {
      get: () => this.looping,
      set: (values) => this.write('looping', 'looping', numberIn(values) === 0 ? 0 : 1),
    },
    loop_start: this.edge(
      'loop_start',
      () => (this.looping ? ['loopStart', 'loopEnd'] : ['startMarker', 'endMarker']),
      0,
    ),
    loop_end: this.edge(
      'loop_end',
      () => (this.looping ? ['loopStart', 'loopEnd'] : ['startMarker', 'endMarker']),
      1,
    ),
    start_marker: this.startMarkerProperty(),
    end_marker: this.edge('end_marker', () => ['startMarker', 'endMarker'], 1),
    start_time: { get: () => this.startTime },
    length: { get: () => this.lengthBeats },
    end_time: { get: () => this.startTime + this.lengthBeats },
    signature_numerator: {
      get: () => this.numerator,
      set: (values) => this.write('signature', 'numerator', numberIn(values)),
    },
    signature_denominator: {
      get: () => this.denominator,
      set: (values) => this.write('signature', 'denominator', numberIn(values)),
    },
    is_midi_clip: { get: () => (this.isMidi ? 1 : 0) },
    is_audio_clip: { get: () => (this.isMidi ? 0 : 1) },
    is_arrangement_clip: { get: () => (this.parent?.type === 'Track' ? 1 : 0) },
    is_recording: { get: () => (this.isRecording ? 1 : 0) },
    is_overdubbing: { get: () => (this.isOverdubbing ? 1 : 0) },
    is_playing: constant(0),
    is_triggered: { get: () => (this.isFired ? 1 : 0) },
    playing_position: constant(0),
  };

  override readonly functions: LomFunctions = {
    add_new_notes: ([given]) => this.addNotes(given),
    get_notes_extended: (args) => JSON.stringify({ notes: this.notesIn(args) }),
    get_all_notes_extended: () => JSON.stringify({ notes: this.midiNotes() }),
    remove_notes_extended: (args) => {
      const area = parseArea(args);
      this.writeNotes(
        'remove_notes_extended',
        this.midiNotes().filter((note) => !startsIn(area, note)),
      );
    },
    remove_notes_by_id: (args) => {
      const ids = new Set(args.flat());
      this.writeNotes(
        'remove_notes_by_id',
        this.midiNotes().filter(({ note_id }) => !ids.has(note_id)),
      );
    },
    apply_note_modifications: ([given]) => {
      this.writeNotes('apply_note_modifications', modified(this.midiNotes(), given));
    },
    fire: () => {
      this.isFired = true;
    },
    stop: () => {
      this.isFired = false;
    },
  };

  /** Length of the loop, or of the region between the markers when the clip does not loop. */
  get lengthBeats(): number {
    return this.looping ? this.loopEnd - this.loopStart : this.endMarker - this.startMarker;
  }

  /** How many of its notes still have pressure, slide or bend: a note that is written again has lost them. */
  get expressiveCount(): number {
    return this.notes.filter(({ note_id }) => this.expressive.has(note_id)).length;
  }

  /** Puts notes there when the Set is built, outside any undo step. */
  preset(notes: readonly object[]): void {
    for (const note of parseNewNotes({ notes })) {
      this.lastNoteId += 1;
      this.notes = withNote(this.notes, { ...note, note_id: this.lastNoteId });
    }
  }

  /** Takes over the notes of another clip whole, with what the object model does not show of them. */
  takeNotesOf(clip: Clip): void {
    this.notes = clip.notes;
    this.lastNoteId = clip.lastNoteId;
  }

  private get isFrozen(): boolean {
    const track = this.parent?.type === 'ClipSlot' ? this.parent.parent : this.parent;
    return track?.get('is_frozen')[0] === 1;
  }

  private midiNotes(): readonly Note[] {
    if (!this.isMidi) throw new LiveError('An audio clip has no notes');
    return this.notes;
  }

  private notesIn(args: readonly unknown[]): Note[] {
    const area = parseArea(args);
    return this.midiNotes().filter((note) => startsIn(area, note));
  }

  private addNotes(given: unknown): number[] {
    let notes = this.midiNotes();
    const ids = parseNewNotes(given).map((note) => {
      this.lastNoteId += 1;
      notes = withNote(notes, { ...note, note_id: this.lastNoteId });
      return this.lastNoteId;
    });
    this.writeNotes('add_new_notes', notes);
    return ids;
  }

  private writeNotes(label: string, notes: readonly Note[]): void {
    if (this.isRecording) throw new LiveError(`${label}: the clip is recording`);
    if (this.isFrozen) throw new LiveError(`${label}: the track is frozen`);
    this.write(label, 'notes', notes, 'notes');
    this.world.notify(this, 'notes');
  }

  /** Measured: dropped in silence while the clip does not loop, and when it would pass the end marker. */
  private startMarkerProperty(): LomProperty {
    return {
      get: () => this.startMarker,
      set: (values) => {
        const value = numberIn(values);
        if (this.looping && value < this.endMarker) this.write('start_marker', 'startMarker', value);
      },
    };
  }

  /**
   * One end of the loop or of the region: the start must stay before the end. Measured for `loop_start`; that an end
   * before its start is refused as well is our own margin.
   */
  private edge(name: string, keys: () => readonly [EdgeKey, EdgeKey], which: 0 | 1): LomProperty {
    return {
      get: () => this[keys()[which]],
      set: (values) => {
        const value = numberIn(values);
        const pair = keys();
        const [start, end] = which === 0 ? [value, this[pair[1]]] : [this[pair[0]], value];
        if (start >= end)
          throw new LiveError(`${name} ${value}: the start (${start}) must lie before the end (${end})`);
        this.write(name, pair[which], value);
      },
    };
  }
}

type EdgeKey = 'loopStart' | 'loopEnd' | 'startMarker' | 'endMarker';
