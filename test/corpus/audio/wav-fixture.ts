import { writeFileSync } from 'node:fs';

/** Writes a mono WAV file of 16 bits. */
export function writeWav(path: string, samples: Float32Array, sampleRate = 44_100): string {
  const data = Buffer.alloc(2 * samples.length);
  samples.forEach((sample, at) =>
    data.writeInt16LE(Math.round(32_767 * Math.max(-1, Math.min(1, sample))), 2 * at),
  );
  writeFileSync(path, Buffer.concat([wavHeader({ sampleRate, dataBytes: data.length }), data]));
  return path;
}

export interface WavHeader {
  readonly sampleRate: number;
  readonly dataBytes: number;
  readonly channels?: number;
  readonly bits?: number;
  /** 1 integers, 3 floats. */
  readonly coding?: number;
}

/** The 44 bytes before the samples. */
export function wavHeader({ sampleRate, dataBytes, channels = 1, bits = 16, coding = 1 }: WavHeader): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(Math.min(0xffffffff, 36 + dataBytes), 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(coding, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE((sampleRate * channels * bits) / 8, 28);
  header.writeUInt16LE((channels * bits) / 8, 32);
  header.writeUInt16LE(bits, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(Math.min(0xffffffff, dataBytes), 40);
  return header;
}
