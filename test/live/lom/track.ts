import { Clip, signatureOf, type ClipOptions } from './clip';
import type { Device } from './device';
import { settableName } from './names';
import { copyOf, namedObject } from './duplicate';
import { LomObject, constant, numberIn, objectFrom, type LomFunctions, type LomProperty } from './object';
import { ClipSlot } from './slot';
import { LiveError, REFUSED, type LiveWorld } from './world';

export type TrackKind = 'midi' | 'audio' | 'group';

export interface TrackOptions {
  readonly name: string;
  readonly kind: TrackKind;
  readonly slotCount: number;
  readonly isFrozen?: boolean;
}

/** Where an arrangement clip may start, in beats. */
const LATEST_BEAT = 1_576_800;

/** A track of the Set. */
export class Track extends LomObject {
  readonly type = 'Track';
  name: string;
  color = 0x30_80_ff;
  arm = 0;
  mute = 0;
  isFrozen: boolean;
  readonly isFoldable: boolean;
  readonly hasMidiInput: boolean;
  readonly slots: ClipSlot[];
  readonly devices: Device[] = [];
  arrangement: readonly Clip[] = [];

  constructor(world: LiveWorld, song: LomObject, { name, kind, slotCount, isFrozen = false }: TrackOptions) {
    super(world, song);
    this.name = name;
    this.isFrozen = isFrozen;
    this.isFoldable = kind === 'group';
    this.hasMidiInput = kind === 'midi';
    this.slots = Array.from({ length: slotCount }, () => new ClipSlot(this));
  }

  readonly properties: Readonly<Record<string, LomProperty>> = {
    name: settableName(this, (name) => this.write('name', 'name', name, 'name')),
    color: { get: () => this.color, set: (values) => this.write('color', 'color', numberIn(values)) },
    has_midi_input: { get: () => (this.hasMidiInput ? 1 : 0) },
    has_midi_output: constant(0),
    has_audio_input: { get: () => (this.hasMidiInput || this.isFoldable ? 0 : 1) },
    has_audio_output: constant(1),
    is_frozen: { get: () => (this.isFrozen ? 1 : 0) },
    can_be_frozen: { get: () => (this.isFoldable ? 0 : 1) },
    is_foldable: { get: () => (this.isFoldable ? 1 : 0) },
    is_grouped: constant(0),
    is_visible: constant(1),
    can_be_armed: { get: () => (this.isFoldable ? 0 : 1) },
    arm: { get: () => this.arm, set: (values) => this.write('arm', 'arm', numberIn(values)) },
    mute: { get: () => this.mute, set: (values) => this.write('mute', 'mute', numberIn(values)) },
    // Nothing plays here; but a slot that records is the one that plays.
    playing_slot_index: { get: () => this.slots.findIndex(({ clip }) => clip?.isRecording) },
    fired_slot_index: constant(-2),
  };

  override readonly children = {
    clip_slots: () => this.slots,
    devices: () => this.devices,
    arrangement_clips: () => this.arrangement,
  };

  override readonly functions: LomFunctions = {
    create_midi_clip: (args) =>
      this.isFrozen ? REFUSED : this.createArrangementClip(numberIn(args), numberIn(args, 1)),
    delete_clip: (args) => {
      const clip = objectFrom(this.world, args);
      const slot = this.slots.find((each) => each.clip === clip);
      if (clip && slot) slot.call('delete_clip', []);
      else if (clip instanceof Clip && this.arrangement.includes(clip)) {
        this.write(
          'delete_clip',
          'arrangement',
          this.arrangement.filter((each) => each !== clip),
        );
      } else throw new LiveError('delete_clip: the clip is not on this track');
    },
    duplicate_clip_to_arrangement: ([clip, time]) =>
      this.duplicateToArrangement(
        namedObject(this, clip, (object) => object instanceof Clip),
        numberIn([time]),
      ),
    stop_all_clips: () => undefined,
  };

  /** Puts a clip into the Arrangement when the Set is built. */
  place(options: ClipOptions): Clip {
    const clip = new Clip(this.world, this, options);
    this.arrangement = [...this.arrangement, clip];
    return clip;
  }

  private createArrangementClip(startTime: number, lengthBeats: number): ['id', number] {
    if (!this.hasMidiInput) throw new LiveError('create_midi_clip: not a MIDI track');
    const clips = [...this.slots.map(({ clip }) => clip), ...this.arrangement];
    if (clips.some((clip) => clip?.isRecording))
      throw new LiveError('create_midi_clip: the track is recording');
    if (!(startTime >= 0 && startTime <= LATEST_BEAT))
      throw new LiveError(`create_midi_clip: no clip starts at ${startTime}`);
    if (!(lengthBeats > 0)) throw new LiveError(`create_midi_clip: a length of ${lengthBeats} beats is none`);
    this.requireRoom('create_midi_clip', startTime, lengthBeats);
    const clip = new Clip(this.world, this, { lengthBeats, startTime, signature: signatureOf(this) });
    this.write('create_midi_clip', 'arrangement', [...this.arrangement, clip], 'arrangement_clips');
    this.world.notify(this, 'arrangement_clips');
    return ['id', clip.id];
  }

  private duplicateToArrangement(clip: Clip, startTime: number): ['id', number] {
    if (clip.isMidi !== this.hasMidiInput)
      throw new LiveError('duplicate_clip_to_arrangement: the clip is of another type');
    if (this.isFrozen) throw new LiveError('duplicate_clip_to_arrangement: the track is frozen');
    this.requireRoom('duplicate_clip_to_arrangement', startTime, clip.lengthBeats);
    const copy = copyOf(clip, this, startTime);
    this.write('duplicate_clip_to_arrangement', 'arrangement', [...this.arrangement, copy]);
    this.world.notify(this, 'arrangement_clips');
    return ['id', copy.id];
  }

  /** Live would cut what stands there; a device should not let it. */
  private requireRoom(call: string, startTime: number, lengthBeats: number): void {
    const isTaken = this.arrangement.some(
      (clip) => clip.startTime < startTime + lengthBeats && clip.startTime + clip.lengthBeats > startTime,
    );
    if (isTaken) throw new LiveError(`${call}: another clip stands there and would be cut`);
  }
}
