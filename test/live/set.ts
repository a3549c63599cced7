import { Clip, type ClipOptions } from './lom/clip';
import { Device, SimplerDevice } from './lom/device';
import { objectAt } from './lom/paths';
import { Chain, RackDevice } from './lom/rack';
import { Application, Scene, Song } from './lom/song';
import { SongTimeSteps } from './lom/song-time';
import { Track, type TrackKind } from './lom/track';
import { LiveWorld } from './lom/world';
import type { LomObject } from './lom/object';
import type { Note } from './lom/notes';

/** A device that stands in a Set before ours is dropped. */
export type DeviceSpec =
  | { readonly kind: 'instrument' | 'audio-effect' | 'midi-effect'; readonly name: string }
  /** Simpler with a sample file. */
  | { readonly kind: 'simpler'; readonly name: string; readonly samplePath: string }
  /** Pads by note: the name of the chain that answers it, and devices in that chain. */
  | { readonly kind: 'drum-rack'; readonly name?: string; readonly pads: readonly PadSpec[] }
  | { readonly kind: 'instrument-rack'; readonly name?: string; readonly chains: readonly ChainSpec[] };

export interface PadSpec {
  /** −1 answers every note. Several with one note are layers of one pad. */
  readonly note: number;
  /** What the devices in the chain get; C3 unless said. */
  readonly outNote?: number;
  readonly name: string;
  readonly devices?: readonly DeviceSpec[];
}

export interface ChainSpec {
  readonly name: string;
  readonly devices?: readonly DeviceSpec[];
}

export interface TrackSpec {
  readonly name?: string;
  readonly kind?: TrackKind;
  readonly isFrozen?: boolean;
  readonly devices?: readonly DeviceSpec[];
  /** Clips by scene. */
  readonly clips?: Readonly<Record<number, ClipSpec>>;
  /** Clips in the Arrangement, with where each starts. */
  readonly arrangement?: readonly ClipSpec[];
}

export type ClipSpec = ClipOptions & { readonly notes?: readonly NewNote[] };
export type NewNote = Pick<Note, 'pitch' | 'start_time' | 'duration'> & Partial<Omit<Note, 'note_id'>>;

export interface SetSpec {
  readonly tracks?: readonly TrackSpec[];
  readonly sceneCount?: number;
  readonly tempo?: number;
  /** 4/4 unless said. */
  readonly signature?: readonly [numerator: number, denominator: number];
  /** Another seed reads the song time at other moments. */
  readonly songTimeSeed?: number;
  readonly liveVersion?: readonly [number, number, number];
}

/** A Live Set that devices can be dropped into, and what a player does in it by hand. */
export class LiveSet {
  readonly world: LiveWorld;
  readonly application: Application;
  readonly song: Song;

  constructor(spec: SetSpec = {}) {
    const sceneCount = spec.sceneCount ?? 8;
    this.world = new LiveWorld(spec.liveVersion);
    this.application = new Application(this.world);
    const song = (this.song = new Song(this.world));
    song.tempo = spec.tempo ?? 124;
    [song.numerator, song.denominator] = spec.signature ?? [4, 4];
    song.timeSteps = new SongTimeSteps(spec.songTimeSeed);
    song.scenes = Array.from({ length: sceneCount }, () => new Scene(song));
    song.tracks = (spec.tracks ?? [{}]).map((each, at) =>
      buildTrack(song, { ...each, sceneCount, number: at + 1 }),
    );
    song.view.selectedTrack = song.tracks[0];
    song.view.selectedScene = song.scenes[0];
    song.view.highlightedSlot = song.tracks[0]?.slots[0];
  }

  /** The object at a path, e.g. `live_set tracks 0`. @throws Error when there is none. */
  at(path: string): LomObject {
    const found = objectAt(
      { world: this.world, song: this.song, application: this.application, thisDevice: 0 },
      path,
    );
    if (!found) throw new Error(`The Set has nothing at ${path}.`);
    return found;
  }

  track(index: number): Track {
    const track = this.song.tracks[index];
    if (!track) throw new Error(`The Set has no track ${index}.`);
    return track;
  }

  /** The clip in a slot, or undefined when the slot is empty. */
  clip(track: number, scene: number): Clip | undefined {
    return this.track(track).slots[scene]?.clip;
  }

  /** The player selects a slot, and its clip where there is one. */
  select(track: number, scene: number): void {
    const slot = this.track(track).slots[scene];
    if (!slot) throw new Error(`Track ${track} has no slot ${scene}.`);
    const { view } = this.song;
    view.selectedTrack = this.track(track);
    view.selectedScene = this.song.scenes[scene];
    view.highlightedSlot = slot;
    view.detailClip = slot.clip;
    for (const property of ['selected_track', 'selected_scene', 'highlighted_clip_slot', 'detail_clip']) {
      this.world.notify(view, property);
    }
  }

