// Reads RIFF and RF64 WAVE files, PCM of 8 to 32 bits or floats, a piece at a time. Called by decode.ts.

import type { FileHandle } from 'node:fs/promises';
import { AudioError, SoundCollector, checkLength, type Sound } from './sound';

/** What the chunk `fmt ` says. */
interface WavFormat {
  readonly coding: 'integer' | 'float';
  readonly channels: number;
  readonly sampleRate: number;
  readonly bytesPerSample: number;
}

const PIECE_BYTES = 1 << 20;
const MAX_CHANNELS = 64;
const MAX_CHUNKS = 1000;

const INTEGER_CODE = 1;
const FLOAT_CODE = 3;
const EXTENSIBLE_CODE = 0xfffe;

/** @throws AudioError when the file is not WAVE, holds no sound or is coded in another way */
export async function readWav(file: FileHandle): Promise<Sound> {
  const head = await bytesAt(file, 0, 12);
  const kind = head.toString('latin1', 0, 4);
  if ((kind !== 'RIFF' && kind !== 'RF64') || head.toString('latin1', 8, 12) !== 'WAVE') {
    throw new AudioError('It is no WAV file: it does not begin with the header RIFF.');
  }
  const { size } = await file.stat();
  let format: WavFormat | undefined;
  let at = 12;
  for (let chunk = 0; chunk < MAX_CHUNKS && at + 8 <= size; chunk++) {
    const header = await bytesAt(file, at, 8);
    const name = header.toString('latin1', 0, 4);
    // Recorders that were cut off leave 0 or 2³² − 1 as the length of the data; the file's own end counts.
    const named = header.readUInt32LE(4);
    if (name === 'fmt ') format = formatOf(await bytesAt(file, at + 8, Math.min(named, 40)));
    if (name === 'data') {
      if (!format) break;
      const rest = size - at - 8;
      return await readData(file, format, at + 8, named === 0 ? rest : Math.min(named, rest));
    }
    at += 8 + named + (named % 2);
  }
  throw new AudioError('It is a WAV file without sound.');
}

function formatOf(chunk: Buffer): WavFormat {
  if (chunk.length < 16) throw new AudioError('It is a damaged WAV file: its format is cut off.');
  const named = chunk.readUInt16LE(0);
  const code = named === EXTENSIBLE_CODE && chunk.length >= 26 ? chunk.readUInt16LE(24) : named;
  const channels = chunk.readUInt16LE(2);
  const bytesPerSample = chunk.readUInt16LE(14) / 8;
  const isInteger = code === INTEGER_CODE && [1, 2, 3, 4].includes(bytesPerSample);
  const isFloat = code === FLOAT_CODE && [4, 8].includes(bytesPerSample);
  if ((!isInteger && !isFloat) || channels < 1 || channels > MAX_CHANNELS) {
    throw new AudioError(`It is a WAV file of coding ${code} with ${channels} channels, which is not read.`);
  }
  return {
    coding: isFloat ? 'float' : 'integer',
    channels,
    sampleRate: chunk.readUInt32LE(4),
    bytesPerSample,
  };
}

async function readData(file: FileHandle, format: WavFormat, from: number, length: number): Promise<Sound> {
  const { channels, bytesPerSample, sampleRate } = format;
  const frameBytes = channels * bytesPerSample;
  checkLength(length / frameBytes / sampleRate);
  const sampleAt = reader(format);
  const collector = new SoundCollector();
  const pieceBytes = Math.max(1, Math.floor(PIECE_BYTES / frameBytes)) * frameBytes;
  for (let at = 0; at + frameBytes <= length; at += pieceBytes) {
    const piece = await bytesAt(file, from + at, Math.min(pieceBytes, length - at));
    collector.add(sampleRate, channels, Math.floor(piece.length / frameBytes), (frame, channel) =>
      sampleAt(piece, frame * frameBytes + channel * bytesPerSample),
    );
  }
  return collector.sound('WAV');
}

function reader({ coding, bytesPerSample }: WavFormat): (piece: Buffer, at: number) => number {
  if (coding === 'float') {
    return bytesPerSample === 4
      ? (piece, at) => piece.readFloatLE(at)
      : (piece, at) => piece.readDoubleLE(at);
  }
  if (bytesPerSample === 1) return (piece, at) => (piece.readUInt8(at) - 128) / 128;
  const scale = 2 ** (8 * bytesPerSample - 1);
  return (piece, at) => piece.readIntLE(at, bytesPerSample) / scale;
}

/** Bytes of a file; fewer at its end. */
export async function bytesAt(file: FileHandle, at: number, count: number): Promise<Buffer> {
  const buffer = Buffer.alloc(count);
  const { bytesRead } = await file.read(buffer, 0, count, at);
  return buffer.subarray(0, bytesRead);
}
