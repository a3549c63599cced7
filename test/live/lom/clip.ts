import { LomObject, constant, numberIn, type LomFunctions, type LomProperty } from './object';
import { modified, parseArea, parseNewNotes, startsIn, withNote, type Note } from './notes';
import { LiveError, type LiveWorld } from './world';

export interface ClipOptions {
  readonly lengthBeats: number;
  readonly isMidi?: boolean;
  readonly isRecording?: boolean;
  readonly name?: string;
  /** 4/4 unless said. */
  readonly signature?: readonly [numerator: number, denominator: number];
  /** Start in the arrangement, in beats. */
  readonly startTime?: number;
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
  isFired = false;
  private lastNoteId = 0;

  constructor(world: LiveWorld, parent: LomObject, options: ClipOptions) {
    super(world, parent);
    this.loopEnd = this.endMarker = options.lengthBeats;
    this.isMidi = options.isMidi ?? true;
    this.isRecording = options.isRecording ?? false;
    this.name = options.name ?? '';
    this.startTime = options.startTime ?? 0;
    this.signature = options.signature ?? [4, 4];
  }
  readonly startTime: number;
  readonly signature: readonly [number, number];

  readonly properties: Readonly<Record<string, LomProperty>> = {
    name: { get: () => this.name, set: ([value]) => this.write('name', 'name', String(value), 'name') },
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
    start_marker: this.edge('start_marker', () => ['startMarker', 'endMarker'], 0),
    end_marker: this.edge('end_marker', () => ['startMarker', 'endMarker'], 1),
    start_time: { get: () => this.startTime },
    length: { get: () => this.lengthBeats },
    end_time: { get: () => this.startTime + this.lengthBeats },
    signature_numerator: { get: () => this.signature[0] },
    signature_denominator: { get: () => this.signature[1] },
    is_midi_clip: { get: () => (this.isMidi ? 1 : 0) },
    is_audio_clip: { get: () => (this.isMidi ? 0 : 1) },
    is_arrangement_clip: { get: () => (this.parent?.type === 'Track' ? 1 : 0) },
    is_recording: { get: () => (this.isRecording ? 1 : 0) },
    is_overdubbing: constant(0),
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

  /** Puts notes there when the Set is built, outside any undo step. */
  preset(notes: readonly object[]): void {
    for (const note of parseNewNotes({ notes })) {
      this.lastNoteId += 1;
      this.notes = withNote(this.notes, { ...note, note_id: this.lastNoteId });
    }
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

  /** One end of the loop or of the region: the start must stay before the end. */
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
