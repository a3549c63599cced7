import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import loadFlac from 'libflacjs';
import { decodeAudio, isAudioName } from '../../../../src/corpus/audio/formats/decode';
import { resampled } from '../../../../src/corpus/audio/hearing/resample';
import { withFolder } from '../../support/fixtures';
import { wavHeader, writeWav } from '../wav-fixture';

const RATE = 22_050;
const FIXTURES = join(__dirname, 'fixtures');

/** Half a second: silence, then from 0.2 s on a tone of 440 Hz at half of full scale. The fixtures hold the same. */
function burst(sampleRate = RATE): Float32Array {
  return new Float32Array(sampleRate / 2).map((_, at) =>
    at / sampleRate < 0.2 ? 0 : 0.5 * Math.sin((2 * Math.PI * 440 * at) / sampleRate),
  );
}

function assertBurst(
  { sampleRate, samples }: { sampleRate: number; samples: Float32Array },
  slack = 0.002,
): void {
  const first = samples.findIndex((sample) => Math.abs(sample) > 0.25) / sampleRate;
  assert.ok(Math.abs(first - 0.2) < slack, `begins at ${first} s`);
  const loudest = samples.reduce((most, sample) => Math.max(most, sample), 0);
  assert.ok(Math.abs(loudest - 0.5) < 0.06, `peak ${loudest}`);
}

describe('decoding audio', () => {
  it('reads WAV of every common width, integer and float, and mixes channels to one', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'a [é].wav');
      assertBurst(await decodeAudio(writeWav(path, burst(), RATE)));
      const widths: readonly {
        bits: number;
        coding: number;
        write: (target: Buffer, at: number, value: number) => void;
      }[] = [
        {
          bits: 8,
          coding: 1,
          write: (target, at, value) => target.writeUInt8(Math.round(128 + 127 * value), at),
        },
        {
          bits: 24,
          coding: 1,
          write: (target, at, value) => target.writeIntLE(Math.round(8_388_607 * value), at, 3),
        },
        {
          bits: 32,
          coding: 1,
          write: (target, at, value) => target.writeInt32LE(Math.round(2_147_483_647 * value), at),
        },
        { bits: 32, coding: 3, write: (target, at, value) => target.writeFloatLE(value, at) },
        { bits: 64, coding: 3, write: (target, at, value) => target.writeDoubleLE(value, at) },
      ];
      for (const { bits, coding, write } of widths) {
        const samples = burst();
        const data = Buffer.alloc((samples.length * 2 * bits) / 8);
        // Left twice as loud as it should be and right silent: the mean is the burst.
        samples.forEach((sample, at) => {
          write(data, (at * 2 * bits) / 8, Math.max(-1, Math.min(1, 2 * sample)));
          write(data, ((at * 2 + 1) * bits) / 8, 0);
        });
        const header = wavHeader({ sampleRate: RATE, dataBytes: data.length, channels: 2, bits, coding });
        writeFileSync(path, Buffer.concat([header, data]));
        assertBurst(await decodeAudio(path));
      }
    });
  });

  it('reads MP3 and Ogg Vorbis', async () => {
    assertBurst(await decodeAudio(join(FIXTURES, 'burst.ogg')), 0.01);
    const mp3 = await decodeAudio(join(FIXTURES, 'burst.mp3'));
    // An encoder's delay stands before the sound, here 1105 samples and the frame of its own header.
    assertBurst({ ...mp3, samples: mp3.samples.subarray(1105) }, 0.06);
  });

  it('reads FLAC', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'b.flac');
      writeFileSync(path, await encodeFlac(burst()));
      assertBurst(await decodeAudio(path));
    });
  });

  it('says in a sentence why a file cannot be heard, and reads no more of it than it must', async () => {
    await withFolder(async (folder) => {
      const refused = async (name: string, content: Uint8Array | string, reason: RegExp): Promise<void> => {
        writeFileSync(join(folder, name), content);
        await assert.rejects(decodeAudio(join(folder, name)), reason);
      };
      await refused('text.mp3', 'This is no music. '.repeat(500), /^AudioError: It holds no MP3 audio\.$/);
      await refused(
        'text.flac',
        'This is no music. '.repeat(500),
        /^AudioError: It is a damaged FLAC file\.$/,
      );
      await refused('text.ogg', 'This is no music.', /^AudioError: It is no Ogg file: /);
      await refused('opus.ogg', 'OggS and then OpusHead', /^AudioError: .* only Vorbis is read\.$/);
      await refused('text.wav', 'This is no music.', /^AudioError: It is no WAV file: /);
      await refused('empty.wav', '', /^AudioError: It is empty\.$/);
      await refused(
        'none.wav',
        wavHeader({ sampleRate: RATE, dataBytes: 0 }),
        /^AudioError: It holds no WAV audio\.$/,
      );
      await refused('coding.wav', wavHeader({ sampleRate: RATE, dataBytes: 9, coding: 2 }), /coding 2/);
      await assert.rejects(decodeAudio(join(folder, 'nowhere.wav')), /^AudioError: It cannot be read: /);
      const sparse = join(folder, 'sparse.mp3');
      writeFileSync(sparse, '');
      truncateSync(sparse, 10e9);
      await assert.rejects(decodeAudio(sparse), /^AudioError: It is larger than 400000000 bytes; cut it/);
      const evening = join(folder, 'evening.wav');
      writeFileSync(evening, wavHeader({ sampleRate: 44_100, dataBytes: 90 * 60 * 88_200 }));
      truncateSync(evening, 44 + 90 * 60 * 88_200);
      await assert.rejects(decodeAudio(evening), /^AudioError: It is longer than 20 minutes; cut it/);
    });
  });

  it('stops after twenty minutes of a small file that holds an evening of silence', async () => {
    await withFolder(async (folder) => {
      const mp3 = join(folder, 'evening.mp3');
      writeFileSync(mp3, silentMp3(90 * 60));
      await assert.rejects(decodeAudio(mp3), /^AudioError: It is longer than 20 minutes; cut it/);
      // What is no longer is read whole.
      writeFileSync(mp3, silentMp3(60));
      const { samples, sampleRate } = await decodeAudio(mp3);
      assert.ok(Math.abs(samples.length / sampleRate - 60) < 1);
      assert.ok(samples.every((sample) => sample === 0));
    });
  });

  it('recognises audio files by name, and ignores what macOS puts beside them', () => {
    assert.deepEqual(
      ['a.WAV', 'b.mp3', 'c/d.flac', 'e.ogg', 'f.txt', '._b.mp3', '__MACOSX/b.mp3'].filter(isAudioName),
      ['a.WAV', 'b.mp3', 'c/d.flac', 'e.ogg'],
    );
  });
});

