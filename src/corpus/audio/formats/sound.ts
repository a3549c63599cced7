// Decoded sound, the error for files without usable sound, and the collector that mixes channels into one.
// Used by every decoder and by what works on their sound.

/** A file's sound, its channels mixed into one. */
export interface Sound {
  readonly sampleRate: number;
  /** −1…1. */
  readonly samples: Float32Array;
}

/** The message is a sentence for the user. */
export class AudioError extends Error {
  override readonly name = 'AudioError';
}

/** Longer files are mixes and whole evenings; a bound on the time is a bound on the memory. */
export const MAX_MINUTES = 20;

/** Refuses a length that is known before anything is decoded. @throws AudioError */
export function checkLength(seconds: number): void {
  if (seconds > MAX_MINUTES * 60) {
    throw new AudioError(`It is longer than ${MAX_MINUTES} minutes; cut it into tracks.`);
  }
}

const FIRST_CAPACITY = 1 << 20;

export class SoundCollector {
  private samples = new Float32Array(FIRST_CAPACITY);
  private length = 0;
  private rate = 0;

  /**
   * Mixes what `read` gives by frame and channel.
   * @throws AudioError when the sampling rate is out of range or changes, or the file gets too long
   */
  add(
    sampleRate: number,
    channels: number,
    frames: number,
    read: (frame: number, channel: number) => number,
  ): void {
    if (this.rate === 0) this.rate = checkRate(sampleRate);
    if (sampleRate !== this.rate) throw new AudioError('Its sampling rate changes on the way.');
    checkLength((this.length + frames) / this.rate);
    this.reserve(this.length + frames);
    for (let frame = 0; frame < frames; frame++) {
      let sum = 0;
      for (let channel = 0; channel < channels; channel++) sum += read(frame, channel);
      this.samples[this.length++] = sum / channels;
    }
  }

  /** All that was added. @throws AudioError when that is nothing */
  sound(format: string): Sound {
    if (this.length === 0) throw new AudioError(`It holds no ${format} audio.`);
    return { sampleRate: this.rate, samples: this.samples.subarray(0, this.length) };
  }

  private reserve(length: number): void {
    if (length <= this.samples.length) return;
    const larger = new Float32Array(Math.max(length, 2 * this.samples.length));
    larger.set(this.samples.subarray(0, this.length));
    this.samples = larger;
  }
}

function checkRate(sampleRate: number): number {
  if (sampleRate >= 8000 && sampleRate <= 384_000) return sampleRate;
  throw new AudioError(`Its sampling rate of ${sampleRate} Hz is too low or too high.`);
}
