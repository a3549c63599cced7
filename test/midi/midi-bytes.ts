/** Builds `.mid` files byte by byte, so that a test shows what the file holds. */

/** A chunk: its four letters, its length in four bytes, its content. */
export function chunk(id: string, content: readonly number[]): number[] {
  const { length } = content;
  return [
    ...[...id].map((letter) => letter.charCodeAt(0)),
    (length >>> 24) & 0xff,
    (length >>> 16) & 0xff,
    (length >>> 8) & 0xff,
    length & 0xff,
    ...content,
  ];
}

/** A file of a format (0–2) and resolution (ticks per quarter note), with the content of its tracks. */
export function midiFile(format: number, ppq: number, ...tracks: readonly (readonly number[])[]): Uint8Array {
  const header = [0, format, 0, tracks.length, ppq >>> 8, ppq & 0xff];
  return Uint8Array.from([...chunk('MThd', header), ...tracks.flatMap((track) => chunk('MTrk', track))]);
}

/** Ticks as a variable-length quantity: seven bits a byte, the highest first. */
export function delta(ticks: number): number[] {
  const bytes = [ticks & 0x7f];
  for (let rest = ticks >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

export const END = [...delta(0), 0xff, 0x2f, 0];

/** Channel 10 as the format counts it. */
export const DRUMS = 9;

export function on(ticks: number, key: number, velocity = 100, channel = DRUMS): number[] {
  return [...delta(ticks), 0x90 | channel, key, velocity];
}

export function off(ticks: number, key: number, channel = DRUMS): number[] {
  return [...delta(ticks), 0x80 | channel, key, 0];
}

export function tempo(ticks: number, microsecondsPerBeat: number): number[] {
  const bytes = [16, 8, 0].map((shift) => (microsecondsPerBeat >>> shift) & 0xff);
  return [...delta(ticks), 0xff, 0x51, 3, ...bytes];
}

/** A time signature; its denominator as a power of two. */
export function timeSignature(ticks: number, numerator: number, denominatorPower: number): number[] {
  return [...delta(ticks), 0xff, 0x58, 4, numerator, denominatorPower, 24, 8];
}

export function trackName(name: string): number[] {
  const bytes = [...new TextEncoder().encode(name)];
  return [...delta(0), 0xff, 0x03, ...delta(bytes.length), ...bytes];
}