describe('resampling', () => {
  it('keeps pitch, loudness and timing from lower and higher rates', () => {
    for (const sampleRate of [22_050, 48_000, 96_000]) {
      const samples = resampled({ sampleRate, samples: burst(sampleRate) });
      assert.ok(Math.abs(samples.length - 22_050) < 2);
      assertBurst({ sampleRate: 44_100, samples });
    }
  });

  it('lets nothing above the new rate fold down into what is heard', () => {
    const samples = new Float32Array(96_000).map((_, at) => Math.sin((2 * Math.PI * 30_000 * at) / 96_000));
    const heard = resampled({ sampleRate: 96_000, samples }).subarray(1000, 40_000);
    assert.ok(heard.every((sample) => Math.abs(sample) < 0.01));
  });
});

async function encodeFlac(samples: Float32Array): Promise<Buffer> {
  const flac = loadFlac('release');
  if (!flac.isReady()) await new Promise((resolve) => flac.on('ready', resolve));
  const encoder = flac.create_libflac_encoder(RATE, 1, 16, 5, samples.length);
  const chunks: Buffer[] = [];
  flac.init_encoder_stream(encoder, (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  const integers = Int32Array.from(samples, (sample) => Math.round(32_767 * sample));
  flac.FLAC__stream_encoder_process_interleaved(encoder, integers, samples.length);
  flac.FLAC__stream_encoder_finish(encoder);
  flac.FLAC__stream_encoder_delete(encoder);
  return Buffer.concat(chunks);
}

/** Silence in the smallest frames that there are: MPEG 2.5, layer III, 8 kbit/s, 8 kHz, one channel. */
function silentMp3(seconds: number): Buffer {
  const frame = Buffer.alloc(72);
  frame.writeUInt32BE(0xffe318c0);
  const frameSeconds = 576 / 8000;
  return Buffer.concat(Array.from({ length: Math.ceil(seconds / frameSeconds) }, () => frame));
}
