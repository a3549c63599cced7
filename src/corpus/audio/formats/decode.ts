// Decodes an audio file, in the format that its name ends in, to one channel of samples.
// Called by worker.ts and measure/audio-bench; the audio source asks which names are audio.

import { open, readFile, type FileHandle } from 'node:fs/promises';
import { reasonOf } from '../../../files/reason';
import { readFlac } from './flac';
import { readMp3 } from './mp3';
import { AudioError, type Sound } from './sound';
import { readOggVorbis } from './vorbis';
import { readWav } from './wav';

/** Compressed files are unpacked from memory; twenty minutes of FLAC in 24 bits stay below this. */
const MAX_COMPRESSED_BYTES = 400_000_000;

/** Audio files by their names, without what macOS adds beside them. */
export function isAudioName(name: string): boolean {
  return /\.(wav|wave|mp3|flac|ogg|oga)$/i.test(name) && !/(^|\/)(\._|__MACOSX\/)/.test(name);
}

/** @throws AudioError with the reason in a sentence */
export async function decodeAudio(path: string): Promise<Sound> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (cause) {
    throw new AudioError(`It cannot be read: ${reasonOf(cause)}.`, { cause });
  }
  try {
    const { size } = await file.stat();
    if (size === 0) throw new AudioError('It is empty.');
    const ending = /[^.]*$/.exec(path)![0].toLowerCase();
    if (ending.startsWith('wav')) return await readWav(file);
    if (size > MAX_COMPRESSED_BYTES) {
      throw new AudioError(`It is larger than ${MAX_COMPRESSED_BYTES} bytes; cut it into tracks.`);
    }
    const bytes = await readFile(file);
    if (ending === 'mp3') return await readMp3(bytes);
    return await (ending === 'flac' ? readFlac(bytes) : readOggVorbis(bytes));
  } finally {
    await file.close();
  }
}
