import { Clip, signatureOf, type ClipOptions } from './clip';
import { copyOf, namedObject } from './duplicate';
import { LomObject, constant, numberIn, type LomFunctions, type LomProperty } from './object';
import type { Track } from './track';
import { LiveError, REFUSED } from './world';

/** A cell of the Session view. */
export class ClipSlot extends LomObject {
  readonly type = 'ClipSlot';
  clip: Clip | undefined;
  isFired = false;

  constructor(readonly track: Track) {
    super(track.world, track);
  }

  readonly properties: Readonly<Record<string, LomProperty>> = {
    has_clip: { get: () => (this.clip ? 1 : 0) },
    has_stop_button: constant(1),
    is_group_slot: { get: () => (this.track.isFoldable ? 1 : 0) },
    is_playing: constant(0),
    is_triggered: { get: () => (this.isFired ? 1 : 0) },
    is_recording: { get: () => (this.clip?.isRecording ? 1 : 0) },
    playing_status: constant(0),
    controls_other_clips: constant(0),
    color: constant(0),
  };

  override readonly children = { clip: () => this.clip };

  override readonly functions: LomFunctions = {
    create_clip: (args) => (this.track.isFrozen ? REFUSED : this.createClip(numberIn(args))),
    // Measured: works on a frozen track too.
    delete_clip: () => {
      if (!this.clip) throw new LiveError('delete_clip: the slot is empty');
      this.replaceClip('delete_clip', undefined);
    },
    duplicate_clip_to: ([target]) => {
      this.duplicateTo(namedObject(this, target, (object) => object instanceof ClipSlot));
    },
    fire: () => {
      this.isFired = true;
    },
    stop: () => {
      this.isFired = false;
    },
  };

  /** Puts a clip there when the Set is built. */
  fill(options: ClipOptions): Clip {
    this.clip = new Clip(this.world, this, options);
    return this.clip;
  }

  private createClip(lengthBeats: number): void {
    if (this.clip) throw new LiveError('create_clip: the slot already holds a clip');
    if (!this.track.hasMidiInput) throw new LiveError('create_clip: only a MIDI track takes a new clip');
    if (this.track.isFoldable) throw new LiveError('create_clip: a group track has no clips of its own');
    if (!(lengthBeats > 0)) throw new LiveError(`create_clip: a length of ${lengthBeats} beats is none`);
    // Made inside the change, so that a forbidden change leaves no clip behind.
    this.world.change(`create_clip of ClipSlot ${this.id}`, () => {
      const clip = new Clip(this.world, this, { lengthBeats, signature: signatureOf(this.track) });
      // Real Live was once seen to leave the loop at half of what was asked for; here it always does.
      clip.loopEnd = lengthBeats / 2;
      return this.swap(clip);
    });
    this.world.notify(this, 'has_clip');
  }

  /** Live overwrites what is in the other slot; a device should not let it. */
  private duplicateTo(target: ClipSlot): void {
    const { clip } = this;
    if (!clip) throw new LiveError('duplicate_clip_to: the slot is empty');
    if (target.clip)
      throw new LiveError('duplicate_clip_to: the other slot holds a clip, which would be lost');
    if (this.track.hasMidiInput !== target.track.hasMidiInput)
      throw new LiveError('duplicate_clip_to: the tracks are of different types');
    if (this.track.isFoldable || target.track.isFoldable)
      throw new LiveError('duplicate_clip_to: a group track has no clips of its own');
    target.replaceClip('duplicate_clip_to', copyOf(clip, target));
  }

  private replaceClip(label: string, clip: Clip | undefined): void {
    this.world.change(`${label} of ClipSlot ${this.id}`, () => this.swap(clip));
    this.world.notify(this, 'has_clip');
  }

  private swap(clip: Clip | undefined): () => void {
    const before = this.clip;
    if (before) this.world.remove(before);
    if (clip) this.world.revive(clip);
    this.clip = clip;
    return () => {
      this.swap(before);
      this.world.notify(this, 'has_clip');
    };
  }
}
