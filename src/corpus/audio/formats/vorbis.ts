// Decodes Ogg Vorbis with stb_vorbis (public domain, compiled by stb-vorbis). Called by decode.ts.

import { AudioError, SoundCollector, checkLength, type Sound } from './sound';

/** The header of a page: its mark, version, flags, and the number of samples up to its end (RFC 3533 §6). */
const PAGE_MARK = Buffer.from('OggS');
const GRANULE_AT = 6;
/** "vorbis" after the packet type, then version, channels and sampling rate (Vorbis I §4.2.2). */
const IDENTIFICATION = Buffer.from('\x01vorbis');
const RATE_AT = 12;

/** @throws AudioError when the file is not Ogg Vorbis, is damaged or too long */
export async function readOggVorbis(bytes: Buffer): Promise<Sound> {
  checkLength(secondsOf(bytes));
  // The package is an ES module, which CommonJS reaches this way only.
  const { StbVorbis } = await import('stb-vorbis');
  await StbVorbis.ready;
  const { sampleRate, channels } = decode(() => StbVorbis.decode(bytes));
  const collector = new SoundCollector();
  collector.add(
    sampleRate,
    Math.max(1, channels.length),
    channels[0]?.length ?? 0,
    (frame, channel) => channels[channel]![frame]!,
  );
  return collector.sound('Ogg Vorbis');
}

function decode<Decoded>(work: () => Decoded): Decoded {
  try {
    return work();
  } catch (cause) {
    throw new AudioError('It is a damaged Ogg Vorbis file.', { cause });
  }
}

/** The length that the file claims, checked before anything is unpacked. */
function secondsOf(bytes: Buffer): number {
  if (!bytes.subarray(0, 4).equals(PAGE_MARK)) {
    throw new AudioError('It is no Ogg file: it does not begin with the header OggS.');
  }
  const identification = bytes.subarray(0, 4096).indexOf(IDENTIFICATION);
  const last = bytes.lastIndexOf(PAGE_MARK);
  if (identification < 0 || last + GRANULE_AT + 8 > bytes.length) {
    throw new AudioError('It is an Ogg file without Vorbis audio; only Vorbis is read.');
  }
  const sampleRate = bytes.readUInt32LE(identification + RATE_AT);
  return Number(bytes.readBigInt64LE(last + GRANULE_AT)) / Math.max(1, sampleRate);
}
