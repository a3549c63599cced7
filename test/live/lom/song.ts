import { Clip } from './clip';
import { settableName } from './names';
import { LomObject, constant, numberIn, objectFrom, type LomFunctions, type LomProperty } from './object';
import { ClipSlot } from './slot';
import { SongTimeSteps } from './song-time';
import { Track, type TrackKind } from './track';
import { LiveError, type LiveWorld } from './world';

/** A row of the Session view. */
export class Scene extends LomObject {
  readonly type = 'Scene';
  name = '';
  constructor(readonly song: Song) {
    super(song.world, song);
  }
  readonly properties: Readonly<Record<string, LomProperty>> = {
    name: settableName(this, (name) => this.write('name', 'name', name, 'name')),
    color: constant(0),
    is_empty: { get: () => (this.slots.some(({ clip }) => clip) ? 0 : 1) },
    is_triggered: constant(0),
    tempo: constant(-1),
  };
  override readonly children = { clip_slots: () => this.slots };
  override readonly functions: LomFunctions = { fire: () => undefined };
  private get slots(): ClipSlot[] {
    const row = this.song.scenes.indexOf(this);
    return this.song.tracks.flatMap(({ slots }) => slots[row] ?? []);
  }
}

/** What is selected on the screen; a selection is no undo step. */
export class SongView extends LomObject {
  readonly type = 'Song.View';
  selectedTrack: Track | undefined;
  selectedScene: Scene | undefined;
  detailClip: Clip | undefined;
  highlightedSlot: ClipSlot | undefined;

  readonly properties: Readonly<Record<string, LomProperty>> = {
    selected_track: this.selection(Track, 'selectedTrack'),
    selected_scene: this.selection(Scene, 'selectedScene'),
    detail_clip: this.selection(Clip, 'detailClip'),
    highlighted_clip_slot: this.selection(ClipSlot, 'highlightedSlot'),
    follow_song: constant(0),
    draw_mode: constant(0),
  };
  override readonly children = {
    selected_track: () => this.existing(this.selectedTrack),
    selected_scene: () => this.existing(this.selectedScene),
    detail_clip: () => this.existing(this.detailClip),
    highlighted_clip_slot: () => this.existing(this.highlightedSlot),
  };

  /** Set as `id n`; `id 0` selects nothing. */
  private selection<K extends string, T extends LomObject>(
    kind: abstract new (...args: never[]) => T,
    key: K & keyof SongView,
  ): LomProperty {
    const slot = this as unknown as Record<K, T | undefined>;
    return {
      get: () => ['id', this.existing(slot[key])?.id ?? 0],
      set: (values) => {
        const found = objectFrom(this.world, values);
        if (found !== undefined && !(found instanceof kind))
          throw new LiveError(`${found.type} cannot be selected there`);
        slot[key] = found;
      },
    };
  }

  /** A clip that was deleted is selected no more. */
  private existing(object: LomObject | undefined): LomObject | undefined {
    return object && this.world.find(object.id);
  }
}

/** The Live Set. */
export class Song extends LomObject {
  readonly type = 'Song';
  isPlaying = 0;
  /** Where the song stood at a moment; from there it runs with the clock while it plays. */
  private anchor = { beats: 0, atMs: 0 };
  private tempoBpm = 124;
  /** The insert marker, from which playing starts. */
  startTime = 0;
  numerator = 4;
  denominator = 4;
  /** What a script reads of the song time; another seed reads it at other moments. */
  timeSteps = new SongTimeSteps();
  clipTriggerQuantization = 4;
  rootNote = 0;
  tracks: readonly Track[] = [];
  scenes: readonly Scene[] = [];
  readonly view = new SongView(this.world, this);

  get tempo(): number {
    return this.tempoBpm;
  }
  set tempo(bpm: number) {
    this.moveTo(this.currentSongTime); // what has passed was played at the tempo before
    this.tempoBpm = bpm;
  }

  /** The true position in beats. Setting it stands for a click in the Arrangement: the insert marker goes there too. */
  get currentSongTime(): number {
    return this.positionAt(this.world.nowMs());
  }
  set currentSongTime(beats: number) {
    this.moveTo(beats);
    this.startTime = beats;
  }

  /** The position as a script reads it: late, in uneven steps. */
  private get readSongTime(): number {
    const { atMs } = this.anchor;
    return this.positionAt(Math.max(atMs, this.timeSteps.readAt(this.world.nowMs())));
  }

  private positionAt(ms: number): number {
    const { beats, atMs } = this.anchor;
    return beats + (this.isPlaying * (ms - atMs) * this.tempoBpm) / 60_000;
  }

  private moveTo(beats: number): void {
    this.anchor = { beats, atMs: this.world.nowMs() };
  }

  constructor(world: LiveWorld) {
    super(world, undefined);
  }
  override get path(): string {
    return 'live_set';
  }