  /** The player clicks on a clip in the Arrangement. */
  selectInArrangement(track: number, index: number): void {
    const clip = this.track(track).arrangement[index];
    if (!clip) throw new Error(`Track ${track} has no clip ${index} in the Arrangement.`);
    this.song.view.detailClip = clip;
    this.world.notify(this.song.view, 'detail_clip');
  }

  /** The player closes the clip view: nothing is selected. */
  deselect(): void {
    const { view } = this.song;
    view.detailClip = undefined;
    view.highlightedSlot = undefined;
    this.world.notify(view, 'detail_clip');
    this.world.notify(view, 'highlighted_clip_slot');
  }

  /** Takes back the last undo step; false when there is none. */
  undo(): boolean {
    return this.world.undo();
  }
}

function buildTrack(song: Song, spec: TrackSpec & { sceneCount: number; number: number }): Track {
  const track = new Track(song.world, song, {
    name: spec.name ?? `${spec.number} MIDI`,
    kind: spec.kind ?? 'midi',
    slotCount: spec.sceneCount,
    isFrozen: spec.isFrozen ?? false,
  });
  for (const [scene, clip] of Object.entries(spec.clips ?? {})) {
    const slot = track.slots[Number(scene)];
    if (!slot) throw new Error(`Scene ${scene} is beyond the Set's last one.`);
    presetClip(clip, (options) => slot.fill({ isMidi: track.hasMidiInput, ...options }));
  }
  for (const clip of spec.arrangement ?? []) {
    presetClip(clip, (options) => track.place({ isMidi: track.hasMidiInput, ...options }));
  }
  addDevices(track, track.devices, spec.devices);
  return track;
}

function presetClip({ notes = [], ...options }: ClipSpec, make: (options: ClipOptions) => Clip): void {
  const clip = make(options);
  if (notes.length > 0) clip.preset(notes);
}

function addDevices(parent: LomObject, devices: Device[], specs: readonly DeviceSpec[] = []): void {
  for (const spec of specs) devices.push(buildDevice(parent, spec));
}

function buildDevice(parent: LomObject, spec: DeviceSpec): Device {
  if (spec.kind === 'drum-rack' || spec.kind === 'instrument-rack') {
    const rack = new RackDevice(
      parent,
      spec.kind,
      spec.name ?? (spec.kind === 'drum-rack' ? 'Drum Rack' : 'Rack'),
    );
    const chains: readonly (ChainSpec & { note?: number; outNote?: number })[] =
      spec.kind === 'drum-rack' ? spec.pads : spec.chains;
    for (const { name, note, outNote, devices } of chains) {
      const chain = new Chain(rack, name, note, outNote);
      rack.chains.push(chain);
      addDevices(chain, chain.devices, devices);
    }
    return rack;
  }
  if (spec.kind === 'simpler') return new SimplerDevice(parent, spec.name, spec.samplePath);
  return new Device(parent, { name: spec.name, className: spec.name.replace(/\s/g, ''), kind: spec.kind });
}

/** A MIDI track with nothing on it. */
export function emptySet(spec: Omit<SetSpec, 'tracks'> = {}): LiveSet {
  return new LiveSet({ ...spec, tracks: [{ name: 'Drums' }] });
}

/** A MIDI track with a Drum Rack whose pads bear the given names. */
export function drumRackSet(
  pads: readonly PadSpec[] = PADS_909,
  spec: Omit<SetSpec, 'tracks'> = {},
): LiveSet {
  return new LiveSet({
    ...spec,
    tracks: [{ name: 'Drums', devices: [{ kind: 'drum-rack', name: '909 Kit', pads }] }],
  });
}

/** A MIDI track on which every slot holds a clip of one bar. */
export function fullSet(sceneCount = 4): LiveSet {
  const clips = Object.fromEntries(
    Array.from({ length: sceneCount }, (_, scene) => [scene, { lengthBeats: 4 }]),
  );
  return new LiveSet({ sceneCount, tracks: [{ name: 'Drums', clips }] });
}

/** Pads as Live's own 909 kit names them. */
export const PADS_909: readonly PadSpec[] = [
  { note: 36, name: 'Kick 909' },
  { note: 37, name: 'Rim 909' },
  { note: 38, name: 'Snare 909' },
  { note: 39, name: 'Clap 909' },
  { note: 42, name: 'Hihat Closed 909' },
  { note: 46, name: 'Hihat Open 909' },
];