  readonly properties: Readonly<Record<string, LomProperty>> = {
    tempo: {
      get: () => this.tempo,
      set: (values) => {
        const tempo = numberIn(values);
        if (tempo < 20 || tempo > 999) throw new LiveError(`tempo ${tempo} is outside 20–999`);
        this.write('tempo', 'tempo', tempo, 'tempo');
      },
    },
    is_playing: { get: () => this.isPlaying, set: (values) => this.setPlaying(numberIn(values)) },
    current_song_time: {
      get: () => this.readSongTime,
      set: (values) => {
        this.moveTo(numberIn(values));
      },
    },
    start_time: {
      get: () => this.startTime,
      set: (values) => {
        this.startTime = numberIn(values);
      },
    },
    clip_trigger_quantization: {
      get: () => this.clipTriggerQuantization,
      set: (values) => this.write('quantization', 'clipTriggerQuantization', numberIn(values)),
    },
    signature_numerator: {
      get: () => this.numerator,
      set: (values) => this.write('signature', 'numerator', numberIn(values)),
    },
    signature_denominator: {
      get: () => this.denominator,
      set: (values) => this.write('signature', 'denominator', numberIn(values)),
    },
    root_note: {
      get: () => this.rootNote,
      set: (values) => this.write('root_note', 'rootNote', numberIn(values)),
    },
    scale_name: constant('Major'),
    scale_mode: constant(0),
    scale_intervals: constant([0, 2, 4, 5, 7, 9, 11]),
    swing_amount: constant(0),
    groove_amount: constant(1),
    metronome: constant(0),
    session_record: constant(0),
    name: constant('Untitled'),
  };

  override readonly children = {
    tracks: () => this.tracks,
    visible_tracks: () => this.tracks,
    return_tracks: () => [],
    scenes: () => this.scenes,
    view: () => this.view,
  };

  override readonly functions: LomFunctions = {
    create_scene: (args) => ['id', this.createScene(numberIn(args)).id],
    delete_scene: (args) => {
      this.deleteScene(numberIn(args));
    },
    create_midi_track: (args) => ['id', this.createTrack('midi', numberIn(args)).id],
    create_audio_track: (args) => ['id', this.createTrack('audio', numberIn(args)).id],
    start_playing: () => {
      if (this.isPlaying === 0) this.moveTo(this.startTime);
      this.setPlaying(1);
    },
    continue_playing: () => this.setPlaying(1),
    stop_playing: () => this.setPlaying(0),
    stop_all_clips: () => undefined,
    undo: () => {
      this.world.undo();
    },
    redo: () => {
      this.world.redo();
    },
  };

  private setPlaying(value: number): void {
    this.moveTo(this.currentSongTime);
    this.isPlaying = value === 0 ? 0 : 1;
    this.world.notify(this, 'is_playing');
  }

  /** Adds a row of empty slots; −1 means at the end. */
  private createScene(index: number): Scene {
    const at = index === -1 ? this.scenes.length : index;
    if (!Number.isInteger(at) || at < 0 || at > this.scenes.length)
      throw new LiveError(`create_scene: no place ${index}`);
    const scene = new Scene(this);
    this.world.change('create_scene', () => {
      this.scenes = this.scenes.toSpliced(at, 0, scene);
      for (const track of this.tracks) track.slots.splice(at, 0, new ClipSlot(track));
      return () => this.removeRow(at);
    });
    this.world.notify(this, 'scenes');
    return scene;
  }

  private deleteScene(index: number): void {
    const scene = this.scenes[index];
    if (!scene) throw new LiveError(`delete_scene: there is no scene ${index}`);
    if (this.scenes.length === 1) throw new LiveError('delete_scene: a Set keeps at least one scene');
    this.world.change('delete_scene', () => {
      const slots = this.removeRow(index);
      return () => {
        this.scenes = this.scenes.toSpliced(index, 0, scene);
        this.tracks.forEach((track, at) => track.slots.splice(index, 0, slots[at]!));
      };
    });
  }

  private removeRow(index: number): ClipSlot[] {
    this.scenes = this.scenes.toSpliced(index, 1);
    return this.tracks.map((track) => track.slots.splice(index, 1)[0]!);
  }

  private createTrack(kind: TrackKind, index: number): Track {
    const at = index === -1 ? this.tracks.length : index;
    const track = new Track(this.world, this, {
      name: `${kind} ${at + 1}`,
      kind,
      slotCount: this.scenes.length,
    });
    this.world.change('create_track', () => {
      this.tracks = this.tracks.toSpliced(at, 0, track);
      return () => {
        this.tracks = this.tracks.filter((each) => each !== track);
      };
    });
    return track;
  }
}

/** Live itself. */
export class Application extends LomObject {
  readonly type = 'Application';
  constructor(world: LiveWorld) {
    super(world, undefined);
  }
  override get path(): string {
    return 'live_app';
  }
  readonly view = new ApplicationView(this.world, this);
  readonly properties: Readonly<Record<string, LomProperty>> = { current_dialog_message: constant('') };
  override readonly children = { view: () => this.view };
  override readonly functions: LomFunctions = {
    get_version_string: () => this.world.version.join('.'),
    get_major_version: () => this.world.version[0],
    get_minor_version: () => this.world.version[1],
    get_bugfix_version: () => this.world.version[2],
  };
}

export class ApplicationView extends LomObject {
  readonly type = 'Application.View';
  readonly focused: string[] = [];
  /** The view that the player looks at. */
  documentView: 'Session' | 'Arranger' = 'Session';
  readonly properties: Readonly<Record<string, LomProperty>> = {
    focused_document_view: { get: () => this.documentView },
  };
  override readonly functions: LomFunctions = {
    focus_view: ([name]) => {
      this.focused.push(String(name));
    },
    show_view: ([name]) => {
      this.focused.push(String(name));
    },
    hide_view: () => undefined,
    is_view_visible: () => 1,
  };
}
